import type { ReferenceOf } from '../../entities/reference.ts';
import type { KnowledgeArticle } from './choose-article.ts';

/** The reference data that tell what a product asks and costs. */
export interface ProductSources {
  readonly products: readonly ReferenceOf<'product'>[];
  readonly dossierTypes: readonly ReferenceOf<'dossierType'>[];
  readonly prices: readonly ReferenceOf<'price'>[];
}

/** A term as it is said: a legal one has its length, another is only told. */
export type ProductTerm =
  | {
      readonly length: number;
      readonly unit: 'calendarDay' | 'workingDay' | 'month';
      readonly legalBasis?: string | undefined;
    }
  | { readonly usual: string };

/** What somebody who comes for a product must know, each from its one source. */
export interface ProductFacts {
  readonly name: string;
  readonly theme: string;
  readonly bring: readonly string[];
  /** What it costs; none: nobody wrote it down. */
  readonly prices: readonly { readonly name?: string | undefined; readonly cents: number }[];
  readonly term?: ProductTerm | undefined;
  readonly form?: string | undefined;
}

/** The facts of a product, or of a dossier type that no product leads to; undefined for a code that nobody knows. */
export function productFacts(
  { products, dossierTypes, prices }: ProductSources,
  code: string,
  article?: KnowledgeArticle,
): ProductFacts | undefined {
  const product = products.find((one) => one.code === code);
  const typeCode = product === undefined ? code : product.data.dossierTypeCode;
  const type = dossierTypes.find((one) => one.code === typeCode);
  const named = product ?? type;
  if (named === undefined) return undefined;
  const sold = (article?.data.priceCodes ?? []).flatMap((priceCode) => {
    const price = prices.find((one) => one.code === priceCode);
    return price === undefined ? [] : [{ name: price.name, cents: price.data.cents }];
  });
  const ofType = type?.data.priceCents === undefined ? [] : [{ cents: type.data.priceCents }];
  const rule = type?.data.termRule;
  const usual = article?.data.usualTerm;
  const term =
    rule !== undefined
      ? { length: rule.length, unit: rule.unit, legalBasis: rule.legalBasis }
      : usual === undefined
        ? undefined
        : { usual };
  return {
    name: named.name,
    theme: named.data.theme,
    bring: product?.data.bring ?? [],
    prices: [...ofType, ...sold],
    term,
    form: article?.data.form,
  };
}
