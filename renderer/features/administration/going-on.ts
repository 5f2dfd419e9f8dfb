import type { Reference, ReferenceData } from '@onthaal/contract/entities/reference.ts';
import { deepEqual } from '@onthaal/contract/rules/merge/index.ts';

type Product = ReferenceData['product'];

/** Whether a change of the words of a product is about the theme, which stands with each product of it. */
export function changesTheme(before: object, after: object): boolean {
  const [was, is] = [before as Partial<Product>, after as Partial<Product>];
  return !deepEqual(was.themeNames ?? {}, is.themeNames ?? {});
}

/**
 * A draft on top of the row that somebody else wrote meanwhile. A draft holds all of a row, and the translations of a theme go to every product
 * of it: what the draft only held from before would take away there what others wrote. So of a product only its own words are the draft's;
 * of the theme what was typed since the form was opened, and otherwise what the row does not say.
 *
 * @param drafted the data of the draft
 * @param isThemeTyped whether a translation of the theme was typed since the form was opened
 */
export function goingOn(row: Reference, drafted: object, isThemeTyped: boolean): object {
  if (row.kind !== 'product') return drafted;
  const { names, bring, bringNames, themeNames } = drafted as Product;
  const theme = isThemeTyped ? themeNames : { ...themeNames, ...(row.data as Product).themeNames };
  return { ...row.data, names, bring, bringNames, ...(theme === undefined ? {} : { themeNames: theme }) };
}
