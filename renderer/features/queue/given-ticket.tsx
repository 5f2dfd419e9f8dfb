import type { VisitRow } from '@onthaal/contract/store/visits.ts';
import { useEffect, useRef } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { TicketLine } from './ticket-line.tsx';
import { TicketLinkForm } from './ticket-link-form.tsx';
import { useHasTicketPrinter, usePrintTicket } from './use-visit-ticket.ts';
import { useWaitWords } from './use-wait-words.ts';

/** The number that the clerk tells, who is before and how long it takes; on paper at once where there is a printer. */
export function GivenTicket({ visit }: { readonly visit: VisitRow }) {
  const t = useText();
  const words = useWaitWords();
  const hasPrinter = useHasTicketPrinter();
  const print = usePrintTicket();
  const isPrinted = useRef(false);
  useEffect(() => {
    if (!hasPrinter || isPrinted.current) return;
    isPrinted.current = true;
    void print(visit);
  });
  return (
    <div className="stack" aria-live="polite">
      <p className="current-ticket number">{visit.ticket}</p>
      <p>{t('queue.ahead', { count: visit.ahead ?? 0 })}</p>
      <p>{words(visit.wait)}</p>
      <TicketLine visit={visit} />
      <TicketLinkForm visitId={visit.id} />
    </div>
  );
}
