import type { Formats } from '../../../i18n/formats.ts';
import type { MessageKey } from '../../../i18n/message-key.ts';
import type { TextValues, Translate } from '../../../i18n/use-text.ts';

export type AnswerValue = string | number | boolean;
export type Answers = Readonly<Record<string, AnswerValue>>;
type Schema = Readonly<Record<string, unknown>>;

/** One question of a dossier type, as a form shows it. */
export interface Question {
  readonly name: string;
  readonly label: string;
  readonly help: string | undefined;
  readonly kind: 'text' | 'longText' | 'choice' | 'number' | 'yesNo' | 'date';
  readonly isRequired: boolean;
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly isInteger: boolean;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  readonly pattern: string | undefined;
}

const longFrom = 300;

function asSchema(value: unknown): Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Schema) : {};
}

function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function optionsOf(schema: Schema): Question['options'] {
  if (Array.isArray(schema.oneOf)) {
    return schema.oneOf.map(asSchema).map((option) => ({
      id: String(option.const ?? ''),
      label: asText(option.title) ?? String(option.const ?? ''),
    }));
  }
  return Array.isArray(schema.enum) ? schema.enum.map((value) => ({ id: String(value), label: String(value) })) : [];
}

function kindOf(schema: Schema, options: Question['options']): Question['kind'] {
  if (options.length > 0) return 'choice';
  if (schema.type === 'boolean') return 'yesNo';
  if (schema.type === 'number' || schema.type === 'integer') return 'number';
  if (schema.format === 'date') return 'date';
  return (asNumber(schema.maxLength) ?? 0) > longFrom ? 'longText' : 'text';
}

/**
 * The questions of a question set (JSON Schema of an object): the required ones in the order of `required`, then the others. A
 * database may reorder the properties of an object, the list of what is required keeps its order. What is no question set gives
 * none.
 */
export function questionsOf(questionSchema: Schema | undefined): readonly Question[] {
  const properties = asSchema(questionSchema?.properties);
  const required = Array.isArray(questionSchema?.required) ? questionSchema.required : [];
  const rank = (name: string) => (required.includes(name) ? required.indexOf(name) : required.length);
  const inOrder = Object.entries(properties).sort(([one], [other]) => rank(one) - rank(other));
  return inOrder.map(([name, value]) => {
    const schema = asSchema(value);
    const options = optionsOf(schema);
    return {
      name,
      label: asText(schema.title) ?? name,
      help: asText(schema.description),
      kind: kindOf(schema, options),
      isRequired: required.includes(name),
      options,
      isInteger: schema.type === 'integer',
      minimum: asNumber(schema.minimum),
      maximum: asNumber(schema.maximum),
      minLength: asNumber(schema.minLength),
      maxLength: asNumber(schema.maxLength),
      pattern: asText(schema.pattern),
    };
  });
}

export interface AnswerError {
  readonly key: MessageKey;
  readonly values?: TextValues;
}

function numberError(question: Question, answer: number): AnswerError | undefined {
  const { minimum, maximum } = question;
  if (question.isInteger && !Number.isInteger(answer)) return { key: 'question.error.integer' };
  if (minimum !== undefined && answer < minimum) return { key: 'question.error.minimum', values: { minimum } };
  if (maximum !== undefined && answer > maximum) return { key: 'question.error.maximum', values: { maximum } };
  return undefined;
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    // A broken pattern is the administrator's to mend; the centre checks again.
    return true;
  }
}

function textError(question: Question, answer: string): AnswerError | undefined {
  const { minLength, maxLength, pattern } = question;
  if (minLength !== undefined && answer.trim().length < minLength) {
    return { key: 'question.error.short', values: { count: minLength } };
  }
  if (maxLength !== undefined && answer.length > maxLength) {
    return { key: 'question.error.long', values: { count: maxLength } };
  }
  return pattern !== undefined && !matches(pattern, answer) ? { key: 'question.error.pattern' } : undefined;
}

/** What is wrong with one answer, if anything. */
export function answerError(question: Question, answer: AnswerValue | undefined): AnswerError | undefined {
  const empty = answer === undefined || (typeof answer === 'string' && answer.trim() === '');
  if (empty) return question.isRequired ? { key: 'field.required' } : undefined;
  if (question.kind === 'number') {
    return typeof answer === 'number' ? numberError(question, answer) : { key: 'question.error.number' };
  }
  if (question.kind === 'choice') {
    return question.options.some((option) => option.id === answer) ? undefined : { key: 'question.error.choice' };
  }
  return typeof answer === 'string' ? textError(question, answer) : undefined;
}

/** The errors of all answers, by question. */
export function answerErrors(questions: readonly Question[], answers: Answers): Readonly<Record<string, AnswerError>> {
  return Object.fromEntries(
    questions.flatMap((question) => {
      const error = answerError(question, answers[question.name]);
      return error ? [[question.name, error]] : [];
    }),
  );
}

/** The answers that belong to these questions and say something: what may be sent. */
export function givenAnswers(questions: readonly Question[], answers: Answers): Answers {
  return Object.fromEntries(
    questions.flatMap(({ name }) => {
      const answer = answers[name];
      const value = typeof answer === 'string' ? answer.trim() : answer;
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
}

/** An answer as a person reads it: the words of a choice, ja or nee, a day. */
export function answerText(
  question: Question | undefined,
  answer: AnswerValue,
  t: Translate,
  formats: Pick<Formats, 'day' | 'number'>,
): string {
  if (typeof answer === 'boolean') return t(answer ? 'question.yes' : 'question.no');
  if (typeof answer === 'number') return formats.number(answer);
  if (question?.kind === 'date') return formats.day(answer);
  return question?.options.find((option) => option.id === answer)?.label ?? answer;
}
