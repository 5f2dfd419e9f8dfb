import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { DatabaseFile, openDatabaseFile } from './database-file.ts';
import { StorageError, storageErrorCodeOf } from './storage-error.ts';
import { createInstance, dossier, openTestStorage, TEST_KEY, temporaryDirectory } from './testing/test-database.ts';

const SECRET = 'Zeer geheime aanvrager';

async function filledFile(count = 200) {
  const { storage, databaseFile, file } = openTestStorage();
  const instance = await createInstance(storage);
  const rows = Array.from({ length: count }, (_, index) => ({
    document: dossier(`d${index}`, { note: SECRET.repeat(40), status: SECRET.slice(0, 20) }),
  }));
  await instance.bulkWrite(rows, 'test');
  return { instance, databaseFile, file };
}

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof StorageError) return error.code;
    throw error;
  }
  return 'no error';
}

describe('openDatabaseFile', () => {
  it('sets the pragmas that the promises need', () => {
    const { databaseFile } = openTestStorage();
    const pragma = (name: string) => databaseFile.database.pragma(name, { simple: true });
    expect({
      cipher: pragma('cipher'),
      pageSize: pragma('page_size'),
      journal: pragma('journal_mode'),
      synchronous: pragma('synchronous'),
      flushesDrive: [pragma('fullfsync'), pragma('checkpoint_fullfsync')],
      secureDelete: pragma('secure_delete'),
      temporary: pragma('temp_store'),
      busy: pragma('busy_timeout'),
    }).toEqual({
      cipher: 'aegis',
      pageSize: 8192,
      journal: 'wal',
      synchronous: 2,
      flushesDrive: [1, 1],
      secureDelete: 1,
      temporary: 2,
      busy: 5000,
    });
    databaseFile.close();
    databaseFile.close();
    expect(databaseFile.closed).toBe(true);
  });

  it('leaves no plain text in the file and its log, open or closed', async () => {
    const { databaseFile, file } = await filledFile();
    const holdsSecret = (path: string) => existsSync(path) && readFileSync(path).includes(SECRET.slice(0, 8));
    expect(readFileSync(`${file}-wal`).length).toBeGreaterThan(100_000);
    expect([file, `${file}-wal`, `${file}-shm`].map(holdsSecret)).toEqual([false, false, false]);
    databaseFile.close();
    expect(readFileSync(file).length).toBeGreaterThan(100_000);
    expect(holdsSecret(file)).toBe(false);
    expect(readFileSync(file).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
    // The scan itself works: the same content without a key is found.
    const plain = openDatabaseFile({ file: `${file}.plain` });
    plain.database.exec('CREATE TABLE t (a TEXT)');
    plain.prepare('INSERT INTO t VALUES (?)').run(SECRET);
    plain.close();
    expect(holdsSecret(`${file}.plain`)).toBe(true);
  });

  it('opens again with the key, and says KEY_WRONG for another one or none', async () => {
    const { databaseFile, file } = await filledFile();
    databaseFile.close();
    expect(codeOf(() => openDatabaseFile({ file, key: new Uint8Array(32) }))).toBe('KEY_WRONG');
    expect(codeOf(() => openDatabaseFile({ file }))).toBe('KEY_WRONG');
    expect(() => openDatabaseFile({ file, key: new Uint8Array(31) })).toThrow(TypeError);
    // The raw key itself is used, not a key derived from it.
    const foreign = new Database(file);
    foreign.pragma("cipher = 'aegis'");
    foreign.key(Buffer.from(`raw:${Buffer.from(TEST_KEY).toString('hex')}`));
    expect(foreign.prepare('SELECT count(*) FROM collection_dossiers_v0').pluck().get()).toBe(200);
    foreign.close();
    const again = openDatabaseFile({ file, key: TEST_KEY });
    expect(again.rows('SELECT count(*) AS count FROM collection_dossiers_v0')).toEqual([{ count: 200 }]);
    again.close();
  });

  it('says CORRUPT for a cut file and for damaged pages', async () => {
    const { databaseFile, file } = await filledFile();
    databaseFile.close();
    const content = readFileSync(file);
    for (let position = 4 * 8192; position < content.length; position += 500) {
      content[position] = (content[position] ?? 0) ^ 0xff;
    }
    const damaged = join(temporaryDirectory(), 'damaged.db');
    writeFileSync(damaged, content);
    const opened = openDatabaseFile({ file: damaged, key: TEST_KEY });
    expect(codeOf(() => opened.rows('SELECT sum(length(data)) FROM collection_dossiers_v0'))).toBe('CORRUPT');
    opened.close();
    expect(opened.database.open).toBe(false);
    truncateSync(file, 3000);
    expect(codeOf(() => openDatabaseFile({ file, key: TEST_KEY }))).toBe('CORRUPT');
  });

  it('says NEWER_VERSION for a file of a newer program and leaves it alone', async () => {
    const { databaseFile, file } = await filledFile(1);
    databaseFile.database.pragma('user_version = 99');
    databaseFile.close();
    expect(codeOf(() => openDatabaseFile({ file, key: TEST_KEY }))).toBe('NEWER_VERSION');
  });

  it('says DISK_FULL when the file may not grow, and keeps what was there', async () => {
    const { databaseFile, instance } = await filledFile(10);
    const pages = Number(databaseFile.database.pragma('page_count', { simple: true }));
    databaseFile.database.pragma(`max_page_count = ${pages + 2}`);
    const rows = Array.from({ length: 200 }, (_, index) => ({
      document: dossier(`e${index}`, { note: SECRET.repeat(40) }),
    }));
    await expect(instance.bulkWrite(rows, 'test')).rejects.toMatchObject({ name: 'StorageError', code: 'DISK_FULL' });
    expect(await instance.findDocumentsById(['d9', 'e0'], false)).toHaveLength(1);
    databaseFile.close();
  });

  it('gives a reader that sees committed writes at once and cannot write', async () => {
    const { databaseFile, file, instance } = await filledFile(3);
    const reader = openDatabaseFile({ file, key: TEST_KEY, readOnly: true });
    const count = () =>
      reader.rows<{ count: number }>('SELECT count(*) AS count FROM collection_dossiers_v0')[0]?.count;
    expect(count()).toBe(3);
    await instance.bulkWrite([{ document: dossier('new') }], 'test');
    expect(count()).toBe(4);
    expect(codeOf(() => reader.rows('DELETE FROM collection_dossiers_v0 RETURNING id'))).toBe('READ_ONLY');
    reader.close();
    databaseFile.close();
    const missing = join(temporaryDirectory(), 'missing.db');
    expect(codeOf(() => openDatabaseFile({ file: missing, readOnly: true }))).toBe('UNKNOWN');
  });

  it('keeps statements, up to a limit', () => {
    const { databaseFile } = openTestStorage();
    expect(databaseFile).toBeInstanceOf(DatabaseFile);
    const first = databaseFile.prepare('SELECT 1');
    expect(databaseFile.prepare('SELECT 1')).toBe(first);
    for (let index = 0; index < 400; index += 1) databaseFile.prepare(`SELECT ${index} + 1`);
    expect(databaseFile.prepare('SELECT 1')).not.toBe(first);
    databaseFile.close();
  });
});

it.each([
  ['SQLITE_IOERR_SHMSIZE', 'DISK_FULL'],
  ['SQLITE_FULL', 'DISK_FULL'],
  ['SQLITE_CORRUPT_INDEX', 'CORRUPT'],
  ['SQLITE_NOTADB', 'CORRUPT'],
  ['SQLITE_READONLY_DBMOVED', 'READ_ONLY'],
  ['SQLITE_IOERR_READ', 'UNKNOWN'],
  ['SQLITE_BUSY', 'UNKNOWN'],
])('maps %s to %s', (sqliteCode, code) => {
  expect(storageErrorCodeOf(sqliteCode)).toBe(code);
});
