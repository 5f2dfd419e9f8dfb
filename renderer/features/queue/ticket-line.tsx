import type { VisitRow } from '@onthaal/contract/store/visits.ts';
import { Printer } from 'lucide-react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { jobWords } from '../printing/job-words.ts';
import { useHasTicketPrinter, usePrintTicket, useTicketState } from './use-visit-ticket.ts';
import type { TicketState } from './visit-tickets-slice.ts';

function useTicketWords(): (state: TicketState | undefined) => string | undefined {
  const t = useText();
  return (state) => {
    if (state === undefined) return undefined;
    if (state.kind !== 'job') return t(`waiting.ticket.${state.kind}`);
    const { text, next } = jobWords(state.job, t);
    return t('waiting.ticket.job', { text: [text, next].filter(Boolean).join(' ') });
  };
}

/** Whether pressing the button again could bring a second ticket: it is on its way. */
function isUnderWay(state: TicketState | undefined): boolean {
  return state?.kind === 'asked' || (state?.kind === 'job' && !state.job.ended && state.job.state !== 'unknown');
}

/** What became of the paper ticket, in words, and the button that prints it (again). Without a printer: that the number is told. */
export function TicketLine({ visit }: { readonly visit: VisitRow }) {
  const t = useText();
  const state = useTicketState(visit.id);
  const words = useTicketWords();
  const hasPrinter = useHasTicketPrinter();
  const print = usePrintTicket();
  if (!hasPrinter) return <p className="muted">{t('waiting.ticket.noPrinter')}</p>;
  return (
    <div className="ticket-line">
      <p role="status">{words(state)}</p>
      {!isUnderWay(state) && (
        <Button size="small" icon={Printer} onPress={() => void print(visit)}>
          {t(state === undefined ? 'waiting.ticket.print' : 'waiting.ticket.again')}
        </Button>
      )}
    </div>
  );
}

/** The same in the list of who waits: a button, and words only when something is wrong. */
export function TicketButton({ visit }: { readonly visit: VisitRow }) {
  const t = useText();
  const state = useTicketState(visit.id);
  const hasPrinter = useHasTicketPrinter();
  const print = usePrintTicket();
  if (!hasPrinter) return null;
  return (
    <Button
      size="small"
      variant="quiet"
      icon={Printer}
      isDisabled={isUnderWay(state)}
      aria-label={t('waiting.ticket.printOf', { ticket: visit.ticket })}
      onPress={() => void print(visit)}
    >
      {t('waiting.ticket.short')}
    </Button>
  );
}

/** What is wrong with the paper ticket of somebody who waits; undefined when nothing is. */
export function useTicketTrouble(visit: VisitRow): string | undefined {
  const state = useTicketState(visit.id);
  const words = useTicketWords();
  const isWrong =
    state?.kind === 'refused' || (state?.kind === 'job' && !['waiting', 'printing', 'done'].includes(state.job.state));
  return isWrong ? words(state) : undefined;
}
