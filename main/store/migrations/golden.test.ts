import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rxdbSchemas } from '@onthaal/contract/generated/rxdb-schemas.ts';
import type { OpeningProgress } from '@onthaal/contract/store/control.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { DOCUMENTS_VERSION, SEARCH_VERSION, STORE_VERSION } from '../database/own-tables.ts';
import { type DatabaseFile, openDatabaseFile } from '../storage/index.ts';
import { LocalStore, testKey } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';
import { goldenNames, goldenQuestions, readGolden, rowsDigest, unpackGolden } from './golden/golden-file.ts';
import { migrate, planMigration } from './migrate.ts';
import { ownTableSteps } from './own-tables-up.ts';

const HOW = 'Make a golden file of this version: npm run golden';

let store: LocalStore | undefined;
afterEach(async () => {
  await store?.store.close();
  store = undefined;
});

function unpacked(name: string): string {
  const folder = testFolder();
  unpackGolden(name, join(folder, 'user.db'), testKey);
  return folder;
}

/** Columns and indexes of every own table; the text of a table that was altered differs, what it is does not. */
function shapeOf({ database }: DatabaseFile): unknown {
  const names = database
    .prepare<string>(
      "SELECT name FROM sqlite_schema WHERE type IN ('table', 'index') AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all()
    .filter((name) => !/^(collection|meta|storage)_/.test(name));
  return names.map((name) => [name, database.pragma(`table_xinfo(${name})`), database.pragma(`index_xinfo(${name})`)]);
}

function makeNew(): DatabaseFile {
  const file = openDatabaseFile({ file: join(testFolder(), 'new.db'), key: testKey });
  return file;
}

describe('golden files', () => {
  it('there is one of every version of the own tables, and one of all that this program writes', () => {
    const all = goldenNames().map(readGolden);
    const versions = new Set(all.map(({ storeVersion }) => storeVersion));
    for (let version = 1; version <= STORE_VERSION; version += 1) expect(versions, HOW).toContain(version);
    const layoutVersion = Number(makeNew().database.pragma('user_version', { simple: true }));
    const schemasHash = createHash('sha256').update(JSON.stringify(rxdbSchemas)).digest('hex').slice(0, 16);
    const present = { storeVersion: STORE_VERSION, searchVersion: SEARCH_VERSION, layoutVersion, schemasHash };
    expect(all, HOW).toContainEqual(expect.objectContaining(present));
  });

  it('documents got another version number when a schema changed', () => {
    const hashes = new Map<number, string>();
    for (const { documentsVersion, schemasHash } of goldenNames().map(readGolden)) {
      const known = hashes.get(documentsVersion);
      expect(known ?? schemasHash, 'Raise DOCUMENTS_VERSION in own-tables.ts').toBe(schemasHash);
      hashes.set(documentsVersion, schemasHash);
    }
    expect(Math.max(...hashes.keys())).toBe(DOCUMENTS_VERSION);
  });

  it('the steps of the own tables lead one by one to the present version', () => {
    expect(ownTableSteps.map(({ to }) => to)).toEqual(
      Array.from({ length: STORE_VERSION - 1 }, (_, index) => index + 2),
    );
    const files = readdirSync(import.meta.dirname).filter((name) => /^\d{4}-/.test(name));
    expect(files.map((name) => Number(name.slice(0, 4)))).toEqual(ownTableSteps.map(({ to }) => to));
  });
});

describe.each(goldenNames())('%s', (name) => {
  const golden = readGolden(name);

  it('is brought up to date with every document, outbox row and conflict as it was', async () => {
    const file = openDatabaseFile({ file: join(unpacked(name), 'user.db'), key: testKey });
    const plan = planMigration(file);
    expect(plan.kind).not.toBe('fillAnew');
    const told: OpeningProgress[] = [];
    await migrate(file, (progress) => told.push(progress));
    expect(planMigration(file)).toEqual({ kind: 'none' });
    expect(rowsDigest(file.database)).toEqual(golden.rows);
    if (plan.kind === 'here') {
      expect(told.at(-1)).toMatchObject({ stage: 'migration', done: told.at(-1)?.total });
      expect(told.map(({ done }) => done)).toEqual(told.map(({ done }) => done).toSorted((one, other) => one - other));
    }
    file.close();
  });

  it('gets the tables that a new file has', async () => {
    const folder = unpacked(name);
    store = await LocalStore.open(folder);
    const migrated = shapeOf(store.store.file);
    await store.store.close();
    store = await LocalStore.open(testFolder());
    expect(migrated).toEqual(shapeOf(store.store.file));
  });

  it('opens: every list, search hit, unsent item, refused item and conflict is there', async () => {
    const folder = unpacked(name);
    const opened = await LocalStore.open(folder);
    store = opened;
    expect(opened.store.recovered).toBe(false);
    const answers = await goldenQuestions((read, args) => opened.read(read, args as never));
    expect(answers.workList.length).toBeGreaterThan(5);
    expect(answers).toEqual(golden.answers);
    const open = opened.store.file.database.prepare<string>('SELECT task_id FROM open_task ORDER BY 1').pluck().all();
    const tasks = opened.store.file.database
      .prepare<string>(
        "SELECT id FROM collection_tasks_v0 WHERE deleted = 0 AND field_state NOT IN ('done', 'cancelled') ORDER BY 1",
      )
      .pluck()
      .all();
    expect(open).toEqual(tasks);
    expect(open.length).toBeGreaterThan(0);
  });
});

/** Hash of every file in the folder. */
function bytesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    names.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length), createHash('sha256').update(readFileSync(path)).digest('hex')];
    }),
  );
}

describe('a file of a newer program', () => {
  const setVersion = (name: string) => `UPDATE setting SET value = value + 1 WHERE name = '${name}'`;
  it.each([
    ['own tables', 'UPDATE store_version SET version = version + 1'],
    ['layout', 'PRAGMA user_version = 1000'],
    ['search', setVersion('searchVersion')],
    ['lists', setVersion('projectionsVersion')],
    ['documents', setVersion('documentsVersion')],
  ])('(%s) is refused, and not a byte of it is written', async (_what, sql) => {
    const folder = testFolder();
    store = await LocalStore.open(folder);
    await store.run('createPerson', { kind: 'citizen', givenName: 'Uit', familyName: 'Detoekomst', language: 'nl' });
    await store.store.close();
    store = undefined;
    const file = openDatabaseFile({ file: join(folder, 'user.db'), key: testKey });
    file.database.exec(sql);
    file.database.pragma('journal_mode = DELETE');
    file.database.pragma('journal_mode = WAL');
    file.close();
    const before = bytesOf(folder);
    const refused = await LocalStore.tryOpen(folder);
    expect(refused).toMatchObject({ ok: false, error: { code: 'STORE_NEWER_VERSION' } });
    const after = bytesOf(folder);
    // A look through a read-only connection leaves at most an empty log.
    for (const path of Object.keys(before)) expect(after[path], path).toBe(before[path]);
    expect(after['/user.db']).toBe(before['/user.db']);
    expect(Object.keys(after).filter((path) => !(path in before) && !/-(wal|shm)$/.test(path))).toEqual([]);
  });
});
