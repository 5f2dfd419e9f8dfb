import type { MessageRow } from '@onthaal/contract/store/rows.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import './messages.css';

function MessageLine({ message }: { readonly message: MessageRow }) {
  const t = useText();
  const formats = useFormats();
  const { channel, purpose, state, stateSince, problem, notBefore, costCents, isOutOfDate } = message;
  const isComing = state === 'requested' && notBefore !== undefined && notBefore > new Date().toISOString();
  const when = isComing ? t('messages.from', { when: formats.dayTime(notBefore) }) : formats.dayTime(stateSince);
  const called = state === 'failed' ? 'messages.notReached' : 'messages.reached';
  const stateWord = channel === 'phone' ? t(called) : t.word('messageState', state);
  const price = costCents === undefined ? '' : formats.money(costCents);
  const facts = [t.word('messagePurpose', purpose), t.word('messageChannel', channel), when, price];
  return (
    <li className="message-line">
      <span className="line-meta">{facts.filter(Boolean).join(' · ')}</span>
      <StatusBadge status={state} label={stateWord} />
      {isOutOfDate && <span className="message-problem">{t('messages.outOfDate')}</span>}
      {problem && <span className="message-problem">{t.word('messageProblem', problem)}</span>}
    </li>
  );
}

/** What was written to the citizen about an appointment and what became of it, as far as anybody knows. */
export function AppointmentMessages({ messages }: { readonly messages: readonly MessageRow[] }) {
  const t = useText();
  if (messages.length === 0) return null;
  const [last] = messages;
  const isMailed = last?.channel === 'email' && last.state === 'sent';
  return (
    <div className="appointment-messages">
      <ul aria-label={t('messages.about')}>
        {messages.slice(0, 3).map((message) => (
          <MessageLine key={message.id} message={message} />
        ))}
      </ul>
      {isMailed && <p className="line-meta">{t('messages.mailRead')}</p>}
    </div>
  );
}
