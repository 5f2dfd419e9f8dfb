import type { ReferenceData } from '@onthaal/contract/entities/reference.ts';
import { withTreeTranslations, wordsOfTree } from '@onthaal/contract/rules/administration/index.ts';
import type { TreeAnswer, TreeQuestion } from '@onthaal/contract/rules/planner/index.ts';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useReferences } from '../../dossier/use-references.ts';
import type { FormProps, NamedFormProps } from '../form-props.ts';
import { RowActs } from '../rows/row-acts.tsx';
import { addMark, rowMark, rowsMark } from '../rows/row-focus.ts';
import { RowKeys } from '../rows/row-keys.ts';
import { TranslationFields } from '../translations/translation-fields.tsx';
import { AnswerFields } from './answer-fields.tsx';

const mostAnswers = 9;
type Tree = ReferenceData['decisionTree'];

/** An id that no question of the tree has. */
function freeQuestionId(questions: readonly TreeQuestion[]): string {
  const ids = new Set(questions.map(({ id }) => id));
  for (let number = questions.length + 1; ; number += 1) if (!ids.has(`vraag-${number}`)) return `vraag-${number}`;
}

/** The rows with the one at this place before the one that was before it. */
function movedUp<Row>(rows: readonly Row[], place: number): Row[] {
  const [before, moved] = rows.slice(place - 1, place + 1);
  return before === undefined || moved === undefined ? [...rows] : rows.toSpliced(place - 1, 2, moved, before);
}

interface QuestionProps {
  readonly question: TreeQuestion;
  readonly number: number;
  readonly tree: Tree;
  readonly set: (question: TreeQuestion) => void;
  readonly moveUp: (() => void) | undefined;
  readonly remove: (() => void) | undefined;
  readonly error: string | undefined;
}

/** What an answer to this question can lead to. */
function useTargets({ question, tree }: Pick<QuestionProps, 'question' | 'tree'>) {
  const t = useText();
  const products = useReferences('product');
  const others = tree.questions
    .map(({ id, text }, place) => ({ id, text, place }))
    .filter(({ id }) => id !== question.id);
  return [
    ...others.map(({ id, text, place }) => ({
      id: `question:${id}`,
      label: t('administration.tree.toQuestion', { number: place + 1, text }),
    })),
    ...products.map(({ code, name }) => ({
      id: `product:${code}`,
      label: t('administration.tree.toProduct', { name }),
    })),
  ];
}

/** The answers of a question. Each keeps its own fields whatever comes, goes or moves before it. */
function Answers(props: Pick<QuestionProps, 'question' | 'tree' | 'set'>) {
  const { question, set } = props;
  const { answers } = question;
  const t = useText();
  const targets = useTargets(props);
  const [rowKeys] = useState(() => new RowKeys());
  const keys = rowKeys.of(answers.length);
  const put = (next: readonly TreeAnswer[]) => set({ ...question, answers: [...next] });
  return (
    <div className="stack-small" {...rowsMark}>
      <ol className="tree-answers">
        {answers.map((answer, place) => (
          <AnswerFields
            key={keys[place]}
            answer={answer}
            number={place + 1}
            targets={targets}
            set={(next) => put(answers.with(place, next))}
            moveUp={
              place === 0
                ? undefined
                : () => {
                    rowKeys.moveUp(place);
                    put(movedUp(answers, place));
                  }
            }
            remove={
              answers.length === 1
                ? undefined
                : () => {
                    rowKeys.remove(place);
                    put(answers.toSpliced(place, 1));
                  }
            }
          />
        ))}
      </ol>
      {answers.length < mostAnswers && (
        <span {...addMark}>
          <Button size="small" icon={Plus} onPress={() => put([...answers, { text: '' }])}>
            {t('administration.tree.addAnswer')}
          </Button>
        </span>
      )}
    </div>
  );
}

function QuestionFields({ question, number, tree, set, moveUp, remove, error }: QuestionProps) {
  const t = useText();
  return (
    <fieldset className="form-group tree-question" {...rowMark}>
      <legend className="form-legend">{t('administration.tree.question', { number })}</legend>
      <div className="stack-small">
        <TextField
          label={t('administration.tree.asks')}
          isRequired
          value={question.text}
          onChange={(text) => set({ ...question, text })}
          maxLength={300}
          error={error}
        />
        <Answers question={question} tree={tree} set={set} />
        <RowActs
          moveUp={moveUp && { label: t('administration.tree.moveQuestion', { number }), onPress: moveUp }}
          remove={remove && { label: t('administration.tree.removeQuestion', { number }), onPress: remove }}
          place={number - 1}
        />
      </div>
    </fieldset>
  );
}

/** The questions of a tree in order. The first question is asked first. */
function Questions({ data, set, errorAt }: FormProps<'decisionTree'>) {
  const t = useText();
  const { questions } = data;
  const add = () =>
    set({ questions: [...questions, { id: freeQuestionId(questions), text: '', answers: [{ text: '' }] }] });
  return (
    <div className="stack" {...rowsMark}>
      {questions.map((question, place) => (
        <QuestionFields
          key={question.id}
          question={question}
          number={place + 1}
          tree={data}
          set={(next) => set({ questions: questions.with(place, next) })}
          moveUp={place === 0 ? undefined : () => set({ questions: movedUp(questions, place) })}
          remove={place === 0 ? undefined : () => set({ questions: questions.toSpliced(place, 1) })}
          error={errorAt(question.id)}
        />
      ))}
      <span {...addMark}>
        <Button size="small" icon={Plus} onPress={add}>
          {t('administration.tree.addQuestion')}
        </Button>
      </span>
    </div>
  );
}

/** A decision tree: its questions, each with its answers and what they lead to, and how citizens read them in other languages. */
export function TreeForm(props: NamedFormProps<'decisionTree'>) {
  const t = useText();
  const { name, data, set } = props;
  return (
    <div className="stack">
      <NumberField
        label={t('administration.tree.order')}
        help={t('administration.tree.orderHelp')}
        value={data.order}
        onChange={(order) => set({ order: order ?? 0 })}
        minValue={0}
        maxValue={1000}
      />
      <Questions {...props} />
      <TranslationFields words={wordsOfTree(name, data)} set={(changes) => set(withTreeTranslations(data, changes))} />
    </div>
  );
}
