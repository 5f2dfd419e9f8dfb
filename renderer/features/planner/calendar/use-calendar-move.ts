import type { CalendarCell, CalendarColumn } from '@onthaal/contract/store/planner.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { useState } from 'react';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { showDone } from '../../../ui/notice-board.ts';
import { useErrorNotice } from '../../../ui/use-error-notice.ts';
import { useMoveAppointment, useMoveBack } from '../use-move-appointment.ts';

/** A place in the calendar to which an appointment would move. */
interface Target {
  readonly column: CalendarColumn;
  readonly cell: CalendarCell;
}

/** Moves an appointment in the calendar: the centre holds the new place first, so that nothing is lost when it is taken. */
export function useCalendarMove(locationId = '') {
  const t = useText();
  const formats = useFormats();
  const move = useMoveAppointment();
  const moveBack = useMoveBack();
  const tell = useErrorNotice();
  const [picked, setPicked] = useState<AppointmentRow>();
  const [isDragged, setDragged] = useState(false);
  const [isPending, setPending] = useState(false);
  const pick = (row: AppointmentRow | undefined, byPointer = false) => {
    setPicked(row);
    setDragged(row !== undefined && byPointer);
  };
  const drop = async (appointment: AppointmentRow, { column, cell }: Target) => {
    setPending(true);
    const { memberId, placeId } = column;
    const answer = await move(appointment, { startsAt: cell.startsAt, locationId, memberId, placeId });
    setPending(false);
    setPicked(undefined);
    if (!answer.ok) return tell(answer.error);
    const undo = { label: t('action.undo'), run: () => void moveBack(appointment, locationId) };
    showDone(t('planner.moved', { when: formats.dayTime(answer.value.startsAt) }), undo);
  };
  return { picked, isDragged, pick, drop, isPending };
}
export type CalendarMove = ReturnType<typeof useCalendarMove>;
