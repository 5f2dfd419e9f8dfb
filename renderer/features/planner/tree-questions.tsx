import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { type TreeAnswer, treeQuestion } from '@onthaal/contract/rules/planner/index.ts';
import { ArrowLeft } from 'lucide-react';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';

type Tree = ReferenceOf<'decisionTree'>;

interface TreeProps {
  readonly trees: readonly Tree[];
  readonly onAnswer: (answer: TreeAnswer) => void;
  readonly onClose: () => void;
  /** Beside a form: the focus stays in the form until somebody goes here. */
  readonly keepFocus?: boolean;
}

interface Choice {
  readonly key: string;
  readonly text: string;
  readonly choose: () => void;
}

/** The questions so far, and what can be chosen now. */
function useTree({ trees: known, onAnswer, onClose }: TreeProps) {
  const t = useText();
  const trees = [...known].sort((one, other) => one.data.order - other.data.order);
  const [tree, setTree] = useState<Tree>();
  const [asked, setAsked] = useState<readonly (string | undefined)[]>([]);
  const question = tree && treeQuestion(tree.data, asked.at(-1));
  const back = () => {
    if (tree === undefined) onClose();
    else if (asked.length <= 1) setTree(undefined);
    else setAsked(asked.slice(0, -1));
  };
  const choices: readonly Choice[] =
    question === undefined
      ? trees.map((one) => ({
          key: one.id,
          text: one.name,
          choose: () => {
            setTree(one);
            setAsked([undefined]);
          },
        }))
      : question.answers.map((answer) => ({
          key: answer.text,
          text: answer.text,
          choose: () => {
            if (answer.questionId === undefined) onAnswer(answer);
            else setAsked([...asked, answer.questionId]);
          },
        }));
  return { title: question?.text ?? t('planner.tree.start'), choices, back, depth: `${tree?.id} ${asked.length}` };
}

/** "Weet niet welk product": question by question in citizens' words; the digit before an answer chooses it, Backspace goes back. */
export function TreeQuestions(props: TreeProps) {
  const t = useText();
  const { title, choices, back, depth } = useTree(props);
  const list = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each question the first answer has the focus
  useLayoutEffect(() => {
    const isHere = list.current?.parentElement?.contains(document.activeElement);
    if (!props.keepFocus || isHere) list.current?.querySelector('button')?.focus();
  }, [depth, choices.length]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const chosen = /^[1-9]$/.test(event.key) ? choices[Number(event.key) - 1] : undefined;
    if (chosen !== undefined) chosen.choose();
    else if (event.key === 'Backspace') back();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="stack" onKeyDownCapture={onKeyDown}>
      <h3 className="planner-heading" aria-live="polite">
        {title}
      </h3>
      <ol ref={list} className="slots" aria-label={title}>
        {choices.map(({ key, text, choose }, index) => (
          <li key={key}>
            <Button className="slot" onPress={choose}>
              <span>{text}</span>
              <kbd className="kbd">{index + 1}</kbd>
            </Button>
          </li>
        ))}
      </ol>
      <Button size="small" variant="quiet" icon={ArrowLeft} onPress={back}>
        {t('planner.tree.back')}
      </Button>
    </div>
  );
}
