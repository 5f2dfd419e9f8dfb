import { appointmentModes } from '@onthaal/contract/entities/appointment.ts';
import type { ReferenceData } from '@onthaal/contract/entities/reference.ts';
import type { TreeAnswer, TreeQuestion } from '@onthaal/contract/rules/planner/index.ts';
import { Plus, Trash2 } from 'lucide-react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import type { ChoiceOption } from '../../ui/choice-option.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useReferences } from '../dossier/use-references.ts';
import type { FormProps } from './form-props.ts';

const mostAnswers = 9;
type Tree = ReferenceData['decisionTree'];

/** What an answer leads to, as one choice. */
function targetOf({ questionId, productCode }: TreeAnswer): string {
  if (questionId !== undefined) return `question:${questionId}`;
  return productCode === undefined ? '' : `product:${productCode}`;
}

function withTarget(answer: TreeAnswer, target: string): TreeAnswer {
  const { questionId: _question, productCode: _product, ...rest } = answer;
  const [kind, ...name] = target.split(':');
  if (kind === 'question') return { ...rest, questionId: name.join(':') };
  return kind === 'product' ? { ...rest, productCode: name.join(':') } : rest;
}

/** An id that no question of the tree has. */
function freeQuestionId(questions: readonly TreeQuestion[]): string {
  const ids = new Set(questions.map(({ id }) => id));
  for (let number = questions.length + 1; ; number += 1) if (!ids.has(`vraag-${number}`)) return `vraag-${number}`;
}

/** Without fields that say nothing. */
function given(answer: { readonly [Field in keyof TreeAnswer]: TreeAnswer[Field] | undefined }): TreeAnswer {
  return Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined)) as TreeAnswer;
}

function AnswerFields(props: {
  readonly answer: TreeAnswer;
  readonly number: number;
  readonly targets: readonly ChoiceOption[];
  readonly set: (answer: TreeAnswer) => void;
  readonly remove: (() => void) | undefined;
}) {
  const t = useText();
  const { answer, number, set } = props;
  return (
    <li className="tree-answer">
      <TextField
        label={t('administration.tree.answer', { number })}
        isRequired
        value={answer.text}
        onChange={(text) => set({ ...answer, text })}
        maxLength={200}
      />
      <SelectField
        label={t('administration.tree.leadsTo')}
        isRequired
        options={props.targets}
        value={targetOf(answer)}
        onChange={(target) => set(withTarget(answer, target))}
      />
      <NumberField
        label={t('administration.tree.persons')}
        isRequired={false}
        value={answer.persons}
        onChange={(persons) => set(given({ ...answer, persons }))}
        minValue={1}
        maxValue={20}
      />
      <SelectField
        label={t('administration.tree.mode')}
        isRequired={false}
        options={[
          { id: 'any', label: t('administration.tree.anyMode') },
          ...appointmentModes.map((id) => ({ id: id as string, label: t.word('appointmentMode', id) })),
        ]}
        value={answer.mode ?? 'any'}
        onChange={(mode) => set(given({ ...answer, mode: mode === 'any' ? undefined : mode }))}
      />
      {props.remove && (
        <IconButton icon={Trash2} label={t('administration.tree.removeAnswer', { number })} onPress={props.remove} />
      )}
    </li>
  );
}

interface QuestionProps {
  readonly question: TreeQuestion;
  readonly number: number;
  readonly tree: Tree;
  readonly set: (question: TreeQuestion) => void;
  readonly remove: (() => void) | undefined;
  readonly error: string | undefined;
}

function QuestionFields({ question, number, tree, set, remove, error }: QuestionProps) {
  const t = useText();
  const products = useReferences('product');
  const { answers } = question;
  const others = tree.questions
    .map(({ id, text }, place) => ({ id, text, place }))
    .filter(({ id }) => id !== question.id);
  const targets = [
    ...others.map(({ id, text, place }) => ({
      id: `question:${id}`,
      label: t('administration.tree.toQuestion', { number: place + 1, text }),
    })),
    ...products.map(({ code, name }) => ({
      id: `product:${code}`,
      label: t('administration.tree.toProduct', { name }),
    })),
  ];
  const put = (place: number, answer: TreeAnswer) =>
    set({ ...question, answers: answers.map((one, index) => (index === place ? answer : one)) });
  return (
    <fieldset className="form-group tree-question">
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
        <ol className="tree-answers">
          {answers.map((answer, place) => (
            <AnswerFields
              // biome-ignore lint/suspicious/noArrayIndexKey: an answer has no name but its place while it is written
              key={place}
              answer={answer}
              number={place + 1}
              targets={targets}
              set={(next) => put(place, next)}
              remove={
                answers.length > 1
                  ? () => set({ ...question, answers: answers.filter((_one, index) => index !== place) })
                  : undefined
              }
            />
          ))}
        </ol>
        <div className="row">
          {answers.length < mostAnswers && (
            <Button size="small" icon={Plus} onPress={() => set({ ...question, answers: [...answers, { text: '' }] })}>
              {t('administration.tree.addAnswer')}
            </Button>
          )}
          {remove && (
            <Button size="small" variant="quiet" icon={Trash2} onPress={remove}>
              {t('administration.tree.removeQuestion', { number })}
            </Button>
          )}
        </div>
      </div>
    </fieldset>
  );
}

/** A decision tree: its questions in order, each with its answers and what they lead to. The first question is asked first. */
export function TreeForm({ data, set, errorAt }: FormProps<'decisionTree'>) {
  const t = useText();
  const { questions } = data;
  const add = () =>
    set({ questions: [...questions, { id: freeQuestionId(questions), text: '', answers: [{ text: '' }] }] });
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
      {questions.map((question, place) => (
        <QuestionFields
          key={question.id}
          question={question}
          number={place + 1}
          tree={data}
          set={(next) => set({ questions: questions.map((one) => (one.id === question.id ? next : one)) })}
          remove={place === 0 ? undefined : () => set({ questions: questions.filter(({ id }) => id !== question.id) })}
          error={errorAt(question.id)}
        />
      ))}
      <Button size="small" icon={Plus} onPress={add}>
        {t('administration.tree.addQuestion')}
      </Button>
    </div>
  );
}
