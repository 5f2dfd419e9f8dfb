import type { DocumentOf } from '@onthaal/contract/entities/index.ts';

/** In the fields of a log row: an identity card was read. */
export const readCard = 'eId';

/** What a card that is read shows. */
export const fieldsOfCard = ['nationalNumber', 'familyName', 'givenName', 'birthDate', 'address', 'photo'] as const;

/** Whether a log row is of the reading of a card: it opens nothing of the register. */
export function isCardLook({ fields }: Pick<DocumentOf<'consultations'>, 'fields'>): boolean {
  return fields.includes(readCard);
}
