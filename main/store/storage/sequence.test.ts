import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import {
  createInstance,
  DOSSIER_SCHEMA,
  dossier,
  openTestStorage,
  type TestInstance,
} from './testing/test-database.ts';
import { insert } from './testing/test-storages.ts';
import type { ChangeBulk, DocumentFields, StorageCheckpoint, StoredDocument, StoredSchema } from './types.ts';

const idsSince = async (instance: TestInstance, checkpoint?: StorageCheckpoint) =>
  (await instance.getChangedDocumentsSince?.(1000, checkpoint))?.documents.map(({ id }) => id);

async function checkpointOf(instance: TestInstance): Promise<StorageCheckpoint> {
  const page = await instance.getChangedDocumentsSince?.(1000);
  return page?.checkpoint as StorageCheckpoint;
}

it('skips no change when the clock was set back between two starts', async () => {
  const { storage, databaseFile } = openTestStorage();
  const instance = await createInstance(storage);
  await insert(instance, dossier('before'));
  const pushed = await checkpointOf(instance);
  vi.useFakeTimers({ now: Date.now() - 8 * 3_600_000, toFake: ['Date'] });
  try {
    const early = { ...dossier('after'), _meta: { lwt: Date.now() + 0.01 } };
    expect(early._meta.lwt).toBeLessThan(pushed.lwt);
    await insert(instance, early);
  } finally {
    vi.useRealTimers();
  }
  expect(await idsSince(instance, pushed)).toEqual(['after']);
  databaseFile.close();
});

it('never hides a write behind an old checkpoint: after a cleanup, a delete by hand, a removal', async () => {
  const { storage, databaseFile } = openTestStorage();
  const instance = await createInstance(storage);
  await insert(instance, dossier('a'), dossier('gone', { _deleted: true }));
  const first = await checkpointOf(instance);
  expect(await instance.cleanup(0)).toBe(true);
  await insert(instance, dossier('b'));
  expect(await idsSince(instance, first)).toEqual(['b']);
  const second = await checkpointOf(instance);
  databaseFile.prepare('DELETE FROM collection_dossiers_v0 WHERE id = ?').run('b');
  await insert(instance, dossier('c'));
  expect(await idsSince(instance, second)).toEqual(['c']);
  const third = await checkpointOf(instance);
  await instance.remove();
  const again = await createInstance(storage);
  await insert(again, dossier('d'));
  expect(await idsSince(again, third)).toEqual(['d']);
  databaseFile.close();
});

it('gives everything for a checkpoint of another table, as RxDB takes along when it migrates', async () => {
  const { storage, databaseFile } = openTestStorage();
  const old = await createInstance(storage);
  await insert(old, ...Array.from({ length: 10 }, (_, index) => dossier(`d${index}`)));
  const checkpoint = await checkpointOf(old);
  const next = await createInstance(storage, { ...DOSSIER_SCHEMA, version: 1 } as StoredSchema);
  await insert(next, dossier('a'), dossier('b'));
  expect(await idsSince(next, checkpoint)).toEqual(['a', 'b']);
  expect(await idsSince(old, checkpoint)).toEqual([]);
  databaseFile.close();
});

it('takes a checkpoint made by hand at its word', async () => {
  const { storage, databaseFile } = openTestStorage();
  const instance = await createInstance(storage);
  const at = (id: string, lwt: number) => ({ ...dossier(id), _meta: { lwt } });
  await insert(instance, at('a', 100), at('b', 200), at('c', 300));
  expect(await idsSince(instance, { id: 'a', lwt: 100 })).toEqual(['b', 'c']);
  expect(await idsSince(instance, { id: '', lwt: 250 })).toEqual(['c']);
  expect(await idsSince(instance, { id: '', lwt: 0 })).toEqual(['a', 'b', 'c']);
  expect(await idsSince(instance, { id: '', lwt: 400 })).toEqual([]);
  databaseFile.close();
});

const idOf = (document: StoredDocument) => (document as DocumentFields).id as string;

/** Writes, cleanups and reopenings in any order, with any clock. */
const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ ids: fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 5 }), lwt: fc.nat(50) }),
    },
    { weight: 1, arbitrary: fc.constant('cleanup' as const) },
    { weight: 1, arbitrary: fc.constant('reopen' as const) },
  ),
  { minLength: 1, maxLength: 25 },
);

it('finds, from every checkpoint ever given, just the documents written since', async () => {
  const { storage, databaseFile } = openTestStorage();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      run += 1;
      let instance = await createInstance(storage, DOSSIER_SCHEMA, `c${run}`);
      const state = new Map<string, StoredDocument>();
      const checkpoints: { readonly checkpoint: StorageCheckpoint; readonly since: Set<string> }[] = [];
      for (const step of all) {
        if (step === 'cleanup') {
          await instance.cleanup(-1000);
          for (const [id, document] of state) if (document._deleted) state.delete(id);
        } else if (step === 'reopen') {
          await instance.close();
          instance = await createInstance(storage, DOSSIER_SCHEMA, `c${run}`);
        } else {
          const bulks: ChangeBulk[] = [];
          const subscription = instance.changeStream().subscribe((bulk) => bulks.push(bulk as unknown as ChangeBulk));
          const rows = step.ids.map((number) => {
            const previous = state.get(`d${number}`);
            const fields = { _deleted: previous !== undefined && !previous._deleted && number % 3 === 0 };
            const document: StoredDocument = {
              ...dossier(`d${number}`, fields, previous),
              _meta: { lwt: 1 + step.lwt },
            };
            return previous === undefined ? { document } : { previous, document };
          });
          expect((await instance.bulkWrite(rows as never, 'test')).error).toEqual([]);
          subscription.unsubscribe();
          for (const { document } of rows) {
            state.set(idOf(document), document);
            for (const known of checkpoints) known.since.add(idOf(document));
          }
          for (const { checkpoint } of bulks) checkpoints.push({ checkpoint, since: new Set() });
        }
      }
      for (const { checkpoint, since } of checkpoints) {
        expect(checkpoint.sequence).toBeGreaterThan(0);
        const expected = [...since].filter((id) => state.has(id)).toSorted();
        expect((await idsSince(instance, checkpoint))?.toSorted()).toEqual(expected);
      }
      await instance.remove();
    }),
    { numRuns: 60 },
  );
  databaseFile.close();
});
