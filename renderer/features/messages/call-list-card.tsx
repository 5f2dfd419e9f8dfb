import type { CallRow } from '@onthaal/contract/store/messages.ts';
import { CalendarX, PhoneCall, PhoneMissed } from 'lucide-react';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../bridge/run-command.ts';
import { useCallListQuery } from '../../bridge/store-api.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { showDone } from '../../ui/notice-board.ts';
import { useShowMore } from '../dossier/lists/show-more.tsx';
import { CancelDialog } from '../planner/cancel-dialog.tsx';

function CallLine({ row }: { readonly row: CallRow }) {
  const t = useText();
  const formats = useFormats();
  const [isCancelling, setCancelling] = useState(false);
  const [record, { isPending }] = useCommand('recordCall');
  const { appointment, reason, phoneNumbers, tries, lastTryAt } = row;
  const name = appointment.personName ?? '';
  const called = async (outcome: 'comes' | 'notReached') => {
    const done = await record({ id: v7(), appointmentId: appointment.id, outcome });
    if (done.ok) showDone(t('messages.recorded', { name }));
  };
  return (
    <li className="line">
      <div className="line-text">
        <p className="line-title">
          {name} · <span className="number">{phoneNumbers.join(' · ') || t('messages.noNumber')}</span>
        </p>
        <p>
          {formats.dayTime(appointment.startsAt)} · {appointment.subject}
        </p>
        <p className="line-meta">
          {t.word('callReason', reason)}
          {lastTryAt && ` ${t('messages.tries', { count: tries, when: formats.dayTime(lastTryAt) })}`}
        </p>
        <div className="row appointment-actions">
          <Button
            size="small"
            icon={PhoneCall}
            isPending={isPending}
            aria-label={t('messages.comesOf', { name })}
            onPress={() => void called('comes')}
          >
            {t('messages.comes')}
          </Button>
          <Button
            size="small"
            variant="quiet"
            icon={PhoneMissed}
            isPending={isPending}
            aria-label={t('messages.noAnswerOf', { name })}
            onPress={() => void called('notReached')}
          >
            {t('messages.noAnswer')}
          </Button>
          <Button
            size="small"
            variant="quiet"
            icon={CalendarX}
            aria-label={t('messages.cancelsOf', { name })}
            onPress={() => setCancelling(true)}
          >
            {t('messages.cancels')}
          </Button>
        </div>
      </div>
      {isCancelling && <CancelDialog appointment={appointment} onClose={() => setCancelling(false)} />}
    </li>
  );
}

/** Who must be called about an appointment of these days, the earliest first. Absent while there is nobody. */
export function CallListCard() {
  const t = useText();
  const { data: rows = [] } = useCallListQuery({});
  const [shown, more] = useShowMore(rows, 5);
  if (rows.length === 0) return null;
  return (
    <Card title={t('messages.callList')} count={rows.length} isFlush>
      <ul className="lines">
        {shown.map((row) => (
          <CallLine key={row.appointment.id} row={row} />
        ))}
      </ul>
      {more}
    </Card>
  );
}
