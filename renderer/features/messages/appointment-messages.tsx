import type { MessageRow } from '@onthaal/contract/store/rows.ts';
import { useText } from '../../i18n/use-text.ts';
import { CorrectAddress } from './correct-address.tsx';
import { hasWrongAddress, MessageLine } from './message-line.tsx';
import './messages.css';

const waitsForReader = ['sent', 'delivered'];

/** What was written to the citizen about an appointment and what became of it, as far as anybody knows. */
export function AppointmentMessages(props: {
  readonly messages: readonly MessageRow[];
  /** Offers the way to the citizen's address when it is wrong. */
  readonly citizen?: { readonly id: string; readonly name: string } | undefined;
}) {
  const t = useText();
  const { messages, citizen } = props;
  if (messages.length === 0) return null;
  const [last] = messages;
  const isMailed = last?.channel === 'email' && waitsForReader.includes(last.state);
  return (
    <div className="appointment-messages">
      <ul aria-label={t('messages.about')}>
        {messages.slice(0, 3).map((message) => (
          <li key={message.id} className="message-line">
            <MessageLine message={message} />
          </li>
        ))}
      </ul>
      {isMailed && <p className="line-meta">{t(last.asksReading ? 'messages.notRead' : 'messages.mailRead')}</p>}
      {citizen && hasWrongAddress(last) && <CorrectAddress citizen={citizen} />}
    </div>
  );
}
