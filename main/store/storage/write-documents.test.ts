import { describe, expect, it } from 'vitest';
import { getRxStorageBetterSqlite } from './storage.ts';
import { createInstance, DOSSIER_SCHEMA, dossier, openTestStorage, TOKEN } from './testing/test-database.ts';
import type { ChangeBulk, WriteChange, WriteHook } from './types.ts';
import { nextDocumentData, writeDocuments } from './write-documents.ts';

async function twoCollections(writeHooks: readonly WriteHook[] = []) {
  const opened = openTestStorage(writeHooks);
  opened.databaseFile.database.exec('CREATE TABLE outbox (id TEXT PRIMARY KEY)');
  const dossiers = await createInstance(opened.storage);
  const outbox = await createInstance(opened.storage, DOSSIER_SCHEMA, 'outbox');
  const bulks: [string, ChangeBulk][] = [];
  dossiers.changeStream().subscribe((bulk) => bulks.push(['dossiers', bulk as unknown as ChangeBulk]));
  outbox.changeStream().subscribe((bulk) => bulks.push(['outbox', bulk as unknown as ChangeBulk]));
  return { ...opened, dossiers, outbox, bulks };
}

describe('writeDocuments', () => {
  it('writes several collections in one transaction and then tells each', async () => {
    const { storage, dossiers, outbox, bulks, databaseFile } = await twoCollections();
    const result = await writeDocuments(
      storage,
      [
        { collectionName: 'dossiers', rows: [{ document: dossier('a') }, { document: dossier('b') }] },
        { collectionName: 'outbox', rows: [{ document: dossier('x') }] },
        { collectionName: 'outbox', rows: [] },
      ],
      'command',
    );
    expect(result).toEqual({ written: true, conflicts: [] });
    expect(await dossiers.findDocumentsById(['a', 'b'], false)).toHaveLength(2);
    expect(await outbox.findDocumentsById(['x'], false)).toHaveLength(1);
    expect(bulks.map(([name, bulk]) => [name, bulk.events.length, bulk.context])).toEqual([
      ['dossiers', 2, 'command'],
      ['outbox', 1, 'command'],
    ]);
    databaseFile.close();
  });

  it('writes nothing at all when one row conflicts, and says which', async () => {
    const { storage, dossiers, outbox, bulks, databaseFile } = await twoCollections();
    const stored = dossier('x');
    await outbox.bulkWrite([{ document: stored }], 'test');
    bulks.length = 0;
    const stale = dossier('x', { status: 'other' });
    const result = await writeDocuments(
      storage,
      [
        { collectionName: 'dossiers', rows: [{ document: dossier('a') }] },
        { collectionName: 'outbox', rows: [{ document: dossier('y') }, { document: stale }] },
      ],
      'command',
    );
    expect(result.written).toBe(false);
    expect(result.conflicts).toMatchObject([
      { collectionName: 'outbox', error: { status: 409, documentId: 'x', documentInDb: stored } },
    ]);
    expect(await dossiers.findDocumentsById(['a'], true)).toEqual([]);
    expect(await outbox.findDocumentsById(['x', 'y'], true)).toEqual([stored]);
    expect(bulks).toEqual([]);
    databaseFile.close();
  });

  it('refuses a collection that is not open', async () => {
    const { storage, outbox, databaseFile } = await twoCollections();
    await outbox.close();
    await expect(writeDocuments(storage, [{ collectionName: 'outbox', rows: [] }], 'command')).rejects.toThrow(
      'outbox',
    );
    databaseFile.close();
  });
});

describe('write hooks', () => {
  it('run inside the transaction with the accepted rows, for real collections only', async () => {
    const changes: WriteChange[] = [];
    const { storage, dossiers, databaseFile } = await twoCollections([
      (change) => {
        changes.push(change);
        for (const { document } of change.writes) {
          change.database.prepare('INSERT OR REPLACE INTO outbox VALUES (?)').run(String(document.id));
        }
        expect(change.database.inTransaction).toBe(true);
      },
    ]);
    const first = dossier('a');
    await dossiers.bulkWrite([{ document: first }], 'one');
    const second = dossier('a', { status: 'closed' }, first);
    await dossiers.bulkWrite([{ previous: first, document: second }, { document: dossier('a') }], 'two');
    const meta = await createInstance(storage, DOSSIER_SCHEMA, 'rx-replication-meta-x');
    await meta.bulkWrite([{ document: dossier('m') }], 'meta');
    expect(changes.map(({ collectionName, context, writes }) => ({ collectionName, context, writes }))).toEqual([
      { collectionName: 'dossiers', context: 'one', writes: [{ document: first }] },
      { collectionName: 'dossiers', context: 'two', writes: [{ previous: first, document: second }] },
    ]);
    expect(databaseFile.rows('SELECT * FROM outbox')).toEqual([{ id: 'a' }]);
    databaseFile.close();
  });

  it('roll everything back when they throw, with their own error', async () => {
    let broken = true;
    const { storage, dossiers, bulks, databaseFile } = await twoCollections([
      ({ collectionName, database }) => {
        database.prepare('INSERT INTO outbox VALUES (?)').run(collectionName);
        if (broken && collectionName === 'outbox') throw new RangeError('hook');
      },
    ]);
    const batches = () => [
      { collectionName: 'dossiers', rows: [{ document: dossier('a') }] },
      { collectionName: 'outbox', rows: [{ document: dossier('x') }] },
    ];
    await expect(writeDocuments(storage, batches(), 'command')).rejects.toThrow(RangeError);
    expect(await dossiers.findDocumentsById(['a'], true)).toEqual([]);
    expect(databaseFile.rows('SELECT * FROM outbox')).toEqual([]);
    expect(bulks).toEqual([]);
    broken = false;
    expect((await writeDocuments(storage, batches(), 'command')).written).toBe(true);
    databaseFile.close();
  });
});

it('warns about slow work, without a word from a document', async () => {
  const lines: unknown[] = [];
  const { databaseFile } = openTestStorage();
  const slowly: WriteHook = () => {
    const until = performance.now() + 110;
    while (performance.now() < until);
  };
  const logger = { warn: (fields: object, message: string) => lines.push({ ...fields, message }) };
  const instance = await createInstance(getRxStorageBetterSqlite({ databaseFile, writeHooks: [slowly], logger }));
  await instance.bulkWrite([{ document: dossier('a') }], 'test');
  expect(lines).toEqual([
    {
      operation: 'bulkWrite',
      table: 'collection_dossiers_v0',
      milliseconds: expect.any(Number),
      message: 'slow storage operation',
    },
  ]);
  databaseFile.close();
});

describe('nextDocumentData', () => {
  it('counts revisions, moves the time on and keeps other meta data and attachments', () => {
    const first = nextDocumentData(undefined, { id: 'a' }, TOKEN);
    expect(first).toEqual({
      id: 'a',
      _deleted: false,
      _attachments: {},
      _rev: `1-${TOKEN}`,
      _meta: { lwt: expect.any(Number) },
    });
    const attachments = { letter: { digest: 'd', type: 't', length: 1 } };
    const previous = { ...first, _attachments: attachments, _meta: { ...first._meta, origin: 'x' } };
    const second = nextDocumentData(previous, { id: 'a', _deleted: true, _attachments: {} }, TOKEN);
    expect(second).toMatchObject({ _rev: `2-${TOKEN}`, _deleted: true, _attachments: {}, _meta: { origin: 'x' } });
    expect(second._meta.lwt).toBeGreaterThan(first._meta.lwt);
    expect(nextDocumentData(previous, { id: 'a' }, TOKEN)._attachments).toEqual(attachments);
  });
});
