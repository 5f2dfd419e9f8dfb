import { questionSeconds } from '@onthaal/contract/rules/visits/index.ts';
import type { OpenVisit } from '@onthaal/contract/store/visits.ts';
import { MessageCircleQuestion } from 'lucide-react';
import { useState } from 'react';
import { useAppSelector } from '../../app/store.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../queue/use-queue.ts';
import { QuestionDialog } from './question-dialog.tsx';

/** The questions of a visit with their time, and the key that begins another. */
export function QuestionsList({ visit }: { readonly visit: OpenVisit }) {
  const t = useText();
  const now = new Date(useNow()).toISOString();
  const [isAsking, setAsking] = useState(false);
  const isLeaving = useAppSelector(({ workspace }) => workspace.leavingId === visit.id);
  return (
    <div className="stack-small">
      {visit.questions.length > 0 && (
        <ul className="visit-questions" aria-label={t('visit.questions')}>
          {visit.questions.map((question) => {
            const seconds = questionSeconds(question, now);
            return (
              <li key={question.id} {...(question.state === 'serving' ? { 'aria-current': 'step' } : {})}>
                <span>{question.name}</span>
                {seconds !== undefined && (
                  <span className="muted number">{t('queue.minutes', { minutes: Math.floor(seconds / 60) })}</span>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {visit.state === 'serving' && !isLeaving && (
        <Button size="small" icon={MessageCircleQuestion} keyAction="newQuestion" onPress={() => setAsking(true)}>
          {t('visit.newQuestion')}
        </Button>
      )}
      {isAsking && <QuestionDialog visit={visit} onClose={() => setAsking(false)} />}
    </div>
  );
}
