import type { Reference } from '@onthaal/contract/entities/reference.ts';
import { failure, success } from '@onthaal/contract/result.ts';
import type { StoreClient } from '@onthaal/contract/store/protocol.ts';
import type { ReferenceDraft } from '@onthaal/contract/store/reference-drafts.ts';
import { afterEach, expect, it } from 'vitest';
import { makeStore } from '../../app/store.ts';
import { draftDropped, draftKept } from '../interaction/drafts-slice.ts';
import { forgetNotes, keepNotes } from '../visit/notepad-keeper.ts';
import {
  bringDrafts,
  draftKeyOf,
  draftSaved,
  forgetArrived,
  isOnItsWay,
  keepDraft,
  wordsOf,
} from './reference-drafts.ts';

const early = '2026-11-27T09:00:00.000Z';
const late = '2026-11-27T10:00:00.000Z';
const data = { theme: 'Algemeen', body: 'Wij zijn op' };
const row = (updatedAt: string, name: string): Reference => ({
  ...{ id: 'text', createdAt: early, updatedAt, updatedBy: { memberId: 'ann', name: 'Ann' } },
  ...{ kind: 'standardText', code: 'text', name, active: true, data },
});
const initial = { kind: 'standardText' as const, name: 'Uren', data, basedOn: early };
const key = draftKeyOf('text');

/** A computer with the drafts that its store has; while `isFull` it keeps nothing. */
function makeComputer() {
  const kept = new Map<string, ReferenceDraft>();
  const disk = { isFull: false };
  const client = {
    read: async () => success([...kept.values()]),
    run: async (name: string, args: ReferenceDraft) => {
      if (disk.isFull) return failure('DISK_READ_ONLY');
      if (name === 'dropReferenceDraft') kept.delete(args.id);
      else kept.set(args.id, args);
      return success({ operationId: args.id, written: [] });
    },
    subscribe: () => () => undefined,
  };
  const store = makeStore(client as unknown as StoreClient);
  const type = (name: string) => {
    store.dispatch(draftKept({ key, values: { kind: 'standardText', name, basedOn: early } }));
    store.dispatch(keepDraft('text', initial));
  };
  const save = (asTyped: string, saved = asTyped) =>
    store.dispatch(
      draftSaved('text', initial, wordsOf({ name: asTyped, data }), { ...initial, name: saved, basedOn: late }),
    );
  return { store, kept, disk, type, save, drafts: () => store.getState().drafts };
}

afterEach(forgetNotes);

it('has what was saved on the screen until the sync brings it, also for who left and came back, and then forgets it', async () => {
  const { store, kept, type, save, drafts } = makeComputer();
  type('Nieuwe uren ');
  save('Nieuwe uren ', 'Nieuwe uren');
  await store.dispatch(bringDrafts());
  expect(drafts()[key]).toMatchObject({ name: 'Nieuwe uren', data, basedOn: late });
  expect(isOnItsWay({ basedOn: late }, row(early, 'Uren'))).toBe(true);
  expect(isOnItsWay({ basedOn: late }, undefined)).toBe(true);
  store.dispatch(forgetArrived([row(early, 'Uren')]));
  expect(drafts()[key]).toBeDefined();
  // No form is open.
  store.dispatch(forgetArrived([row(late, 'Nieuwe uren')]));
  await keepNotes();
  expect([drafts(), kept.size]).toEqual([{}, 0]);
  await store.dispatch(bringDrafts());
  expect(drafts()).toEqual({});
});

it('keeps what was typed since the save, also when the row has come', async () => {
  const { store, kept, type, save, drafts } = makeComputer();
  type('Nieuwe uren');
  type('Nieuwe uren van juli');
  save('Nieuwe uren');
  store.dispatch(forgetArrived([row(late, 'Nieuwe uren')]));
  expect(drafts()[key]).toMatchObject({ name: 'Nieuwe uren van juli', basedOn: late });
  await keepNotes();
  expect(kept.get('text')).toMatchObject({ name: 'Nieuwe uren van juli', basedOn: late });
  expect(isOnItsWay({ basedOn: late }, row(late, 'Nieuwe uren'))).toBe(false);
});

it('makes no draft again of what was forgotten while it was saved', () => {
  const { store, type, save, drafts } = makeComputer();
  type('Nieuwe uren');
  store.dispatch(draftDropped(key));
  save('Nieuwe uren');
  expect(drafts()).toEqual({});
});

it('brings what could not be kept, rather than what the store has or nothing', async () => {
  const { store, disk, kept, type, drafts } = makeComputer();
  type('Eerst');
  await keepNotes();
  disk.isFull = true;
  type('Daarna');
  // Another visitor came to the desk: the forms of the last one went.
  store.dispatch(draftDropped(key));
  await store.dispatch(bringDrafts());
  expect(kept.get('text')?.name).toBe('Eerst');
  expect(drafts()[key]).toMatchObject({ name: 'Daarna', data, basedOn: early });
});

it('does not bring back what was forgotten, when the store could not be told yet', async () => {
  const { store, disk, type, drafts } = makeComputer();
  type('Uren');
  await keepNotes();
  disk.isFull = true;
  store.dispatch(forgetArrived([row(early, 'Uren')]));
  await store.dispatch(bringDrafts());
  expect(drafts()).toEqual({});
});
