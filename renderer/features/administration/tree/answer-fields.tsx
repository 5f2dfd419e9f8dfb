import { appointmentModes } from '@onthaal/contract/entities/appointment.ts';
import type { TreeAnswer } from '@onthaal/contract/rules/planner/index.ts';
import { useText } from '../../../i18n/use-text.ts';
import type { ChoiceOption } from '../../../ui/choice-option.ts';
import { NumberField } from '../../../ui/number-field.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { RowActs } from '../rows/row-acts.tsx';
import { rowMark } from '../rows/row-focus.ts';

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

/** Without fields that say nothing. */
function given(answer: { readonly [Field in keyof TreeAnswer]: TreeAnswer[Field] | undefined }): TreeAnswer {
  return Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined)) as TreeAnswer;
}

/** An answer: its words, what it leads to, for how many it is and how. */
export function AnswerFields(props: {
  readonly answer: TreeAnswer;
  readonly number: number;
  readonly targets: readonly ChoiceOption[];
  readonly set: (answer: TreeAnswer) => void;
  readonly moveUp: (() => void) | undefined;
  readonly remove: (() => void) | undefined;
}) {
  const t = useText();
  const { answer, number, set } = props;
  return (
    <li className="tree-answer" {...rowMark}>
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
      <RowActs
        moveUp={props.moveUp && { label: t('administration.tree.moveAnswer', { number }), onPress: props.moveUp }}
        remove={props.remove && { label: t('administration.tree.removeAnswer', { number }), onPress: props.remove }}
        place={number - 1}
        keepsOne
      />
    </li>
  );
}
