import { cancellable } from '@onthaal/contract/store/planner.ts';
import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { useState } from 'react';
import { useAppDispatch } from '../../app/store.ts';
import { useCommand } from '../../bridge/run-command.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { showDone } from '../../ui/notice-board.ts';
import { TextField } from '../../ui/text-field.tsx';
import { paperOffered } from '../printing/printing-slice.ts';

type State = (typeof cancellable)[number];

/** Whether an appointment can still be cancelled, or get another moment. */
export function isCancellable({ state }: Pick<AppointmentRow, 'state'>): boolean {
  return (cancellable as readonly string[]).includes(state);
}

/** "Afzeggen": why, and then ten seconds to take it back. */
export function CancelDialog(props: { readonly appointment: AppointmentRow; readonly onClose: () => void }) {
  const t = useText();
  const formats = useFormats();
  const { appointment, onClose } = props;
  const dispatch = useAppDispatch();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const [cancel, { isPending }] = useCommand('cancelAppointment');
  const [reinstate] = useCommand('reinstateAppointment');
  const isMissing = reason.trim() === '';
  const when = formats.dayTime(appointment.startsAt);
  const save = async () => {
    setTried(true);
    if (isMissing) return;
    const appointmentId = appointment.id;
    const done = await cancel({ appointmentId, reason: reason.trim() });
    if (!done.ok) return;
    dispatch(paperOffered(appointmentId));
    const state = appointment.state as State;
    showDone(t('planner.cancelled', { when }), {
      label: t('action.undo'),
      run: () => void reinstate({ appointmentId, state }),
    });
    onClose();
  };
  return (
    <Dialog
      isOpen
      keepOpenOutside
      size="small"
      title={t('planner.cancelTitle')}
      onClose={onClose}
      actions={
        <>
          <Button variant="danger" keyAction="save" isPending={isPending} onPress={() => void save()}>
            {t('planner.cancel')}
          </Button>
          <Button onPress={onClose}>{t('planner.keep')}</Button>
        </>
      }
    >
      <div className="stack">
        <p>
          {when} · {appointment.subject}
        </p>
        <TextField
          label={t('planner.reason')}
          isRequired
          autoFocus
          value={reason}
          onChange={setReason}
          error={isTried && isMissing ? t('field.required') : undefined}
        />
      </div>
    </Dialog>
  );
}
