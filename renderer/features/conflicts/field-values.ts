import type { Address } from '@onthaal/contract/entities/building-blocks.ts';
import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import type { ConflictDetail } from '@onthaal/contract/store/sync.ts';
import { addressText } from '../../i18n/address-text.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/use-text.ts';
import { type AnswerValue, answerText, type Question } from '../new-dossier/questions/questions.ts';

/** What is needed to show a stored value to a person. */
export interface ValueWords {
  readonly t: Translate;
  readonly formats: Pick<Formats, 'day' | 'dayTime' | 'number' | 'list'>;
  readonly collection: CollectionName;
  /** Name of a team or member. */
  readonly nameOf: (id: string) => string;
  /** The question set of the dossier's type, when it is known. */
  readonly questions: readonly Question[];
}

/** Field name to the set of its words in the catalogue; the same name means the same in every collection unless stated. */
const wordSets: Readonly<Record<string, string>> = {
  outcome: 'outcome',
  channel: 'channel',
  direction: 'direction',
  result: 'interactionResult',
  assurance: 'assuranceLevel',
  language: 'language',
  preferredChannel: 'messageChannel',
  mode: 'appointmentMode',
  source: 'documentSource',
  signing: 'signingState',
};
const stateSets: Readonly<Partial<Record<CollectionName, string>>> = {
  interactions: 'interactionState',
  tasks: 'taskState',
  appointments: 'appointmentState',
  visits: 'visitState',
  messages: 'messageState',
  payments: 'paymentState',
};
const kindSets: Readonly<Partial<Record<CollectionName, string>>> = { tasks: 'taskKind', persons: 'personKind' };
const nameFields = ['teamId', 'handlerId', 'memberId'];

/** The catalogue's set of words for a field, when its value is one of a fixed set. */
export function wordSetOf(collection: CollectionName, field: string): string | undefined {
  if (field === 'status') return 'dossierStatus';
  if (field === 'state') return stateSets[collection];
  if (field === 'kind') return kindSets[collection];
  // Persons and messages are reached through message channels, contacts and dossiers through others.
  if (field === 'channel' && collection === 'messages') return 'messageChannel';
  return wordSets[field];
}

/** The name of a field for people; a path such as `answers.surface` gives the question. */
export function fieldLabel(path: string, words: Pick<ValueWords, 't' | 'questions'>): string {
  const [first = path, ...rest] = path.split('.');
  const field = first.replace(/\[.*$/, '');
  if (field === 'answers' && rest.length > 0) {
    return words.questions.find((question) => question.name === rest.join('.'))?.label ?? rest.join('.');
  }
  const label = words.t.word('fieldName', field);
  return rest.length === 0 ? label : `${label}: ${words.t.word('fieldName', rest.at(-1) ?? '')}`;
}

function isAddress(value: object): value is Address {
  return 'streetName' in value && 'postalCode' in value;
}

function recordText(value: Readonly<Record<string, unknown>>, path: string, words: ValueWords): string {
  if (isAddress(value)) return addressText(value);
  if (path === 'answers') {
    return Object.entries(value)
      .map(([name, answer]) => {
        const question = words.questions.find((candidate) => candidate.name === name);
        return `${question?.label ?? name}: ${answerText(question, answer as AnswerValue, words.t, words.formats)}`;
      })
      .join('\n');
  }
  const telling = value.text ?? value.number ?? value.address ?? value.name ?? value.title ?? value.kind;
  if (telling !== undefined) return String(telling);
  return Object.values(value)
    .filter((part) => typeof part !== 'object')
    .join(', ');
}

function textValue(value: string, path: string, words: ValueWords): string {
  const field = path.split('.').at(-1) ?? path;
  if (path.startsWith('answers.')) {
    const question = words.questions.find((candidate) => `answers.${candidate.name}` === path);
    return answerText(question, value, words.t, words.formats);
  }
  if (nameFields.includes(field)) return words.nameOf(value);
  const set = wordSetOf(words.collection, field);
  if (set) return words.t.word(set, value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return words.formats.day(value);
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value) ? words.formats.dayTime(value) : value;
}

/** A stored value as a person reads it: status words, names of teams, address lines, days; "(leeg)" when there is none. */
export function valueText(value: unknown, path: string, words: ValueWords): string {
  if (value === undefined || value === null || value === '') return words.t('fieldName.empty');
  if (typeof value === 'boolean') return words.t(value ? 'question.yes' : 'question.no');
  if (typeof value === 'number') return words.formats.number(value);
  if (typeof value === 'string') return textValue(value, path, words);
  if (Array.isArray(value)) {
    return value.length === 0
      ? words.t('fieldName.empty')
      : value.map((item) => valueText(item, path, words)).join('\n');
  }
  return recordText(value as Readonly<Record<string, unknown>>, path, words) || words.t('fieldName.empty');
}

/** The values that were not chosen, a line per field, as the note keeps them: "Onderwerp: Dakkapel vooraan". */
export function notChosenText(
  conflict: Pick<ConflictDetail, 'clashes'>,
  choices: Readonly<Record<string, 'mine' | 'theirs'>>,
  words: ValueWords,
): string {
  return conflict.clashes
    .map(({ path, mine, theirs }) => {
      const other = choices[path] === 'mine' ? theirs : mine;
      return `${fieldLabel(path, words)}: ${valueText(other, path, words)}`;
    })
    .join('\n');
}
