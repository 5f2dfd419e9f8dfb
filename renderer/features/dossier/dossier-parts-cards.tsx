import type { DossierCard } from '@onthaal/contract/store/reads.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Tag } from '../../ui/tag.tsx';
import { answerText, questionsOf } from '../new-dossier/questions/questions.ts';
import { ChannelIcon } from './lists/channel-icon.tsx';
import './lists/record-lists.css';

/** The answers to the question set of the dossier's type, with the questions as they were asked. */
export function AnswersCard({ card }: { readonly card: DossierCard }) {
  const t = useText();
  const formats = useFormats();
  const { answers } = card.dossier;
  const questions = questionsOf(card.type.data.questionSchema);
  const known = questions.map((question) => question.name);
  // An answer to a question that the type no longer asks is still an answer.
  const former = Object.keys(answers).filter((name) => !known.includes(name));
  const items = [...questions.map(({ name }) => name), ...former].map((name) => {
    const question = questions.find((candidate) => candidate.name === name);
    const answer = answers[name];
    return {
      key: name,
      label: question?.label ?? name,
      value:
        answer === undefined ? undefined : <span className="prose">{answerText(question, answer, t, formats)}</span>,
    };
  });
  return (
    <Card title={t('dossier.answers')}>
      {items.length === 0 ? (
        <EmptyState isCompact title={t('dossier.noAnswers')} />
      ) : (
        <DataList items={items} empty={t('dossier.notAnswered')} />
      )}
    </Card>
  );
}

/** Letters and messages to the citizen with their state. */
export function MessagesCard({ messages }: { readonly messages: DossierCard['messages'] }) {
  const t = useText();
  const formats = useFormats();
  return (
    <Card title={t('dossier.messages')} count={messages.length} isFlush>
      {messages.length === 0 && <EmptyState isCompact title={t('dossier.noMessages')} />}
      <ul className="lines">
        {messages.map((row) => (
          <li key={row.id} className="line">
            <ChannelIcon channel={row.channel} />
            <div className="line-text">
              <p className="line-title">{row.subject}</p>
              <p className="line-meta">
                {`${t.word('messageChannel', row.channel)} · ${formats.dayTime(row.stateSince)}`}
              </p>
              {row.stateReason && <p className="line-meta">{row.stateReason}</p>}
              {row.problem && <p className="line-meta">{t.word('messageProblem', row.problem)}</p>}
            </div>
            <StatusBadge status={row.state} label={t.word('messageState', row.state)} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Decisions of college and council. Absent while there is none. */
export function DecisionsCard({ decisions }: { readonly decisions: DossierCard['dossier']['decisions'] }) {
  const t = useText();
  const formats = useFormats();
  if (decisions.length === 0) return null;
  return (
    <Card title={t('dossier.decisions')} count={decisions.length} isFlush>
      <ul className="lines">
        {decisions.map((row) => (
          <li key={row.id} className="line">
            <div className="line-text">
              <p className="line-title">{row.title}</p>
              <p className="line-meta">
                {[t.word('dossier.decisionBody', row.body), row.meetingOn ? formats.day(row.meetingOn) : '']
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            <div className="line-end">
              <Tag>{t.word('decisionState', row.state)}</Tag>
              {row.outcome && <StatusBadge status="decided" label={t.word('decisionOutcome', row.outcome)} />}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What was and is to be paid. Absent while there is nothing. */
export function PaymentsCard({ payments }: { readonly payments: DossierCard['dossier']['payments'] }) {
  const t = useText();
  const formats = useFormats();
  if (payments.length === 0) return null;
  return (
    <Card title={t('dossier.payments')} count={payments.length} isFlush>
      <ul className="lines">
        {payments.map((row) => (
          <li key={row.id} className="line">
            <div className="line-text">
              <p className="line-title number">{formats.money(row.amountCents)}</p>
              <p className="line-meta">
                {`${t.word('paymentMethod', row.method)} · ${formats.dayTime(row.stateSince)}`}
              </p>
            </div>
            <Tag tone={row.state === 'paid' ? 'positive' : row.state === 'unknown' ? 'caution' : 'neutral'}>
              {t.word('paymentState', row.state)}
            </Tag>
          </li>
        ))}
      </ul>
    </Card>
  );
}
