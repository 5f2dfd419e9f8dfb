import type { GivenNumber } from '@onthaal/contract/ipc/kiosk-channels.ts';
import { useEffect, useRef } from 'react';
import { useAppDispatch } from '../../../app/store.ts';
import { desktop } from '../../../bridge/desktop.ts';
import { useTicketState } from '../../queue/use-visit-ticket.ts';
import { ticketChanged } from '../../queue/visit-tickets-slice.ts';

/** What became of the paper: `none`, this kiosk has no printer. */
export type PaperState = 'none' | 'printing' | 'printed' | 'paperOut' | 'trouble';

/** Prints the number at once where there is a printer, and says what the printer made of it. */
export function useKioskTicket(number: GivenNumber, reason: string | undefined): PaperState {
  const dispatch = useAppDispatch();
  const isAsked = useRef(false);
  const state = useTicketState(number.visitId);
  useEffect(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    const { positionUrl: _url, ...ticket } = number;
    const { visitId } = ticket;
    dispatch(ticketChanged({ visitId, is: { kind: 'asked' } }));
    void desktop()
      .request('printing:visitTicket', { ...ticket, reasons: reason === undefined ? [] : [reason] })
      .then((begun) => {
        if (begun.ok) dispatch(ticketChanged({ visitId, is: { kind: 'job', job: begun.value } }));
        else {
          const kind = begun.error.code === 'PRINTER_NOT_CHOSEN' ? 'noPrinter' : 'refused';
          dispatch(ticketChanged({ visitId, is: { kind } }));
        }
      });
  });
  if (state === undefined || state.kind === 'asked') return 'printing';
  if (state.kind === 'noPrinter') return 'none';
  if (state.kind === 'refused') return 'trouble';
  if (state.job.state === 'needsPaper' || state.job.problems.includes('noPaper')) return 'paperOut';
  if (state.job.state === 'done') return 'printed';
  return state.job.state === 'waiting' || state.job.state === 'printing' ? 'printing' : 'trouble';
}
