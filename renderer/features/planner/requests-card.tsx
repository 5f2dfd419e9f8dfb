import type { AppointmentRow } from '@onthaal/contract/store/rows.ts';
import { useAppointmentRequestsQuery } from '../../bridge/store-api.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { AppointmentActions } from './appointment-actions.tsx';

/** What became of it. */
function Became({ row }: { readonly row: AppointmentRow }) {
  const t = useText();
  const formats = useFormats();
  const { elsewhere, state } = row;
  if (elsewhere?.state === 'clash') {
    const when = elsewhere.startsAt === undefined ? '' : formats.dayTime(elsewhere.startsAt);
    return <p className="line-meta">{t('planner.clash', { when })}</p>;
  }
  if (elsewhere?.state === 'unknown') return <p className="line-meta">{t('planner.uncertain')}</p>;
  return <p className="line-meta">{t(state === 'refused' ? 'planner.wasTaken' : 'planner.waits')}</p>;
}

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
              <Became row={row} />
              {(row.state === 'refused' || row.elsewhere) && <AppointmentActions appointment={row} />}
            </div>
            <StatusBadge status={row.state} label={t.word('appointmentState', row.state)} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
