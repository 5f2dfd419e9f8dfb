import type { CardHolderGroup } from '@onthaal/contract/devices/eid-reading.ts';

export interface DocumentType {
  /** As the card writes it: "1", "17", "31". */
  readonly code: string;
  readonly group: CardHolderGroup;
  /** Name of the card in the trade ("F+", "Kids-ID"); null for a code that nobody told us about. */
  readonly name: string | null;
}

const known: Readonly<Record<string, readonly [CardHolderGroup, string]>> = {
  '1': ['belgian', 'eID'],
  '6': ['child', 'Kids-ID'],
  '7': ['technical', 'bootstrap'],
  '8': ['technical', 'habilitation'],
  '11': ['foreigner', 'A'],
  '12': ['foreigner', 'B'],
  '13': ['foreigner', 'C'],
  '14': ['foreigner', 'D'],
  '15': ['foreigner', 'E'],
  '16': ['foreigner', 'E+'],
  '17': ['foreigner', 'F'],
  '18': ['foreigner', 'F+'],
  '19': ['foreigner', 'H'],
  '20': ['foreigner', 'I'],
  '21': ['foreigner', 'J'],
  '22': ['foreigner', 'M'],
  '23': ['foreigner', 'N'],
  '27': ['foreigner', 'K'],
  '28': ['foreigner', 'L'],
  '31': ['foreigner', 'EU'],
  '32': ['foreigner', 'EU+'],
  '33': ['foreigner', 'A'],
  '34': ['foreigner', 'B'],
  '35': ['foreigner', 'F'],
  '36': ['foreigner', 'F+'],
};

/** Says which card a document type is; a type that is not on the list is `unknown`, never a guess. */
export function documentType(text: string): DocumentType {
  const code = text.replace(/^0+(?=\d)/, '');
  const found = Object.hasOwn(known, code) ? known[code] : undefined;
  if (found !== undefined) return { code, group: found[0], name: found[1] };
  if (/^6[1-9]$/.test(code)) return { code, group: 'foreignChild', name: null };
  return { code, group: 'unknown', name: null };
}
