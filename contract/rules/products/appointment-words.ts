import type { ReferenceData } from '../../entities/reference.ts';
import type { TranslatedNames } from '../../entities/reference-kinds.ts';
import type { Named } from './name-in.ts';

/** What is known of the product of an appointment; absent: the product is gone, or was never ours. */
type Product =
  | { readonly name: string; readonly data: Pick<ReferenceData['product'], 'names' | 'bringNames'> }
  | undefined;

/** The translations that a product has of what to bring; none of other words than its own. */
export function paperNames(data: Pick<ReferenceData['product'], 'bringNames'>, paper: string): TranslatedNames {
  const { bringNames = {} } = data;
  return Object.hasOwn(bringNames, paper) ? (bringNames[paper] ?? {}) : {};
}

/**
 * What an appointment is for and what to bring, with their translations. An appointment keeps the Dutch words of the day on which it was
 * booked: what somebody wrote in other words than the product's stays as it is, in every language.
 */
export function appointmentWords(
  { subject, bring }: { readonly subject: string; readonly bring: readonly string[] },
  product: Product,
): { readonly subject: Named; readonly bring: readonly Named[] } {
  return {
    subject: { name: subject, names: product?.name === subject ? product.data.names : undefined },
    bring: bring.map((name) => ({ name, names: product && paperNames(product.data, name) })),
  };
}
