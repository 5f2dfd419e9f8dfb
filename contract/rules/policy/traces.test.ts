import { expect, it } from 'vitest';
import { addedHistory, isOnlyTrace } from './index.ts';

const line = (id: string, kind: string) => ({ id, kind, at: '2026-11-20T09:00:00.000Z' });
const before = { id: 'd', subject: 'Verhuis', updatedAt: '1', notes: [], history: [line('a', 'created')] };
const trace = { ...before, updatedAt: '2', history: [...before.history, line('b', 'interactionLinked')] };

it('a line that a contact moment left changes nothing of the dossier', () => {
  expect(isOnlyTrace(before, trace)).toBe(true);
  expect(isOnlyTrace(before, { ...before, updatedAt: '2', updatedBy: { memberId: 'x' } })).toBe(true);
  expect(addedHistory(before, trace).map(({ id }) => id)).toEqual(['b']);
  expect(addedHistory(undefined, before).map(({ id }) => id)).toEqual(['a']);
});

it.each([
  ['another line', { history: [...before.history, line('b', 'noteAdded')] }],
  ['a field beside the line', { ...trace, subject: 'Anders' }],
  ['a new field', { ...trace, outcome: 'granted' }],
  ['a field that is gone', { ...trace, subject: undefined }],
  ['a note', { ...trace, notes: [{ id: 'n' }] }],
  ['a line less', { history: [line('b', 'interactionLinked')] }],
  ['a line changed', { history: [line('a', 'noteAdded'), line('b', 'interactionLinked')] }],
  ['no history at all', { history: 'gone' }],
])('%s is a change', (_what, changes) => {
  expect(isOnlyTrace(before, { ...before, ...changes })).toBe(false);
});
