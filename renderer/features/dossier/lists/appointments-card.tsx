import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { NothingHere, useKnownCount } from '../../../app/nothing-here.tsx';
import { useNavigate } from '../../../app/use-navigate.ts';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { AppointmentMessages } from '../../messages/appointment-messages.tsx';
import { AppointmentActions } from '../../planner/appointment-actions.tsx';
import { AppointmentButton } from '../../planner/appointment-button.tsx';
import type { AppointmentSubject } from '../../planner/use-book.ts';
import { LinkButton } from './link-button.tsx';
import { comingFirst } from './record-order.ts';
import { useShowMore } from './show-more.tsx';
import './record-lists.css';

interface AppointmentsCardProps {
  readonly appointments: readonly AppointmentRow[];
  /** Offer the way to the dossier of an appointment. */
  readonly withDossier?: boolean;
  /** For whom one can be made here. */
  readonly subject?: AppointmentSubject;
}

function citizenOf({ personId, personName }: AppointmentRow) {
  return personId && personName ? { id: personId, name: personName } : undefined;
}

/** Appointments: the next one first, then those that are over. */
export function AppointmentsCard({ appointments, withDossier, subject }: AppointmentsCardProps) {
  const t = useText();
  const formats = useFormats();
  const navigate = useNavigate();
  const now = new Date().toISOString();
  const [shown, more] = useShowMore(comingFirst(appointments, now), 4);
  return (
    <Card
      title={t('dossier.appointments')}
      count={useKnownCount(appointments.length)}
      isFlush
      actions={subject && <AppointmentButton subject={subject} />}
    >
      {appointments.length === 0 && <NothingHere isCompact title={t('dossier.noAppointments')} />}
      <ul className="lines">
        {shown.map((row, index) => (
          <li key={row.id} className="line">
            <div className="line-text">
              <p className="line-title">
                {formats.dayTime(row.startsAt)} {row.endsAt >= now && <Tag tone="accent">{t('dossier.coming')}</Tag>}
              </p>
              <p>{row.subject}</p>
              <p className="line-meta">
                {[
                  t.word('appointmentMode', row.mode),
                  row.deskName ?? row.roomName ?? '',
                  formats.list(row.memberNames),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              <AppointmentMessages messages={row.messages ?? []} citizen={withDossier ? undefined : citizenOf(row)} />
              {row.endsAt >= now && <AppointmentActions appointment={row} withKey={index === 0} />}
              {withDossier && row.dossierId && (
                <LinkButton onPress={() => navigate.open({ name: 'dossier', dossierId: row.dossierId ?? '' })}>
                  {t('dossier.openDossier')}
                </LinkButton>
              )}
            </div>
            <StatusBadge status={row.state} label={t.word('appointmentState', row.state)} />
          </li>
        ))}
      </ul>
      {more}
    </Card>
  );
}
