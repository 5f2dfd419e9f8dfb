import type { MessageRow } from '@onthaal/contract/store/rows.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import './messages.css';

const withStep = ['noAddress', 'undeliverable', 'mailboxFull', 'refused', 'unreachable'];
const ofAddress = ['noAddress', 'undeliverable', 'refused'];

/** Whether a message did not arrive because of where it went: somebody can correct that. */
export function hasWrongAddress(message: MessageRow | undefined): boolean {
  return message?.state === 'failed' && ofAddress.includes(message.problem ?? '');
}

/** A message in words: what it was, by which channel, when, what became of it and, when it did not arrive, why and what to do. */
export function MessageLine({ message }: { readonly message: MessageRow }) {
  const t = useText();
  const formats = useFormats();
  const { channel, purpose, state, stateSince, problem, notBefore, costCents, isOutOfDate } = message;
  const isComing = state === 'requested' && notBefore !== undefined && notBefore > new Date().toISOString();
  const when = isComing ? t('messages.from', { when: formats.dayTime(notBefore) }) : formats.dayTime(stateSince);
  const called = state === 'failed' ? 'messages.notReached' : 'messages.reached';
  const stateWord = channel === 'phone' ? t(called) : t.word('messageState', state);
  const price = costCents === undefined ? '' : formats.money(costCents);
  const facts = [t.word('messagePurpose', purpose), t.word('messageChannel', channel), when, price];
  const step = state === 'failed' && withStep.includes(problem ?? '') ? t.word('messageStep', problem ?? '') : '';
  return (
    <>
      <span className="line-meta">{facts.filter(Boolean).join(' · ')}</span>
      <StatusBadge status={state} label={stateWord} />
      {isOutOfDate && <span className="message-problem">{t('messages.outOfDate')}</span>}
      {problem && (
        <span className="message-problem">{[t.word('messageProblem', problem), step].filter(Boolean).join(' ')}</span>
      )}
    </>
  );
}
