import type { Reference } from '@onthaal/contract/entities/reference.ts';
import { referenceRow } from './row.ts';

/** What the municipality sells at its desks. Invented prices of an invented municipality. */
const prices: readonly (readonly [code: string, name: string, theme: string, cents: number])[] = [
  ['eid-volwassene', 'Identiteitskaart, 12 jaar en ouder', 'Burgerzaken', 2500],
  ['kids-id', 'Kids-ID', 'Burgerzaken', 1050],
  ['eid-spoed', 'Identiteitskaart, spoed', 'Burgerzaken', 13_800],
  ['reispas-volwassene', 'Reispas, meerderjarige', 'Burgerzaken', 8500],
  ['reispas-kind', 'Reispas, minderjarige', 'Burgerzaken', 4500],
  ['rijbewijs', 'Rijbewijs', 'Burgerzaken', 2750],
  ['rijbewijs-internationaal', 'Internationaal rijbewijs', 'Burgerzaken', 2300],
  ['trouwboekje', 'Trouwboekje', 'Burgerzaken', 2000],
  ['kopie-a4', 'Kopie A4', 'Onthaal', 25],
  ['afvalzak', 'Rol restafvalzakken', 'Onthaal', 1600],
  ['wandelkaart', 'Wandelkaart Lindervelde', 'Onthaal', 450],
  ['parkeerkaart-dag', 'Parkeerkaart voor één dag', 'Mobiliteit', 600],
];

export const priceRows: readonly Reference[] = prices.map(([code, name, theme, cents]) =>
  referenceRow('price', `price-${code}`, code, name, { theme, cents }),
);

export const paymentAccountRows: readonly Reference[] = [
  referenceRow('paymentAccount', 'paymentaccount-loketten', 'loketten', 'Rekening van de loketten', {
    beneficiaryName: 'Gemeente Lindervelde',
    iban: 'BE71096123456769',
  }),
];
