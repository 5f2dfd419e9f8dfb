import type { TicketContent } from '@onthaal/contract/devices/printing.ts';
import type { LetterStyle, LetterValues } from '@onthaal/contract/letters/letters.ts';

/** The small proof that somebody takes along: the number of the dossier, and no name, as it is easily left lying about. */
export function ticketOf(style: LetterStyle, values: LetterValues): TicketContent {
  return {
    heading: style.municipality,
    large: values.dossierNumber,
    lines: [values.dossierType, `Ingediend op ${values.openedOn}`, '', ...style.contactLines],
    qrCode: values.dossierNumber,
  };
}
