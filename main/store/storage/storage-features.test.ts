import { join } from 'node:path';
import {
  addRxPlugin,
  createRxDatabase,
  type RxCollection,
  type RxDatabase,
  type RxStorage,
  removeRxDatabase,
} from 'rxdb';
import { RxDBAttachmentsPlugin } from 'rxdb/plugins/attachments';
import { RxDBCleanupPlugin } from 'rxdb/plugins/cleanup';
import { wrappedKeyCompressionStorage } from 'rxdb/plugins/key-compression';
import { RxDBLocalDocumentsPlugin } from 'rxdb/plugins/local-documents';
import { RxDBMigrationSchemaPlugin } from 'rxdb/plugins/migration-schema';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { RxDBStatePlugin } from 'rxdb/plugins/state';
import { filter, firstValueFrom } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabaseFile } from './database-file.ts';
import { getRxStorageBetterSqlite } from './storage.ts';
import { TEST_KEY, temporaryDirectory } from './testing/test-database.ts';

for (const plugin of [
  RxDBAttachmentsPlugin,
  RxDBCleanupPlugin,
  RxDBLocalDocumentsPlugin,
  RxDBMigrationSchemaPlugin,
  RxDBStatePlugin,
]) {
  addRxPlugin(plugin);
}

type Visit = { id: string; visitorName: string; deskNumber: number };
type Collections = Record<string, RxCollection<Visit>>;

const SCHEMA = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 40 },
    visitorName: { type: 'string', maxLength: 60 },
    deskNumber: { type: 'number', minimum: 0, maximum: 1000, multipleOf: 1 },
  },
  required: ['id', 'visitorName', 'deskNumber'],
  indexes: ['visitorName', ['deskNumber', 'visitorName']],
} as const;

const visit = (id: string, deskNumber = 1): Visit => ({ id, visitorName: `name ${id}`, deskNumber });

async function openDatabase({
  storage,
}: {
  readonly storage: RxStorage<never, never>;
}): Promise<RxDatabase<Collections>> {
  const database = await createRxDatabase<Collections>({
    name: 'features',
    storage,
    multiInstance: false,
    localDocuments: true,
  });
  onTestFinished(() => database.close().then(() => undefined));
  return database;
}

const places = [
  ['file', () => ({ file: join(temporaryDirectory(), 'one.db') })],
  ['directory with a key', () => ({ directory: temporaryDirectory(), key: TEST_KEY })],
] as const;

describe.each(places)('%s', (_name, place) => {
  it('keeps documents with compressed keys, over a restart', async () => {
    const options = place();
    const open = () =>
      openDatabase({ storage: wrappedKeyCompressionStorage({ storage: getRxStorageBetterSqlite(options) }) as never });
    const first = await open();
    await first.addCollections({ visits: { schema: { ...SCHEMA, keyCompression: true } } });
    await first.visits?.bulkInsert([visit('a', 3), visit('b', 1), visit('c', 2)]);
    await first.close();
    const second = await open();
    const { visits } = await second.addCollections({ visits: { schema: { ...SCHEMA, keyCompression: true } } });
    const found = await visits?.find({ selector: { deskNumber: { $gt: 1 } }, sort: [{ deskNumber: 'asc' }] }).exec();
    expect(found?.map((document) => document.toJSON())).toEqual([visit('c', 2), visit('a', 3)]);
  });

  it('opens thirteen collections, and local documents besides', async () => {
    const database = await openDatabase({ storage: getRxStorageBetterSqlite(place()) as never });
    const names = Array.from({ length: 13 }, (_, index) => `visits${index}`);
    await database.addCollections(
      Object.fromEntries(names.map((name) => [name, { schema: SCHEMA, localDocuments: true }])),
    );
    await Promise.all(names.map((name) => database[name]?.bulkInsert([visit(name), visit('same')])));
    await database.insertLocal('setting', { value: 7 });
    await database.visits3?.insertLocal('setting', { value: 3 });
    expect(await Promise.all(names.map((name) => database[name]?.count().exec()))).toEqual(names.map(() => 2));
    expect((await database.getLocal('setting'))?.get('value')).toBe(7);
    expect((await database.visits3?.getLocal('setting'))?.get('value')).toBe(3);
  });

  it('migrates to a new schema version, replication state and attachments included', async () => {
    const options = place();
    const master: { id: string }[] = [];
    const replicate = async (collection: RxCollection<Visit>) => {
      const replication = replicateRxCollection<Visit, { at: number }>({
        collection,
        replicationIdentifier: 'server',
        live: false,
        waitForLeadership: false,
        push: {
          handler: async (rows) => {
            master.push(...rows.map((row) => row.newDocumentState));
            return [];
          },
        },
      });
      await replication.awaitInSync();
      await replication.cancel();
    };
    const first = await openDatabase({ storage: getRxStorageBetterSqlite(options) as never });
    const old = await first.addCollections({ visits: { schema: { ...SCHEMA, attachments: {} } } });
    await old.visits.bulkInsert(Array.from({ length: 60 }, (_, index) => visit(`v${index}`, index)));
    const withScan = await old.visits.findOne('v7').exec(true);
    await withScan.putAttachment({ id: 'scan', data: new Blob(['ink']), type: 'text/plain' });
    await replicate(old.visits);
    expect(master).toHaveLength(60);
    await first.close();
    const second = await openDatabase({ storage: getRxStorageBetterSqlite(options) as never });
    const schema = { ...SCHEMA, version: 1, attachments: {} };
    const migrationStrategies = { 1: (before: Visit) => ({ ...before, deskNumber: before.deskNumber + 100 }) };
    const { visits } = await second.addCollections({ visits: { schema, migrationStrategies } });
    const found = await visits.find({ selector: { deskNumber: { $gte: 150 } }, sort: [{ id: 'asc' }] }).exec();
    expect(found).toHaveLength(10);
    const migrated = await visits.findOne('v7').exec(true);
    expect(await migrated.getAttachment('scan')?.getStringData()).toBe('ink');
    await migrated.patch({ deskNumber: 999 });
    master.length = 0;
    await replicate(visits);
    expect(master).toMatchObject([{ id: 'v7', deskNumber: 999 }]);
  });

  it('keeps documents with more than fifty compressed keys, all indexed', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `fieldNumber${index}`);
    const text = { type: 'string', maxLength: 20 };
    const schema = {
      version: 0,
      primaryKey: 'identifier',
      type: 'object',
      keyCompression: true,
      properties: { identifier: text, ...Object.fromEntries(names.map((name) => [name, text])) },
      required: ['identifier'],
      indexes: names,
    };
    const database = await openDatabase({
      storage: wrappedKeyCompressionStorage({ storage: getRxStorageBetterSqlite(place()) }) as never,
    });
    const { forms } = await database.addCollections({ forms: { schema: schema as never } });
    const valueAt = (form: number, field: number) => `v${(form * 7 + field) % 5}`;
    const form = (number: number) => ({
      identifier: `f${number}`,
      ...Object.fromEntries(names.map((name, field) => [name, valueAt(number, field)])),
    });
    await forms.bulkInsert([1, 2, 3].map(form) as never);
    for (const [field, name] of names.entries()) {
      const selector = { [name]: valueAt(2, field) };
      const found = await forms.find({ selector } as never).exec();
      expect(found.map(({ primary }) => primary)).toEqual(['f2']);
    }
  });

  it('answers a write before what others wrote after it is told', async () => {
    const options = place();
    const open = async (name: string) => {
      // RxDB refuses a second RxDatabase of one name, but not on a storage that calls itself something else.
      const storage = { ...getRxStorageBetterSqlite(options), name } as never;
      const database = await createRxDatabase({ name: 'features', storage, multiInstance: false });
      onTestFinished(() => database.close().then(() => undefined));
      return database.addState<{ visitors: number }>();
    };
    const states = [await open('one'), await open('other')];
    await states[0]?.set('visitors', () => 0);
    // A state takes its own write for the latest when it is answered: what it was told before would never be counted.
    const counted = states.map((state) =>
      firstValueFrom(state.get$('visitors').pipe(filter((count) => count === 400))),
    );
    for (let visitor = 0; visitor < 200; visitor += 1) {
      for (const state of states) void state.set('visitors', (count: number) => count + 1);
      if (visitor % 3 === 0) await new Promise((resolve) => setTimeout(resolve, visitor % 4));
    }
    expect(await Promise.all(counted)).toEqual([400, 400]);
  });

  it('removes a collection and an RxDatabase, and makes them again', async () => {
    const options = place();
    const database = await openDatabase({ storage: getRxStorageBetterSqlite(options) as never });
    const { visits } = await database.addCollections({ visits: { schema: SCHEMA } });
    await visits.bulkInsert([visit('a'), visit('b')]);
    await visits.remove();
    const again = await database.addCollections({ visits: { schema: { ...SCHEMA, indexes: ['deskNumber'] } } });
    expect(await again.visits.find().exec()).toEqual([]);
    await again.visits.insert(visit('a'));
    await database.remove();
    const fresh = await openDatabase({ storage: getRxStorageBetterSqlite(options) as never });
    const { visits: empty } = await fresh.addCollections({ visits: { schema: SCHEMA } });
    expect(await empty.count().exec()).toBe(0);
    await empty.insert(visit('c'));
    await fresh.close();
    await removeRxDatabase('features', getRxStorageBetterSqlite(options) as never, false);
    const file = 'file' in options ? options.file : join(options.directory, 'features.sqlite');
    const databaseFile = openDatabaseFile({ file, ...('key' in options ? { key: options.key } : {}) });
    expect(databaseFile.rows('SELECT table_name FROM storage_tables')).toEqual([]);
    databaseFile.close();
  });
});

it('holds several RxDatabases in one file under RxDB itself', async () => {
  const storage = getRxStorageBetterSqlite({ file: join(temporaryDirectory(), 'one.db'), key: TEST_KEY }) as never;
  const databases = await Promise.all(
    ['one', 'two', 'three'].map(async (name) => {
      const database = await createRxDatabase<Collections>({ name, storage, multiInstance: false });
      await database.addCollections({ visits: { schema: SCHEMA } });
      await database.visits?.insert(visit('same', name.length));
      return database;
    }),
  );
  const found = await Promise.all(databases.map((database) => database.visits?.findOne('same').exec()));
  expect(found.map((document) => document?.deskNumber)).toEqual([3, 3, 5]);
  await databases[0]?.remove();
  expect(await databases[1]?.visits?.count().exec()).toBe(1);
  for (const database of databases.slice(1)) await database.close();
});
