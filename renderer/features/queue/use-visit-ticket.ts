import { printerFor } from '@onthaal/contract/devices/desk-devices.ts';
import type { VisitRow } from '@onthaal/contract/store/visits.ts';
import { useAppDispatch, useAppSelector } from '../../app/store.ts';
import { desktop } from '../../bridge/desktop.ts';
import { useDeskDevices } from '../devices/use-devices.ts';
import { type TicketState, ticketChanged } from './visit-tickets-slice.ts';

/** What became of the paper ticket of a visitor; undefined when none was asked for. */
export function useTicketState(visitId: string): TicketState | undefined {
  return useAppSelector(({ visitTickets }) => visitTickets.states[visitId]);
}

/** Whether a printer for tickets was chosen at this desk. */
export function useHasTicketPrinter(): boolean {
  const { settings } = useDeskDevices();
  return settings !== undefined && printerFor(settings, 'visitTicket') !== undefined;
}

/** Prints the ticket of who waits, or prints it again. */
export function usePrintTicket(): (visit: VisitRow) => Promise<void> {
  const dispatch = useAppDispatch();
  return async ({ id: visitId, ticket, productNames, arrivedAt, ahead, wait }) => {
    const say = (is: TicketState): void => void dispatch(ticketChanged({ visitId, is }));
    say({ kind: 'asked' });
    const begun = await desktop().request('printing:visitTicket', {
      ...{ visitId, number: ticket, reasons: [...productNames], arrivedAt },
      ...(ahead === undefined ? {} : { ahead }),
      ...(wait === undefined ? {} : { wait }),
    });
    if (begun.ok) say({ kind: 'job', job: begun.value });
    else say({ kind: begun.error.code === 'PRINTER_NOT_CHOSEN' ? 'noPrinter' : 'refused' });
  };
}
