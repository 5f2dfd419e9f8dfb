import { channels, languages, messageChannels } from '@onthaal/contract/entities/building-blocks.ts';
import { assuranceLevels, interactionResults, taskKinds, taskStates } from '@onthaal/contract/entities/contact.ts';
import { dossierStatuses, outcomes } from '@onthaal/contract/entities/dossier.ts';
import { personKinds } from '@onthaal/contract/entities/person.ts';
import type { SyncItem } from '@onthaal/contract/store/sync.ts';
import { wordSetOf } from '../conflicts/field-values.ts';
import { changedFieldNames } from './sync-item-words.ts';

export type CorrectionKind =
  | 'status'
  | 'team'
  | 'member'
  | 'choice'
  | 'text'
  | 'longText'
  | 'number'
  | 'yesNo'
  | 'date'
  | 'address'
  | 'answers'
  /** Cannot be edited here, only read: lists and what else has no field of its own. */
  | 'readOnly';

export interface CorrectionField {
  readonly name: string;
  readonly kind: CorrectionKind;
  readonly value: unknown;
  /** For `choice` and `status`: the set of words, and its values. */
  readonly wordSet: string | undefined;
  readonly choices: readonly string[];
}

const choicesOf: Readonly<Record<string, readonly string[]>> = {
  dossierStatus: dossierStatuses,
  outcome: outcomes,
  channel: channels,
  messageChannel: messageChannels,
  direction: ['incoming', 'outgoing'],
  language: languages,
  interactionResult: interactionResults,
  assuranceLevel: assuranceLevels,
  taskKind: taskKinds,
  taskState: taskStates,
  personKind: personKinds,
};
const longTexts = ['text', 'description', 'body', 'draft', 'explanation'];
const identities = ['id', 'applicantId', 'personId', 'dossierId', 'typeCode', 'teamCode', 'code'];

function kindOf(name: string, value: unknown, choices: readonly string[]): CorrectionKind {
  if (name === 'status') return 'status';
  if (name === 'teamId') return 'team';
  if (name === 'handlerId' || name === 'memberId') return 'member';
  if (name === 'answers') return 'answers';
  if (name === 'address') return 'address';
  if (identities.includes(name)) return 'readOnly';
  if (choices.length > 0) return 'choice';
  if (typeof value === 'boolean') return 'yesNo';
  if (typeof value === 'number') return 'number';
  if (value !== null && typeof value !== 'string') return 'readOnly';
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return 'date';
  return longTexts.includes(name) || (typeof value === 'string' && value.length > 120) ? 'longText' : 'text';
}

/**
 * The fields of a refused item, as a form can show them: the one at fault first, then those that can be edited, then those that
 * can only be read.
 */
export function correctionFields(item: SyncItem): readonly CorrectionField[] {
  const atFault = item.error?.field?.split('.')[0];
  // A field that the centre misses is not among the changes, but is just what has to be filled in.
  const names = new Set([...changedFieldNames(item), ...(atFault && atFault in item.changes ? [atFault] : [])]);
  const fields = [...names].map((name) => {
    const wordSet = wordSetOf(item.collection, name);
    const choices = (wordSet && choicesOf[wordSet]) || [];
    const value = item.changes[name];
    return { name, kind: kindOf(name, value, choices), value, wordSet, choices };
  });
  const rank = (field: CorrectionField) => (field.name === atFault ? 0 : field.kind === 'readOnly' ? 2 : 1);
  return fields.sort((one, other) => rank(one) - rank(other));
}

/** The fields whose value the clerk changed in the correction: what goes to the store. */
export function correctedValues(
  fields: readonly CorrectionField[],
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    fields
      .filter((field) => field.kind !== 'readOnly' && field.name in values)
      .filter((field) => JSON.stringify(values[field.name]) !== JSON.stringify(field.value))
      .map((field) => [field.name, values[field.name]]),
  );
}
