import { join } from 'node:path';
import { addRxPlugin, createRxDatabase, type RxCollection } from 'rxdb';
import { RxDBCleanupPlugin } from 'rxdb/plugins/cleanup';
import { expect, it } from 'vitest';
import { getRxStorageBetterSqlite } from './storage.ts';
import { TEST_KEY, temporaryDirectory } from './testing/test-database.ts';

addRxPlugin(RxDBCleanupPlugin);

type Visit = { id: string; desk: number };

const SCHEMA = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 40 },
    desk: { type: 'number', minimum: 0, maximum: 1000, multipleOf: 1 },
  },
  required: ['id', 'desk'],
  indexes: ['desk'],
} as const;

type Place = { readonly file: string } | { readonly directory: string; readonly key: Uint8Array };

async function openDatabase(place: Place, multiInstance: boolean, storageName = 'better-sqlite3') {
  const database = await createRxDatabase<{ visits: RxCollection<Visit> }>({
    name: 'shared',
    // RxDB allows a name once per process and name of a storage.
    storage: { ...getRxStorageBetterSqlite(place), name: storageName } as never,
    multiInstance,
    eventReduce: true,
  });
  await database.addCollections({ visits: { schema: SCHEMA } });
  return database;
}

it.each([
  ['a file, multiInstance false', () => ({ file: join(temporaryDirectory(), 'one.db') }), false],
  ['a file, multiInstance true', () => ({ file: join(temporaryDirectory(), 'one.db') }), true],
  ['a directory with a key', () => ({ directory: temporaryDirectory(), key: TEST_KEY }), true],
] as const)(
  'shows two RxDatabases in one process the same documents at once: %s',
  async (_name, place, multiInstance) => {
    const options = place();
    const [one, other] = [
      await openDatabase(options, multiInstance),
      await openDatabase(options, multiInstance, 'again'),
    ];
    const lists: string[][] = [];
    const subscription = other.visits
      .find({ selector: { desk: { $gt: 0 } } })
      .$.subscribe((documents) => lists.push(documents.map(({ id }) => id)));
    await expect.poll(() => lists.at(-1)).toEqual([]);
    const document = await one.visits.insert({ id: 'a', desk: 1 });
    await expect.poll(() => lists.at(-1)).toEqual(['a']);
    await other.visits.findOne('a').incrementalPatch({ desk: 2 });
    await expect.poll(() => document.getLatest().desk).toBe(2);
    await document.getLatest().incrementalRemove();
    await expect.poll(() => lists.at(-1)).toEqual([]);
    await one.visits.insert({ id: 'a', desk: 5 });
    await expect.poll(() => lists.at(-1)).toEqual(['a']);
    subscription.unsubscribe();
    await one.close();
    expect(await other.visits.count().exec()).toBe(1);
    await other.close();
  },
);
