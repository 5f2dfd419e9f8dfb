import { addRxPlugin, createRxDatabase, type RxCollection, type RxDatabase } from 'rxdb';
import { RxDBAttachmentsPlugin } from 'rxdb/plugins/attachments';
import { RxDBMigrationSchemaPlugin } from 'rxdb/plugins/migration-schema';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabaseFile } from './database-file.ts';
import { EventLoopTurns } from './event-loop-turns.ts';
import { getRxStorageBetterSqlite } from './storage.ts';
import { openTestStorage, TEST_KEY } from './testing/test-database.ts';
import type { DocumentFields, StoredDocument } from './types.ts';
import { nextDocumentData, writeDocuments } from './write-documents.ts';

addRxPlugin(RxDBAttachmentsPlugin);
addRxPlugin(RxDBMigrationSchemaPlugin);

type Visit = { id: string; name: string; desk: number };
type VisitDatabase = RxDatabase<{ visits: RxCollection<Visit>; outbox: RxCollection<Visit> }>;

const SCHEMA = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 40 },
    name: { type: 'string', maxLength: 60 },
    desk: { type: 'number', minimum: 0, maximum: 100, multipleOf: 1 },
  },
  required: ['id', 'name', 'desk'],
  indexes: ['name', ['desk', 'name']],
  attachments: {},
} as const;

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const item of open.splice(0).reverse()) await item.close();
});

async function openDatabase(opened = openTestStorage(), name = 'visits') {
  open.push(opened.databaseFile);
  const database = (await createRxDatabase({
    name,
    storage: opened.storage as never,
    multiInstance: false,
  })) as unknown as VisitDatabase;
  open.push(database);
  await database.addCollections({ visits: { schema: SCHEMA }, outbox: { schema: SCHEMA } });
  return { ...opened, database };
}

const visit = (id: string, desk = 1): Visit => ({ id, name: `name ${id}`, desk });

describe('under RxDB', () => {
  it('inserts, patches, queries, removes and inserts again', async () => {
    const { database } = await openDatabase();
    await database.visits.bulkInsert([visit('a', 3), visit('b', 1), visit('c', 2)]);
    const document = await database.visits.findOne('a').exec(true);
    await document.incrementalPatch({ desk: 7 });
    const found = await database.visits.find({ selector: { desk: { $gt: 1 } }, sort: [{ desk: 'desc' }] }).exec();
    expect(found.map(({ id }) => id)).toEqual(['a', 'c']);
    expect(await database.visits.count({ selector: { desk: { $lt: 5 } } }).exec()).toBe(2);
    await document.getLatest().remove();
    expect(await database.visits.findOne('a').exec()).toBeNull();
    await database.visits.insert(visit('a', 9));
    expect((await database.visits.findOne('a').exec(true)).desk).toBe(9);
  });

  it('keeps everything over a restart', async () => {
    const first = await openDatabase();
    await first.database.visits.bulkInsert(Array.from({ length: 100 }, (_, index) => visit(`v${index}`)));
    await first.database.close();
    first.databaseFile.close();
    const databaseFile = openDatabaseFile({ file: first.file, key: TEST_KEY });
    const again = await openDatabase({
      file: first.file,
      databaseFile,
      storage: getRxStorageBetterSqlite({ databaseFile }),
    });
    expect(await again.database.visits.count().exec()).toBe(100);
  });

  it('notices writeDocuments in live queries and in documents', async () => {
    const { database, storage } = await openDatabase();
    await database.visits.insert(visit('a'));
    const lists: string[][] = [];
    const subscription = database.visits
      .find({ selector: { desk: { $gte: 1 } }, sort: [{ id: 'asc' }] })
      .$.subscribe((documents) => lists.push(documents.map(({ id, desk }) => `${id}${desk}`)));
    await expect.poll(() => lists).toEqual([['a1']]);
    const document = await database.visits.findOne('a').exec(true);
    const previous = document.toMutableJSON(true) as unknown as StoredDocument;
    const rows = [
      { previous, document: nextDocumentData(previous, { ...visit('a', 5) }, database.token) },
      { document: nextDocumentData(undefined, { ...visit('b') }, database.token) },
    ];
    const outbox = [{ document: nextDocumentData(undefined, { ...visit('o') }, database.token) }];
    const batches = [
      { collectionName: 'visits', rows },
      { collectionName: 'outbox', rows: outbox },
    ];
    expect(await writeDocuments(storage, batches, 'command')).toEqual({ written: true, conflicts: [] });
    await expect.poll(() => lists).toEqual([['a1'], ['a5', 'b1']]);
    expect(document.getLatest().desk).toBe(5);
    expect(await database.outbox.count().exec()).toBe(1);
    // A patch builds on the revision that writeDocuments made.
    await document.getLatest().patch({ desk: 6 });
    expect((await database.visits.findOne('a').exec(true)).revision).toBe(`3-${database.token}`);
    subscription.unsubscribe();
  });

  it('stores attachments as Blobs', async () => {
    const { database } = await openDatabase();
    const document = await database.visits.insert(visit('a'));
    await document.putAttachment({ id: 'scan', data: new Blob(['pdf é']), type: 'application/pdf' });
    const attachment = document.getLatest().getAttachment('scan');
    expect(await attachment?.getStringData()).toBe('pdf é');
    await attachment?.remove();
    expect(document.getLatest().getAttachment('scan')).toBeNull();
  });

  it('migrates to a new schema version and drops the old table', async () => {
    const first = await openDatabase();
    await first.database.visits.bulkInsert(Array.from({ length: 50 }, (_, index) => visit(`v${index}`, index)));
    await first.database.close();
    const database = (await createRxDatabase({
      name: 'visits',
      storage: first.storage as never,
      multiInstance: false,
    })) as unknown as VisitDatabase;
    open.push(database);
    const schema = { ...SCHEMA, version: 1 };
    const migrationStrategies = { 1: (old: Visit) => ({ ...old, desk: old.desk + 50 }) };
    await database.addCollections({ visits: { schema, migrationStrategies } });
    expect((await database.visits.findOne('v7').exec(true)).desk).toBe(57);
    const tables = first.databaseFile.rows("SELECT name FROM sqlite_schema WHERE name GLOB 'collection_visits_v?'");
    expect(tables).toEqual([{ name: 'collection_visits_v1' }]);
  });
});

/** A server that keeps documents by sequence, as small as the replication protocol allows. */
class Server {
  readonly rows: { sequence: number; document: Visit & { _deleted: boolean } }[] = [];
  #sequence = 0;

  push(changes: readonly { newDocumentState: Visit & { _deleted: boolean }; assumedMasterState?: unknown }[]) {
    const conflicts: (Visit & { _deleted: boolean })[] = [];
    for (const { newDocumentState, assumedMasterState } of changes) {
      const index = this.rows.findIndex(({ document }) => document.id === newDocumentState.id);
      const current = this.rows[index]?.document;
      if (current !== undefined && JSON.stringify(current) !== JSON.stringify(assumedMasterState)) {
        conflicts.push(current);
        continue;
      }
      if (index >= 0) this.rows.splice(index, 1);
      this.#sequence += 1;
      this.rows.push({ sequence: this.#sequence, document: newDocumentState });
    }
    return conflicts;
  }

  pull(since: number, batchSize: number) {
    const page = this.rows.filter(({ sequence }) => sequence > since).slice(0, batchSize);
    return {
      documents: page.map(({ document }) => document),
      checkpoint: { sequence: page.at(-1)?.sequence ?? since },
    };
  }
}

function replicate(collection: RxCollection<Visit>, server: Server) {
  return replicateRxCollection<Visit, { sequence: number }>({
    collection: collection as never,
    replicationIdentifier: 'server',
    live: false,
    waitForLeadership: false,
    push: {
      batchSize: 7,
      handler: async (rows) => server.push(structuredClone(rows) as never) as never,
    },
    pull: {
      batchSize: 7,
      handler: async (checkpoint, batchSize) =>
        structuredClone(server.pull(checkpoint?.sequence ?? 0, batchSize)) as never,
    },
  });
}

it('carries two desks to the same state by replication, deletes and conflicts included', async () => {
  const server = new Server();
  const one = (await openDatabase(openTestStorage(), 'one')).database.visits;
  const other = (await openDatabase(openTestStorage(), 'other')).database.visits;
  const sync = async (collection: RxCollection<Visit>) => {
    const replication = replicate(collection, server);
    const errors: unknown[] = [];
    replication.error$.subscribe((error) => errors.push(error));
    await replication.awaitInSync();
    await replication.cancel();
    expect(errors).toEqual([]);
  };
  await one.bulkInsert(Array.from({ length: 30 }, (_, index) => visit(`one${index}`)));
  await other.bulkInsert(Array.from({ length: 25 }, (_, index) => visit(`other${index}`)));
  for (const collection of [one, other, one]) await sync(collection);
  await (await one.findOne('other3').exec(true)).remove();
  await (await one.findOne('one4').exec(true)).patch({ desk: 11 });
  await (await other.findOne('one4').exec(true)).patch({ desk: 22 });
  for (const collection of [one, other, one]) await sync(collection);
  const state = async (collection: RxCollection<Visit>) =>
    (await collection.find({ sort: [{ id: 'asc' }] }).exec()).map((document) => document.toJSON() as DocumentFields);
  const [left, right] = [await state(one), await state(other)];
  expect(left).toHaveLength(54);
  expect(right).toEqual(left);
  expect((await other.findOne('one4').exec(true)).desk).toBe(11);
});

describe('event loop', () => {
  it('gets turns all the time while a loop of reads runs', async () => {
    const { database } = await openDatabase();
    await database.visits.bulkInsert([visit('a')]);
    let turns = 0;
    let running = true;
    const watch = (): void => {
      turns += 1;
      if (running) setImmediate(watch);
    };
    watch();
    const start = performance.now();
    const { storageInstance } = database.visits;
    while (performance.now() - start < 400) await storageInstance.findDocumentsById(['a'], true);
    running = false;
    // 50 slices of 8 ms; a busy machine may give fewer, no slicing gives one.
    expect(turns).toBeGreaterThan(12);
  });

  const busy = (milliseconds: number): void => {
    const until = performance.now() + milliseconds;
    while (performance.now() < until);
  };

  it('lets callers go on in the order in which they came, one per turn', async () => {
    const turns = new EventLoopTurns();
    expect(turns.next()).toBeUndefined();
    busy(25);
    const order: number[] = [];
    await Promise.all(
      [1, 2, 3, 4].map(async (number) => {
        const turn = turns.next();
        expect(turn).toBeInstanceOf(Promise);
        await turn;
        order.push(number);
      }),
    );
    expect(order).toEqual([1, 2, 3, 4]);
  });

  it('gets a turn sooner in a loop than after a few questions', async () => {
    const turns = new EventLoopTurns();
    for (let question = 0; question < 17; question += 1) turns.next();
    busy(9);
    expect(turns.next()).toBeInstanceOf(Promise);
  });

  it('counts anew when it had a turn by itself', async () => {
    const turns = new EventLoopTurns();
    expect(turns.next()).toBeUndefined();
    busy(25);
    await new Promise((resolve) => setImmediate(resolve));
    expect(turns.next()).toBeUndefined();
  });
});
