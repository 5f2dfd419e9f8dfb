import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { type DatabaseFile, openDatabaseFile } from './database-file.ts';
import { LAYOUT_VERSION } from './file-layout.ts';
import { type LayoutProgress, layoutUpgradeOf, upgradeLayout } from './layout-upgrade.ts';
import { getRxStorageBetterSqlite } from './storage.ts';
import {
  createInstance,
  DOSSIER_SCHEMA,
  dossier,
  prepared,
  TEST_KEY,
  temporaryDirectory,
} from './testing/test-database.ts';
import { makeLayout1File } from './testing/test-layout-1.ts';
import type { StorageCheckpoint, StoredDocument } from './types.ts';

const CHILD = fileURLToPath(new URL('./testing/upgrade-child.ts', import.meta.url));
const META = 'rx-replication-meta-dossiers';

/** Documents of which the times are not in the order of the ids. */
function oldDocuments(count: number): StoredDocument[] {
  return Array.from({ length: count }, (_, index) => ({
    ...dossier(`d${(index * 7919) % count}`, {
      status: index % 3 === 0 ? '\uffee😀' : 'open',
      note: 'x'.repeat(200 + (index % 1500)),
      _deleted: index % 10 === 0,
    }),
    _meta: { lwt: 1_700_000_000_000 + Math.floor(index / 2) + 0.01 },
  }));
}

function oldFile(documents: readonly StoredDocument[], meta: readonly StoredDocument[] = []): string {
  const file = join(temporaryDirectory(), 'old.db');
  makeLayout1File(file, 'testdatabase', [
    { collectionName: 'dossiers', schema: DOSSIER_SCHEMA, documents },
    { collectionName: META, schema: DOSSIER_SCHEMA, documents: meta },
  ]);
  return file;
}

function open(file: string): DatabaseFile {
  const opened = openDatabaseFile({ file, key: TEST_KEY });
  onTestFinished(() => opened.close());
  return opened;
}

const byTime = (one: StoredDocument, other: StoredDocument) =>
  one._meta.lwt - other._meta.lwt || (String(one.id) < String(other.id) ? -1 : 1);

async function expectWhole(databaseFile: DatabaseFile, documents: readonly StoredDocument[]) {
  const instance = await createInstance(getRxStorageBetterSqlite({ databaseFile }));
  const inOrder = documents.toSorted(byTime);
  expect((await instance.getChangedDocumentsSince?.(1e9))?.documents).toEqual(inOrder);
  const query = prepared({ selector: { status: { $eq: '\uffee😀' } }, sort: [{ id: 'asc' }] });
  expect((await instance.query(query)).documents).toHaveLength(documents.filter((_, index) => index % 3 === 0).length);
  expect(databaseFile.database.pragma('integrity_check', { simple: true })).toBe('ok');
  const tables = databaseFile.rows<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'");
  expect(tables.filter(({ name }) => name.endsWith('_next'))).toEqual([]);
  const indexes = databaseFile.rows<{ sql: string }>(
    "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'collection_dossiers_v0' AND sql IS NOT NULL",
  );
  expect(indexes.map(({ sql }) => sql.slice(sql.lastIndexOf('(')))).toEqual(
    expect.arrayContaining(['(sequence)', '(deleted, field_status, id)']),
  );
  expect(indexes.some(({ sql }) => sql.endsWith('(lwt, id)'))).toBe(false);
  return instance;
}

it('leaves an old file as it is until it is asked, then moves every row and says how far it is', async () => {
  const documents = oldDocuments(3000);
  const databaseFile = open(oldFile(documents, oldDocuments(500)));
  expect(layoutUpgradeOf(databaseFile)).toEqual({ isNeeded: true, fromVersion: 1, rows: 3500 });
  expect(databaseFile.database.pragma('user_version', { simple: true })).toBe(1);
  const told: LayoutProgress[] = [];
  await upgradeLayout(databaseFile, (progress) => told.push(progress));
  expect(told.length).toBeGreaterThan(5);
  expect(told.map(({ doneRows }) => doneRows)).toEqual(told.map(({ doneRows }) => doneRows).toSorted((a, b) => a - b));
  expect(told.at(-1)).toEqual({ doneRows: 3500, totalRows: 3500 });
  expect(layoutUpgradeOf(databaseFile)).toEqual({ isNeeded: false, fromVersion: LAYOUT_VERSION, rows: 0 });
  const instance = await expectWhole(databaseFile, documents);
  // Written now, so after everything that was there, whatever the clock says.
  await instance.bulkWrite([{ document: { ...dossier('new'), _meta: { lwt: 5 } } as never }], 'test');
  const { documents: changed } = (await instance.getChangedDocumentsSince?.(1e9)) ?? { documents: [] };
  expect(changed.at(-1)).toMatchObject({ id: 'new' });
});

it('upgrades by itself when the program forgot', async () => {
  const documents = oldDocuments(300);
  await expectWhole(open(oldFile(documents)), documents);
});

it('understands checkpoints from before: nothing less than what came after them', async () => {
  const documents = oldDocuments(400);
  const databaseFile = open(oldFile(documents));
  const instance = await expectWhole(databaseFile, documents);
  const inOrder = documents.toSorted(byTime);
  const idsSince = async (checkpoint: StorageCheckpoint) =>
    (await instance.getChangedDocumentsSince?.(1e9, checkpoint))?.documents.map(({ id }) => id);
  // After the upgrade the clock goes back to before everything; an old row changes, a new one comes.
  const first = inOrder[0] as StoredDocument;
  const changed = { ...dossier(String(first.id), {}, first), _meta: { lwt: 10 } };
  const late = { ...dossier('late'), _meta: { lwt: 20 } };
  await instance.bulkWrite([{ previous: first, document: changed }, { document: late }] as never, 'test');
  for (const index of [0, 1, 2, 57, 200, 398, 399]) {
    const { id, _meta } = inOrder[index] as StoredDocument;
    const expected = [...inOrder.slice(Math.max(1, index + 1)).map((document) => document.id), first.id, 'late'];
    expect(await idsSince({ id: String(id), lwt: _meta.lwt })).toEqual(expected);
    // Between two rows, as after a purge.
    expect(await idsSince({ id: '', lwt: _meta.lwt + 0.001 })).toEqual(
      [
        ...inOrder.filter((other) => other._meta.lwt > _meta.lwt).map((document) => document.id),
        first.id,
        'late',
      ].filter((other, at, all) => all.lastIndexOf(other) === at),
    );
  }
  expect(await idsSince({ id: '', lwt: 0 })).toHaveLength(401);
});

it('goes on where it was when it is killed, and an older program refuses the half-way file', async () => {
  const documents = oldDocuments(4000);
  const file = oldFile(documents, oldDocuments(1500));
  let kills = 0;
  for (let finished = false; !finished; ) {
    const child = spawn(process.execPath, [CHILD, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (kills < 8 && output.split('\n').length > 3) child.kill('SIGKILL');
    });
    await once(child, 'close');
    finished = output.endsWith('done\n');
    if (!finished) kills += 1;
    if (!finished && kills === 3) {
      const half = open(file);
      expect(half.database.pragma('user_version', { simple: true })).toBe(LAYOUT_VERSION);
      expect(layoutUpgradeOf(half)).toMatchObject({ isNeeded: true, fromVersion: LAYOUT_VERSION });
      half.close();
    }
  }
  expect(kills).toBeGreaterThan(3);
  await expectWhole(open(file), documents);
});

it('gives the event loop turns all the time', async () => {
  const databaseFile = open(oldFile(oldDocuments(8000)));
  // Processor time, because other programs take a turn away now and then.
  const busy = () => (process.cpuUsage().user + process.cpuUsage().system) / 1000;
  const gaps: number[] = [];
  let last = busy();
  let isRunning = true;
  const watch = (): void => {
    const time = busy();
    gaps.push(time - last);
    last = time;
    if (isRunning) setImmediate(watch);
  };
  watch();
  await upgradeLayout(databaseFile);
  isRunning = false;
  const sorted = gaps.toSorted((one, other) => one - other);
  expect(sorted[Math.floor(sorted.length * 0.95)]).toBeLessThan(30);
  expect(gaps.length).toBeGreaterThan(40);
}, 120_000);

it('writes nothing at all to a file of a newer layout', async () => {
  const file = oldFile(oldDocuments(200));
  const databaseFile = open(file);
  databaseFile.database.pragma(`user_version = ${LAYOUT_VERSION + 1}`);
  // As the newer program leaves it when it is killed: with a log that is not in the file yet.
  const copy = join(temporaryDirectory(), 'newer.db');
  for (const part of ['', '-wal']) copyFileSync(`${file}${part}`, `${copy}${part}`);
  databaseFile.close();
  const parts = ['', '-wal'].map((part) => readFileSync(`${copy}${part}`));
  expect(parts[1]?.length).toBeGreaterThan(0);
  expect(() => openDatabaseFile({ file: copy, key: TEST_KEY })).toThrow(
    expect.objectContaining({ code: 'NEWER_VERSION' }),
  );
  expect(['', '-wal'].map((part) => readFileSync(`${copy}${part}`))).toEqual(parts);
  expect(existsSync(`${copy}-journal`)).toBe(false);
});
