import type { Appointment } from '@onthaal/contract/entities/appointment.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { v7 } from 'uuid';
import { useAppDispatch } from '../../app/store.ts';
import { askCentre } from '../../bridge/ask-centre.ts';
import { runCommand } from '../../bridge/run-command.ts';
import { useText } from '../../i18n/use-text.ts';
import { showDone } from '../../ui/notice-board.ts';
import { useErrorNotice } from '../../ui/use-error-notice.ts';
import { paperOffered } from '../printing/printing-slice.ts';

/** Where an appointment moves to; left out: with whoever can, wherever there is room. */
interface Target {
  readonly startsAt: string;
  readonly locationId: string;
  readonly memberId?: string | undefined;
  readonly placeId?: string | undefined;
}

/** Moves an appointment: the centre holds the new moment first, so that nothing is lost when it is taken. */
export function useMoveAppointment() {
  const dispatch = useAppDispatch();
  return async (appointment: AppointmentRow, { startsAt, locationId, memberId, placeId }: Target) => {
    const { id: insteadOfId, productCode, persons = 1, mode } = appointment;
    const wish = { productCode, persons, mode: mode as Appointment['mode'], locationId };
    // In a room or at a desk when people come; a digital appointment has no place.
    const isPlaced = placeId !== undefined && mode !== 'digital';
    const only = { ...(memberId === undefined ? {} : { memberId }), ...(isPlaced ? { placeId } : {}) };
    const holdId = v7();
    const held = await dispatch(askCentre('holdAppointment', { ...wish, ...only, holdId, insteadOfId, startsAt }));
    if (!held.ok) return held;
    const moved = await dispatch(askCentre('bookAppointment', { operationId: v7(), holdId, insteadOfId }));
    if (moved.ok) dispatch(paperOffered(moved.value.id));
    return moved;
  };
}

/** Whether the centre can still take a move back that this desk cannot; not when it moved again or was cancelled since. */
function onlyCentreCan({ code, field }: OnthaalError): boolean {
  return code === 'DOCUMENT_UNKNOWN' || field === 'movedFrom';
}

/**
 * Takes a move back: to the same moment, member and place as this desk knows them, else, when the appointment is not here or another system
 * gives out its time, as the centre can.
 *
 * @returns whether it is back
 */
export function useMoveBack() {
  const t = useText();
  const dispatch = useAppDispatch();
  const tell = useErrorNotice();
  const move = useMoveAppointment();
  return async (before: AppointmentRow, locationId: string): Promise<boolean> => {
    const { id: appointmentId, startsAt } = before;
    const here = await dispatch(runCommand('moveBack', { appointmentId, startsAt }));
    const answer = !here.ok && onlyCentreCan(here.error) ? await move(before, { startsAt, locationId }) : here;
    if (answer.ok) showDone(t('planner.movedBack'));
    else tell(answer.error);
    return answer.ok;
  };
}
