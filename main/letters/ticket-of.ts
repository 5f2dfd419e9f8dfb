import type { TicketContent } from '@onthaal/contract/devices/printing.ts';
import type { LetterStyle, LetterValues } from '@onthaal/contract/letters/letters.ts';
import type { LetterWords } from './letter-words.ts';

/** The small proof that somebody takes along: the number of the dossier, and no name, as it is easily left lying about. */
export function ticketOf(style: LetterStyle, values: LetterValues, words: LetterWords): TicketContent {
  return {
    heading: style.municipality,
    large: values.dossierNumber,
    lines: [values.dossierType, `${words.submittedOn} ${values.openedOn}`, '', ...style.contactLines],
    qrCode: values.dossierNumber,
  };
}
