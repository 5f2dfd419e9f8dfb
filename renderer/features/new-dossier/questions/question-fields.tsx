import { useText } from '../../../i18n/use-text.ts';
import { DateField } from '../../../ui/date-field.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { RadioGroupField } from '../../../ui/radio-group-field.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { AnswerError, Answers, AnswerValue, Question } from './questions.ts';

interface QuestionFieldProps {
  readonly question: Question;
  readonly answer: AnswerValue | undefined;
  readonly error: string | undefined;
  readonly onChange: (answer: AnswerValue | undefined) => void;
}

const fewOptions = 4;

function QuestionField({ question, answer, error, onChange }: QuestionFieldProps) {
  const t = useText();
  const { label, help, isRequired, maxLength } = question;
  const common = { label, help, isRequired, error };
  const text = typeof answer === 'string' ? answer : '';
  switch (question.kind) {
    case 'yesNo':
      return (
        <RadioGroupField
          {...common}
          options={[
            { id: 'true', label: t('question.yes') },
            { id: 'false', label: t('question.no') },
          ]}
          value={answer === undefined ? '' : String(answer)}
          onChange={(id) => onChange(id === 'true')}
        />
      );
    case 'choice':
      return question.options.length <= fewOptions ? (
        <RadioGroupField {...common} options={question.options} value={text} onChange={onChange} />
      ) : (
        <SelectField {...common} options={question.options} value={text} onChange={onChange} />
      );
    case 'number':
      return (
        <NumberField
          {...common}
          value={typeof answer === 'number' ? answer : undefined}
          onChange={onChange}
          {...(question.isInteger ? { step: 1 } : {})}
        />
      );
    case 'date':
      return <DateField {...common} value={text} onChange={(day) => onChange(day || undefined)} />;
    case 'longText':
      return <TextArea {...common} value={text} onChange={onChange} maxLength={maxLength} />;
    default:
      return <TextField {...common} value={text} onChange={onChange} maxLength={maxLength} />;
  }
}

export interface QuestionFieldsProps {
  readonly questions: readonly Question[];
  readonly answers: Answers;
  readonly errors: Readonly<Record<string, AnswerError>>;
  readonly onChange: (answers: Answers) => void;
}

/** The questions of a dossier type as a form. */
export function QuestionFields({ questions, answers, errors, onChange }: QuestionFieldsProps) {
  const t = useText();
  return (
    <>
      {questions.map((question) => {
        const error = errors[question.name];
        return (
          <QuestionField
            key={question.name}
            question={question}
            answer={answers[question.name]}
            error={error && t(error.key, error.values)}
            onChange={(answer) => {
              const { [question.name]: _former, ...others } = answers;
              onChange(answer === undefined ? others : { ...others, [question.name]: answer });
            }}
          />
        );
      })}
    </>
  );
}
