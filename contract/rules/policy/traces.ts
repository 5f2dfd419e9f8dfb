import { deepEqual } from '../merge/index.ts';
import type { PolicyDocument } from './policy.ts';

const stamps: readonly string[] = ['updatedAt', 'updatedBy'];

function listOf(document: PolicyDocument, field: string): readonly PolicyDocument[] {
  return Array.isArray(document[field]) ? (document[field] as readonly PolicyDocument[]) : [];
}

/** The lines that a change adds to the history of a dossier or person. */
export function addedHistory(before: PolicyDocument | undefined, after: PolicyDocument): readonly PolicyDocument[] {
  const known = new Set(listOf(before ?? {}, 'history').map(({ id }) => id));
  return listOf(after, 'history').filter(({ id }) => !known.has(id));
}

/**
 * Whether a change only leaves word of a contact moment in the history: nothing of the dossier was seen or changed by that, so nobody
 * need open it first to leave a message for the team that handles it.
 */
export function isOnlyTrace(before: PolicyDocument, after: PolicyDocument): boolean {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)].filter((field) => !stamps.includes(field)));
  fields.delete('history');
  const added = addedHistory(before, after);
  return (
    added.every(({ kind }) => kind === 'interactionLinked') &&
    listOf(before, 'history').length + added.length === listOf(after, 'history').length &&
    listOf(before, 'history').every((event) => listOf(after, 'history').some((other) => deepEqual(event, other))) &&
    [...fields].every((field) => deepEqual(before[field], after[field]))
  );
}
