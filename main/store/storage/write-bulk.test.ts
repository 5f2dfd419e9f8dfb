import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RxStorageOnSqlite } from './storage.ts';
import { StorageError } from './storage-error.ts';
import { createInstance, DOSSIER_SCHEMA, dossier, openTestStorage, TOKEN } from './testing/test-database.ts';
import { insert } from './testing/test-storages.ts';
import type { ChangeBulk, DocumentFields, StoredDocument, WriteHook, WriteRow } from './types.ts';
import { nextDocumentData, writeDocuments } from './write-documents.ts';

const idOf = (document: StoredDocument) => (document as DocumentFields).id as string;

/** Takes about `milliseconds` per row, as a search index does. */
function slowHook(milliseconds: number): WriteHook {
  return ({ writes }) => {
    const until = performance.now() + milliseconds * writes.length;
    while (performance.now() < until);
  };
}

async function slowStorage(milliseconds: number, hooks: readonly WriteHook[] = []) {
  const opened = openTestStorage([slowHook(milliseconds), ...hooks]);
  const instance = await createInstance(opened.storage);
  const bulks: ChangeBulk[] = [];
  instance.changeStream().subscribe((bulk) => bulks.push(bulk as unknown as ChangeBulk));
  return { ...opened, instance, bulks };
}

const documentsOf = (count: number, prefix = 'd') => Array.from({ length: count }, (_, i) => dossier(`${prefix}${i}`));

it('writes a large bulk in several transactions with turns between them, and tells about it once', async () => {
  const sizes: number[] = [];
  const { instance, bulks, databaseFile } = await slowStorage(0.5, [({ writes }) => sizes.push(writes.length)]);
  let turns = 0;
  let isRunning = true;
  const watch = (): void => {
    turns += 1;
    if (isRunning) setImmediate(watch);
  };
  setImmediate(watch);
  const documents = documentsOf(800);
  await insert(instance, ...documents);
  isRunning = false;
  expect(sizes.length).toBeGreaterThan(5);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(800);
  expect(turns).toBeGreaterThan(5);
  expect(bulks).toHaveLength(1);
  expect(bulks[0]?.events.map(({ documentId }) => documentId)).toEqual(documents.map(idOf));
  expect(bulks[0]?.checkpoint).toMatchObject({ id: 'd799', sequence: 800 });
  databaseFile.close();
});

it("lets a clerk's write in between two parts, and tells what was committed first first", async () => {
  const { storage, instance, bulks, databaseFile } = await slowStorage(1);
  const bulk = insert(instance, ...documentsOf(300));
  await new Promise((resolve) => setTimeout(resolve, 20));
  const rows = [{ document: dossier('clerk') }];
  expect((await writeDocuments(storage, [{ collectionName: 'dossiers', rows }], 'command')).written).toBe(true);
  const told = bulks.flatMap(({ events }) => events.map(({ documentId }) => documentId));
  expect(told.length).toBeLessThan(300);
  expect(told.at(-1)).toBe('clerk');
  await bulk;
  const { documents } = (await instance.getChangedDocumentsSince?.(1000)) ?? { documents: [] };
  const written = documents.map((document) => idOf(document as StoredDocument));
  expect(bulks.flatMap(({ events }) => events.map(({ documentId }) => documentId))).toEqual(written);
  expect(bulks.map(({ context }) => context)).toEqual(['test', 'command', 'test']);
  databaseFile.close();
});

it('keeps the order of bulks, and compares rows over the parts of one bulk', async () => {
  const { instance, bulks, databaseFile } = await slowStorage(0.3);
  const first = documentsOf(200);
  const twice = dossier('d0', { count: 2 });
  const [one, other] = await Promise.all([
    instance.bulkWrite([...first, twice].map((document) => ({ document })) as WriteRow[], 'one'),
    instance.bulkWrite([{ document: dossier('d199') }, { document: dossier('new') }] as WriteRow[], 'other'),
  ]);
  expect(one.error).toMatchObject([{ status: 409, documentId: 'd0', documentInDb: first[0] }]);
  expect(other.error).toMatchObject([{ status: 409, documentId: 'd199', documentInDb: first[199] }]);
  expect(bulks.map(({ context, events }) => [context, events.length])).toEqual([
    ['one', 200],
    ['other', 1],
  ]);
  databaseFile.close();
});

it('keeps and tells the parts before an error, and takes the next bulk', async () => {
  let fails = true;
  const failing: WriteHook = ({ writes }) => {
    if (fails && writes.some(({ document }) => idOf(document) === 'd150')) throw new RangeError('hook');
  };
  const { instance, bulks, databaseFile } = await slowStorage(0.5, [failing]);
  const documents = documentsOf(300);
  await expect(insert(instance, ...documents)).rejects.toThrow(RangeError);
  const told = bulks.flatMap(({ events }) => events.map(({ documentId }) => documentId));
  const there = await instance.findDocumentsById(documents.map(idOf), false);
  expect(told).toEqual(there.map(({ id }) => id));
  expect(told).not.toContain('d150');
  fails = false;
  const { error } = await instance.bulkWrite(documents.map((document) => ({ document })) as WriteRow[], 'again');
  expect(error.map(({ documentId }) => documentId)).toEqual(told);
  expect(await instance.findDocumentsById(documents.map(idOf), false)).toHaveLength(300);
  databaseFile.close();
});

it('finishes what was asked before close, and refuses what comes after', async () => {
  const { instance, databaseFile } = await slowStorage(0.5);
  const bulk = insert(instance, ...documentsOf(200));
  const closed = instance.close();
  await expect(instance.bulkWrite([{ document: dossier('late') }] as never, 'late')).rejects.toMatchObject({
    code: 'CLOSED',
  });
  await bulk;
  await closed;
  expect(databaseFile.rows('SELECT count(*) AS count FROM collection_dossiers_v0')).toEqual([{ count: 200 }]);
  databaseFile.close();
});

it('rejects the bulks that run when their table is removed or their file closed', async () => {
  const { instance, storage, databaseFile } = await slowStorage(0.5);
  const bulk = insert(instance, ...documentsOf(200));
  const other = await createInstance(storage);
  const removed = other.remove();
  await bulk;
  await removed;
  await expect(insert(instance, dossier('late'))).rejects.toMatchObject({ code: 'REMOVED' });
  const fresh = await createInstance(storage);
  const cut = insert(fresh, ...documentsOf(800));
  await new Promise((resolve) => setTimeout(resolve, 15));
  databaseFile.close();
  await expect(cut).rejects.toMatchObject({ name: 'StorageUseError', code: 'CLOSED' });
  await expect(fresh.findDocumentsById(['d0'], false)).rejects.not.toBeInstanceOf(StorageError);
});

/** Large bulks, which take several transactions, and small writes of the same documents in between. */
const writer = fc.record({
  how: fc.constantFrom('bulk', 'documents'),
  pause: fc.nat(60),
  first: fc.nat(150),
  count: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 60, max: 150 })),
  collection: fc.constantFrom('left', 'left', 'right'),
});

function openInstance(storage: RxStorageOnSqlite, name: string) {
  const instance = storage.openInstanceOf(name);
  if (instance === undefined) throw new Error('not open');
  return instance;
}

type Writer = typeof writer extends fc.Arbitrary<infer Value> ? Value : never;

it('tells the revisions of each document in their order, whoever writes between whom', async () => {
  const { storage, databaseFile } = openTestStorage([slowHook(0.4)]);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(writer, { minLength: 4, maxLength: 14 }), async (writers) => {
      run += 1;
      const names = { left: `left${run}`, right: `right${run}` } as const;
      const told = new Map<string, string[]>();
      const sequences: number[] = [];
      for (const name of Object.values(names)) {
        await createInstance(storage, DOSSIER_SCHEMA, name);
        const instance = openInstance(storage, name);
        // As after a first bulk: 80 rows in a transaction.
        instance.internals.millisecondsPerRow = 0.5;
        let last = 0;
        instance.changeStream().subscribe((bulk) => {
          const { events, checkpoint } = bulk as unknown as ChangeBulk;
          for (const { documentId, documentData } of events) {
            const key = `${name}/${documentId}`;
            told.set(key, [...(told.get(key) ?? []), documentData._rev]);
          }
          sequences.push((checkpoint.sequence ?? 0) - last);
          last = checkpoint.sequence ?? 0;
        });
      }
      const write = async ({ how, pause, first, count, collection }: Writer) => {
        const ids = Array.from({ length: count }, (_, index) => (first + index) % 150);
        await new Promise((resolve) => setTimeout(resolve, pause));
        const collectionName = names[collection];
        const instance = openInstance(storage, collectionName);
        const known = await instance.findDocumentsById(
          ids.map((id) => `d${id}`),
          true,
        );
        const byId = new Map(known.map((document) => [idOf(document), document]));
        const rows = ids.map((id): WriteRow => {
          const previous = byId.get(`d${id}`);
          const document = nextDocumentData(previous, { ...(dossier(`d${id}`) as object) }, TOKEN);
          return previous === undefined ? { document } : { previous, document };
        });
        // Conflicts are as good as writes here: whoever comes second is refused.
        if (how === 'bulk') await instance.bulkWrite(rows, 'bulk');
        else await writeDocuments(storage, [{ collectionName, rows }], 'documents');
      };
      await Promise.all(writers.map(write));
      for (const name of Object.values(names)) {
        const { documents } = await openInstance(storage, name).getChangedDocumentsSince(1000);
        for (const document of documents) {
          const revisions = told.get(`${name}/${idOf(document)}`) ?? [];
          expect(revisions).toEqual(revisions.map((_, index) => `${index + 1}-${TOKEN}`));
          expect(revisions.at(-1)).toBe(document._rev);
        }
      }
      // The checkpoints only go forward.
      expect(Math.min(1, ...sequences)).toBeGreaterThan(0);
    }),
    { numRuns: 30, interruptAfterTimeLimit: 40_000 },
  );
  databaseFile.close();
}, 120_000);
