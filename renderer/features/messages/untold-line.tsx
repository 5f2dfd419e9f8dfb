import type { UntoldRow } from '@onthaal/contract/store/messages.ts';
import { CalendarX, PhoneCall, PhoneMissed, Send } from 'lucide-react';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../bridge/run-command.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { showDone } from '../../ui/notice-board.ts';
import { CancelDialog } from '../planner/cancel-dialog.tsx';
import { CorrectAddress } from './correct-address.tsx';
import { hasWrongAddress, MessageLine } from './message-line.tsx';
import { SendDialog } from './send-dialog.tsx';

/** Somebody whom no message has told: they come, nobody answered, or they do not come. */
export function UntoldLine({ row }: { readonly row: UntoldRow }) {
  const t = useText();
  const formats = useFormats();
  const [isCancelling, setCancelling] = useState(false);
  const [isSending, setSending] = useState(false);
  const [record, { isPending }] = useCommand('recordToldByPhone');
  const { appointment, reason, message, phoneNumbers, tries, lastTryAt } = row;
  const name = appointment.personName ?? '';
  const tried = lastTryAt && t('messages.tries', { count: tries, when: formats.dayTime(lastTryAt) });
  // Of what was written the line of the message says more.
  const why = [message ? '' : t.word('callReason', reason), tried].filter(Boolean).join(' ');
  const wasWritten = message?.state === 'failed' || reason === 'notRead';
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
        {why !== '' && <p className="line-meta">{why}</p>}
        {message && (
          <p className="message-line">
            <MessageLine message={message} />
          </p>
        )}
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
          {wasWritten && (
            <Button
              size="small"
              variant="quiet"
              icon={Send}
              aria-label={t('messages.againTo', { name })}
              onPress={() => setSending(true)}
            >
              {t('messages.again')}
            </Button>
          )}
          {hasWrongAddress(message) && appointment.personId && (
            <CorrectAddress citizen={{ id: appointment.personId, name }} />
          )}
        </div>
      </div>
      {isSending && <SendDialog appointment={appointment} onClose={() => setSending(false)} />}
      {isCancelling && <CancelDialog appointment={appointment} onClose={() => setCancelling(false)} />}
    </li>
  );
}
