import type { TicketContent } from '@onthaal/contract/devices/printing.ts';
import type { LetterStyle } from '@onthaal/contract/letters/letters.ts';
import type { VisitTicket } from '@onthaal/contract/letters/visit-ticket.ts';
import { type LetterWords, wordsWith } from './letter-words.ts';

const moment = new Intl.DateTimeFormat('nl-BE', {
  ...{ day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' },
  timeZone: 'Europe/Brussels',
});

function aheadWords(ahead: number): string {
  if (ahead === 0) return 'ticketNext';
  return ahead === 1 ? 'ticketOneAhead' : 'ticketAhead';
}

function waitWords(wait: VisitTicket['wait']): string {
  if (wait === undefined) return 'ticketWaitUnknown';
  if (wait.to <= 1) return 'ticketWaitSoon';
  return wait.from === wait.to ? 'ticketWaitAbout' : 'ticketWait';
}

/**
 * The ticket of a visitor. What it says of the wait was so when it was printed, which it says too.
 *
 * @param positionUrl where they follow their place in the queue; absent where citizens reach no such page
 */
export function visitTicketOf(
  style: LetterStyle,
  ticket: VisitTicket,
  words: LetterWords,
  positionUrl?: string,
): TicketContent {
  const { number, reasons, arrivedAt, ahead, wait } = ticket;
  const filled = wordsWith(words, {
    ...{ ahead: String(ahead ?? 0), from: String(wait?.from ?? 0), to: String(wait?.to ?? 0) },
    time: moment.format(new Date(arrivedAt)),
  });
  const line = (name: string): string => filled[name] ?? '';
  return {
    heading: style.municipality,
    large: number,
    lines: [
      ...reasons,
      '',
      ...(ahead === undefined ? [] : [line(aheadWords(ahead))]),
      line(waitWords(wait)),
      line('ticketTime'),
      '',
      line('ticketScreen'),
      ...(positionUrl === undefined ? [] : [line('ticketPosition')]),
    ],
    ...(positionUrl === undefined ? {} : { qrCode: positionUrl }),
  };
}
