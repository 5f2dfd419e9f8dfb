import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import type { VisitRow } from '@onthaal/contract/store/visits.ts';
import { useRef, useState } from 'react';
import { v7 } from 'uuid';
import { useAppDispatch } from '../../app/store.ts';
import { runCommand } from '../../bridge/run-command.ts';
import { useDayOverviewQuery } from '../../bridge/store-api.ts';
import { dayOf } from '../../i18n/formats.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { clearNotices, showDone } from '../../ui/notice-board.ts';
import { SaveDialog } from '../../ui/save-dialog.tsx';
import { useErrorNotice } from '../../ui/use-error-notice.ts';
import { AppointmentDialog } from '../planner/appointment-dialog.tsx';
import { useMoveBack } from '../planner/use-move-appointment.ts';
import { keepNotes } from '../visit/notepad-keeper.ts';
import { useDesk } from './use-queue.ts';

interface CalendarReturnProps {
  readonly visit: VisitRow;
  readonly onClose: () => void;
}

/** Books the appointment of a visit again, and ends the visit; what is taken back is where it was, with its visitor at the desk. */
function useReturn({ id: visitId, ticket }: VisitRow) {
  const t = useText();
  const dispatch = useAppDispatch();
  const tell = useErrorNotice();
  const { desk } = useDesk();
  const moveBack = useMoveBack();
  const at = desk === undefined ? {} : { deskId: desk.id };
  const bookAgain = async () => {
    const written = await dispatch(runCommand('returnToCalendar', { visitId }));
    if (!written.ok) tell(written.error);
    return written.ok;
  };
  const comeBack = async (moved: AppointmentRow | undefined) => {
    // First the appointment: once its visitor is back, it does not move any more.
    if (moved !== undefined) await moveBack(moved, moved.locationId ?? '');
    const step = { visitId, stepId: v7(), event: 'returned' as const, ...at };
    const written = await dispatch(runCommand('recordVisitEvent', step));
    if (!written.ok) tell(written.error);
  };
  const leave = async (moved?: AppointmentRow) => {
    await keepNotes();
    const written = await dispatch(runCommand('returnToCalendar', { visitId, stepId: v7(), ...at }));
    if (!written.ok) return tell(written.error);
    // What was said while they were here may name them.
    clearNotices();
    const undo = { label: t('action.undo'), run: () => void comeBack(moved) };
    showDone(t('queue.done.toCalendar', { ticket }), undo);
  };
  return { bookAgain, leave };
}

/** The appointment stays as it was, or gets another moment first; then the visitor is gone. */
export function CalendarReturnDialog({ visit, onClose }: CalendarReturnProps) {
  const t = useText();
  const formats = useFormats();
  const { bookAgain, leave } = useReturn(visit);
  // As it was: when it has moved, it does not stand on this day any more.
  const [before, setBefore] = useState<AppointmentRow>();
  const [isPending, setPending] = useState(false);
  const hasMoved = useRef(false);
  const [appointmentId] = useState(visit.appointmentId);
  const { data } = useDayOverviewQuery({ day: dayOf(visit.appointmentAt ?? visit.arrivedAt) });
  const appointment = data?.appointments.find(({ id }) => id === appointmentId);
  const end = () => {
    setPending(true);
    void leave(hasMoved.current ? before : undefined).finally(onClose);
  };
  const move = async () => {
    setPending(true);
    if (await bookAgain()) setBefore(appointment);
    else onClose();
  };
  if (before !== undefined) {
    return (
      <AppointmentDialog
        subject={{ ...(visit.personId === undefined ? {} : { personId: visit.personId }) }}
        moving={before}
        onBooked={() => {
          hasMoved.current = true;
        }}
        onClose={end}
      />
    );
  }
  const others = appointment !== undefined && (
    <Button isPending={isPending} onPress={() => void move()}>
      {t('queue.toCalendarOther')}
    </Button>
  );
  return (
    <SaveDialog
      title={t('queue.toCalendarTitle', { ticket: visit.ticket })}
      saveLabel={t('queue.toCalendarSame')}
      isPending={isPending}
      isSaveFocused
      others={others}
      onSave={end}
      onClose={onClose}
    >
      <p>{t('queue.toCalendarHelp', { when: formats.dayTime(visit.appointmentAt ?? visit.arrivedAt) })}</p>
    </SaveDialog>
  );
}
