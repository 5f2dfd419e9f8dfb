import type { Appointment } from '@onthaal/contract/entities/appointment.ts';
import type { CalendarCell, CalendarColumn } from '@onthaal/contract/store/planner.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useAppDispatch } from '../../../app/store.ts';
import { askCentre } from '../../../bridge/ask-centre.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { showDone } from '../../../ui/notice-board.ts';
import { useErrorNotice } from '../../../ui/use-error-notice.ts';

/** A place in the calendar to which an appointment would move. */
interface Target {
  readonly column: CalendarColumn;
  readonly cell: CalendarCell;
}

/** Moves an appointment in the calendar: the centre holds the new place first, so that nothing is lost when it is taken. */
export function useCalendarMove(locationId: string | undefined) {
  const t = useText();
  const formats = useFormats();
  const dispatch = useAppDispatch();
  const tell = useErrorNotice();
  const [picked, setPicked] = useState<AppointmentRow>();
  const [isPending, setPending] = useState(false);
  const moveTo = async (
    appointment: AppointmentRow,
    startsAt: string,
    { memberId, placeId }: Partial<CalendarColumn>,
  ) => {
    const { id: insteadOfId, productCode, persons = 1, mode } = appointment;
    const wish = { productCode, persons, mode: mode as Appointment['mode'], locationId: locationId ?? '' };
    // In a room or at a desk when people come; a digital appointment has no place.
    const isPlaced = placeId !== undefined && mode !== 'digital';
    const only = { ...(memberId === undefined ? {} : { memberId }), ...(isPlaced ? { placeId } : {}) };
    const holdId = v7();
    const held = await dispatch(askCentre('holdAppointment', { ...wish, ...only, holdId, insteadOfId, startsAt }));
    if (!held.ok) return held;
    return dispatch(askCentre('bookAppointment', { operationId: v7(), holdId, insteadOfId }));
  };
  const back = async (before: AppointmentRow) => {
    const answer = await moveTo(before, before.startsAt, {});
    if (answer.ok) showDone(t('planner.movedBack'));
    else tell(answer.error);
  };
  const drop = async (appointment: AppointmentRow, { column, cell }: Target) => {
    setPending(true);
    const answer = await moveTo(appointment, cell.startsAt, column);
    setPending(false);
    setPicked(undefined);
    if (!answer.ok) return tell(answer.error);
    const undo = { label: t('action.undo'), run: () => void back(appointment) };
    showDone(t('planner.moved', { when: formats.dayTime(answer.value.startsAt) }), undo);
  };
  return { picked, pick: setPicked, drop, isPending };
}
export type CalendarMove = ReturnType<typeof useCalendarMove>;
