import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { FreeSlot, LocalSlot } from '@onthaal/contract/store/planner.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useAppDispatch } from '../../app/store.ts';
import { askCentre } from '../../bridge/ask-centre.ts';
import { runCommand } from '../../bridge/run-command.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { showDone, showNotice } from '../../ui/notice-board.ts';
import { useErrorNotice } from '../../ui/use-error-notice.ts';
import { paperOffered } from '../printing/printing-slice.ts';
import { bookReserved as bookReservedSlot } from './book-reserved.ts';
import type { Asked } from './use-appointment-form.ts';
import { useMoveBack } from './use-move-appointment.ts';

/** Whom and what an appointment is for. */
export interface AppointmentSubject {
  readonly personId?: string | undefined;
  readonly dossierId?: string | undefined;
}

/**
 * Books what is held, moves an appointment there, or asks for it when there is no line.
 *
 * @param onGone hears that the moment that was chosen cannot be had any more
 */
export function useBook(
  subject: AppointmentSubject,
  moving: AppointmentRow | undefined,
  onDone: (bookedId: string) => void,
  onGone: () => void,
) {
  const t = useText();
  const formats = useFormats();
  const dispatch = useAppDispatch();
  const tell = useErrorNotice();
  const moveBack = useMoveBack();
  const [isPending, setPending] = useState(false);
  // Pressed twice, or asked again after a lost answer, it is one appointment.
  const [ids] = useState(() => ({ operationId: v7(), requestId: v7() }));
  const given = Object.fromEntries(Object.entries(subject).filter(([, value]) => value !== undefined));
  const refuse = (error: OnthaalError) => {
    tell(error);
    if (error.code === 'APPOINTMENT_HOLD_GONE' || error.code === 'APPOINTMENT_SLOT_TAKEN') onGone();
  };
  const during = async (what: () => Promise<string | undefined>) => {
    setPending(true);
    const bookedId = await what();
    setPending(false);
    if (bookedId !== undefined) onDone(bookedId);
    return bookedId !== undefined;
  };
  const book = (holdId: string, asked: Asked, slot: FreeSlot, reason: string) =>
    during(async () => {
      const { dossierId } = subject;
      const more = {
        ...(dossierId === undefined ? {} : { dossierId }),
        ...(moving === undefined ? {} : { insteadOfId: moving.id, reason }),
      };
      const answer = await dispatch(askCentre('bookAppointment', { operationId: ids.operationId, holdId, ...more }));
      if (answer.ok) dispatch(paperOffered(answer.value.id));
      if (!answer.ok) refuse(answer.error);
      else if (moving === undefined) showDone(t('planner.booked', { when: formats.dayTime(slot.startsAt) }));
      else {
        const undo = {
          label: t('action.undo'),
          run: () => void moveBack(moving, moving.locationId ?? asked.locationId),
        };
        showDone(t('planner.moved', { when: formats.dayTime(slot.startsAt) }), undo);
      }
      return answer.ok ? answer.value.id : undefined;
    });
  const tellRequested = () =>
    showNotice({ tone: 'positive', title: t('planner.requested'), detail: t('planner.requestedNext'), seconds: 10 });
  const request = (asked: Asked, slot: FreeSlot) =>
    during(async () => {
      const wanted = { ...asked, ...given, id: ids.requestId, startsAt: slot.startsAt };
      const answer = await dispatch(runCommand('requestAppointment', wanted));
      if (!answer.ok) tell(answer.error);
      else tellRequested();
      return answer.ok ? ids.requestId : undefined;
    });
  /** In what is kept for this computer, also without a line: booked at once, or asked for when its lease is over. */
  const bookReserved = (
    { productCode, persons, mode }: Asked,
    { reservedId: appointmentId, startsAt }: LocalSlot,
    isLocal: boolean,
  ) =>
    during(async () => {
      if (appointmentId === undefined) return undefined;
      const wanted = { ...given, appointmentId, productCode, persons, mode };
      const answer = await dispatch(bookReservedSlot(wanted));
      if (!answer.ok) refuse(answer.error);
      else if (answer.value === 'booked') {
        const title = t('planner.booked', { when: formats.dayTime(startsAt) });
        if (!isLocal) dispatch(paperOffered(appointmentId));
        if (isLocal) showNotice({ tone: 'positive', title, detail: t('planner.bookedNext'), seconds: 10 });
        else showDone(title);
      } else tellRequested();
      return answer.ok ? appointmentId : undefined;
    });
  return { book, request, bookReserved, isPending };
}
