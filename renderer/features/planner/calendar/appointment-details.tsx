import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { useNavigate } from '../../../app/use-navigate.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { AppointmentMessages } from '../../messages/appointment-messages.tsx';
import { AppointmentActions } from '../appointment-actions.tsx';
import { ReservedPart } from './reserved-part.tsx';

/** An appointment of the calendar: who, what, where, and what one can do with it. */
export function AppointmentDetails(props: { readonly appointment: AppointmentRow; readonly onClose: () => void }) {
  const t = useText();
  const formats = useFormats();
  const navigate = useNavigate();
  const { appointment, onClose } = props;
  const { personId, personName, subject, startsAt, endsAt, memberNames, deskName, roomName } = appointment;
  const citizen = personId && personName ? { id: personId, name: personName } : undefined;
  return (
    <Dialog
      isOpen
      title={personName ?? subject}
      onClose={onClose}
      actions={
        <>
          {personId && (
            <Button
              variant="primary"
              keyAction="openPerson"
              onPress={() => navigate.open({ name: 'person', personId, purpose: 'counterService' })}
            >
              {t('queue.openPerson')}
            </Button>
          )}
          <Button onPress={onClose}>{t('action.close')}</Button>
        </>
      }
    >
      <div className="stack">
        <p>
          <strong>{formats.longDay(startsAt)}</strong>{' '}
          <span className="number">
            {t('planner.fromTo', { from: formats.time(startsAt), until: formats.time(endsAt) })}
          </span>
        </p>
        <p>{subject}</p>
        <p className="muted">
          {[
            t.word('appointmentMode', appointment.mode),
            deskName ?? roomName,
            formats.list(memberNames),
            appointment.code,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p>
          <StatusBadge status={appointment.state} label={t.word('appointmentState', appointment.state)} />
          {appointment.changedByCitizen && ` ${t('planner.byCitizen')}`}
        </p>
        {appointment.reservedFor && (
          <ReservedPart appointment={appointment} desk={appointment.reservedFor} onFreed={onClose} />
        )}
        <AppointmentMessages messages={appointment.messages ?? []} citizen={citizen} />
        <AppointmentActions appointment={appointment} withKey />
      </div>
    </Dialog>
  );
}
