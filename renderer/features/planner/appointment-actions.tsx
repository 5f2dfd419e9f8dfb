import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { CalendarArrowDown, CalendarX, Send } from 'lucide-react';
import { useState } from 'react';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { PaperButton } from '../messages/paper/paper-button.tsx';
import { SendDialog } from '../messages/send-dialog.tsx';
import { AppointmentDialog } from './appointment-dialog.tsx';
import { CancelDialog, isCancellable } from './cancel-dialog.tsx';
import { MoveButton } from './move-button.tsx';
import { useSaveAppointment } from './use-save-appointment.ts';

/** What one can do with an appointment in a list: give it another moment, or cancel it. */
export function AppointmentActions(props: {
  readonly appointment: AppointmentRow;
  /** Binds the key of sending: of one appointment in a list. */
  readonly withKey?: boolean;
}) {
  const { appointment, withKey = false } = props;
  const t = useText();
  const formats = useFormats();
  const [open, setOpen] = useState<'move' | 'cancel' | 'send'>();
  const isCancelled = !isCancellable(appointment);
  const isMovable = !isCancelled || appointment.state === 'refused';
  const when = formats.dayTime(appointment.startsAt);
  const save = useSaveAppointment();
  const close = () => setOpen(undefined);
  if (appointment.shielded) return null;
  // Who has a paper of what is off gets another one.
  const isToPrint = appointment.toPrint !== undefined || (!isCancelled && appointment.state !== 'requested');
  const paper = appointment.personId && isToPrint && <PaperButton appointment={appointment} withKey={withKey} />;
  if (!isMovable) return paper ? <div className="row appointment-actions">{paper}</div> : null;
  return (
    <div className="row appointment-actions">
      <MoveButton appointment={appointment} onPress={() => setOpen('move')} />
      {!isCancelled && (
        <Button
          size="small"
          variant="quiet"
          icon={CalendarX}
          aria-label={t('planner.cancelOf', { when })}
          onPress={() => setOpen('cancel')}
        >
          {t('planner.cancel')}
        </Button>
      )}
      {!isCancelled && (
        <Button
          size="small"
          variant="quiet"
          icon={CalendarArrowDown}
          aria-label={t('planner.saveOf', { when })}
          onPress={() => void save(appointment)}
        >
          {t('planner.save')}
        </Button>
      )}
      {!isCancelled && appointment.personId && appointment.state !== 'requested' && (
        <Button
          size="small"
          variant="quiet"
          icon={Send}
          {...(withKey ? { keyAction: 'sendMessage' as const } : {})}
          aria-label={t('messages.againOf', { when })}
          onPress={() => setOpen('send')}
        >
          {t('messages.again')}
        </Button>
      )}
      {paper}
      {open === 'move' && (
        <AppointmentDialog subject={{ personId: appointment.personId ?? '' }} moving={appointment} onClose={close} />
      )}
      {open === 'send' && <SendDialog appointment={appointment} onClose={close} />}
      {open === 'cancel' && <CancelDialog appointment={appointment} onClose={close} />}
    </div>
  );
}
