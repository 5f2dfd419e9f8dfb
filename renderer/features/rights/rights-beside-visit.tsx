import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import type { PossibleRightRow } from '@onthaal/contract/store/rights.ts';
import type { OpenVisit } from '@onthaal/contract/store/visits.ts';
import { Check, HandHelping } from 'lucide-react';
import { useRef } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../bridge/run-command.ts';
import { usePossibleRightsQuery } from '../../bridge/store-api.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { showDone } from '../../ui/notice-board.ts';
import './rights.css';

type Reason = PossibleRightRow['because'][number];
type Answer = CommandArguments['answerRight']['answer'];
const nothing: readonly PossibleRightRow[] = [];

function useBecauseWords(): (because: readonly Reason[]) => string {
  const t = useText();
  const formats = useFormats();
  const words = (reason: Reason) => {
    if (reason.kind === 'age') return t('rights.because.age', { age: reason.age });
    if (reason.kind === 'question') return t('rights.because.question', { name: reason.name ?? reason.code });
    const day = formats.day(reason.openedOn);
    return t('rights.because.dossier', { name: reason.name ?? reason.typeCode, day });
  };
  return (because) => t('rights.because', { reasons: formats.list(because.map(words)) });
}

/** What the clerk asks the citizen first: the desk does not know it. */
function useAskWords(): (toAsk: PossibleRightRow['toAsk']) => string {
  const t = useText();
  const formats = useFormats();
  const words = (question: PossibleRightRow['toAsk'][number]) => {
    if (question.kind === 'household') return t(`rights.ask.${question.household}`);
    if (question.kind === 'children') return t('rights.ask.children', { count: question.from });
    return t('rights.ask.childAge', { count: question.until });
  };
  return (toAsk) => t('rights.ask', { conditions: formats.list(toAsk.map(words)) });
}

interface RightProps {
  readonly right: PossibleRightRow;
  readonly isPending: boolean;
  readonly onAnswer: (answer: Answer) => void;
}

function Right({ right, isPending, onAnswer }: RightProps) {
  const t = useText();
  const becauseWords = useBecauseWords();
  const askWords = useAskWords();
  return (
    <li className="stack-small">
      <p className="right-name">{right.name}</p>
      <p>{becauseWords(right.because)}</p>
      {right.toAsk.length > 0 && <p>{askWords(right.toAsk)}</p>}
      <details>
        <summary>{t('rights.more')}</summary>
        <p className="muted">{[right.explanation, right.legalBasis].filter(Boolean).join(' ')}</p>
      </details>
      {/* biome-ignore lint/a11y/useSemanticElements: answers that belong together, not fields of a form */}
      <div role="group" aria-label={right.name} className="row right-answers">
        <Button size="small" icon={Check} isDisabled={isPending} onPress={() => onAnswer('wanted')}>
          {t('rights.wanted')}
        </Button>
        <Button size="small" variant="quiet" isDisabled={isPending} onPress={() => onAnswer('notApplicable')}>
          {t('rights.notApplicable')}
        </Button>
        <Button size="small" variant="quiet" isDisabled={isPending} onPress={() => onAnswer('notWanted')}>
          {t('rights.notWanted')}
        </Button>
      </div>
    </li>
  );
}

/** What the visitor may have a right to and did not ask for: why, and a yes or a no that is remembered. */
export function RightsBesideVisit({ visit }: { readonly visit: OpenVisit }) {
  const t = useText();
  const { data: rights = nothing } = usePossibleRightsQuery({ visitId: visit.id });
  const [run, { isPending }] = useCommand('answerRight');
  const list = useRef<HTMLUListElement>(null);
  if (rights.length === 0) return null;
  const answer = async ({ hintCode, productName }: PossibleRightRow, given: Answer) => {
    const result = await run({ visitId: visit.id, answerId: v7(), hintCode, answer: given });
    if (result.ok && given === 'wanted') showDone(t('rights.added', { product: productName }));
  };
  return (
    <section className="visit-rights stack-small" aria-label={t('rights.title')}>
      <Button
        size="small"
        variant="quiet"
        icon={HandHelping}
        keyAction="rights"
        onPress={() => list.current?.querySelector('button')?.focus()}
      >
        {t('rights.titleCount', { count: rights.length })}
      </Button>
      <ul ref={list} className="rights">
        {rights.map((right) => (
          <Right
            key={right.hintCode}
            right={right}
            isPending={isPending}
            onAnswer={(given) => void answer(right, given)}
          />
        ))}
      </ul>
    </section>
  );
}
