import { useAppointmentRequestsQuery } from '../../bridge/store-api.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { AppointmentActions } from './appointment-actions.tsx';

/** What this member asked for without a line: what still waits, and what was taken meanwhile and needs another moment. */
export function RequestsCard() {
  const t = useText();
  const formats = useFormats();
  const { data: rows = [] } = useAppointmentRequestsQuery({});
  if (rows.length === 0) return null;
  return (
    <Card title={t('planner.requests')} count={rows.length} isFlush>
      <ul className="lines">
        {rows.map((row) => (
          <li key={row.id} className="line">
            <div className="line-text">
              <p className="line-title">
                {formats.dayTime(row.startsAt)} · {row.personName}
              </p>
              <p>{row.subject}</p>
              <p className="line-meta">{t(row.state === 'refused' ? 'planner.wasTaken' : 'planner.waits')}</p>
              {row.state === 'refused' && <AppointmentActions appointment={row} />}
            </div>
            <StatusBadge status={row.state} label={t.word('appointmentState', row.state)} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
