import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabaseFile } from './database-file.ts';
import { fileNameOf } from './names.ts';
import { getRxStorageBetterSqlite } from './storage.ts';
import { createInstance, DOSSIER_SCHEMA, dossier, TEST_KEY, temporaryDirectory } from './testing/test-database.ts';
import { insert } from './testing/test-storages.ts';
import type { StoredSchema } from './types.ts';
import { writeDocuments } from './write-documents.ts';

describe('file', () => {
  it('opens the file when it is first needed, and closes it with the last instance', async () => {
    const file = join(temporaryDirectory(), 'made', 'later', 'one.db');
    const storage = getRxStorageBetterSqlite({ file, key: TEST_KEY });
    expect(existsSync(file)).toBe(false);
    const [one, other] = [await createInstance(storage), await createInstance(storage, DOSSIER_SCHEMA, 'others')];
    await insert(one, dossier('a'));
    await one.close();
    expect(existsSync(`${file}-wal`)).toBe(true);
    await insert(other, dossier('b'));
    await other.close();
    // The last connection of a file takes its log away.
    expect(existsSync(`${file}-wal`)).toBe(false);
    expect(readFileSync(file).subarray(0, 6).toString()).not.toBe('SQLite');
    const again = await createInstance(storage);
    expect(await again.findDocumentsById(['a'], false)).toHaveLength(1);
    await again.close();
    await again.close();
  });

  it('is one file by whatever path it is named, with one stream of events', async () => {
    const directory = temporaryDirectory();
    const file = join(directory, 'one.db');
    const link = join(temporaryDirectory(), 'link');
    symlinkSync(directory, link);
    const first = await createInstance(getRxStorageBetterSqlite({ file }));
    const second = await createInstance(getRxStorageBetterSqlite({ file: join(link, 'one.db') }));
    const third = await createInstance(getRxStorageBetterSqlite({ directory }), DOSSIER_SCHEMA, 'dossiers', 'one.db');
    const told: string[] = [];
    second.changeStream().subscribe(({ events }) => told.push(...events.map(({ documentId }) => documentId)));
    await insert(first, dossier('a'));
    expect(told).toEqual(['a']);
    expect(await third.findDocumentsById(['a'], false)).toEqual([]);
    for (const instance of [first, second, third]) await instance.close();
    expect(readdirSync(dirname(file)).toSorted()).toEqual([fileNameOf('one.db'), 'one.db']);
  });

  it('refuses another key while it is open, and says KEY_WRONG when it is not', async () => {
    const file = join(temporaryDirectory(), 'one.db');
    const instance = await createInstance(getRxStorageBetterSqlite({ file, key: TEST_KEY }));
    const otherKey = new Uint8Array(32).fill(1);
    for (const key of [otherKey, undefined]) {
      await expect(createInstance(getRxStorageBetterSqlite({ file, key }))).rejects.toMatchObject({
        name: 'StorageUseError',
        code: 'OTHER_KEY',
      });
    }
    const same = await createInstance(getRxStorageBetterSqlite({ file, key: new Uint8Array(TEST_KEY) }));
    await same.close();
    await instance.close();
    await expect(createInstance(getRxStorageBetterSqlite({ file, key: otherKey }))).rejects.toMatchObject({
      name: 'StorageError',
      code: 'KEY_WRONG',
    });
    // A failed opening holds nothing open.
    const again = await createInstance(getRxStorageBetterSqlite({ file, key: TEST_KEY }));
    await again.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  it('does not keep the file open after an opening that failed', async () => {
    const file = join(temporaryDirectory(), 'one.db');
    const storage = getRxStorageBetterSqlite({ file });
    const instance = await createInstance(storage);
    const changed = { ...DOSSIER_SCHEMA, title: 'changed' } as StoredSchema;
    await expect(createInstance(storage, changed)).rejects.toMatchObject({ code: 'OTHER_SCHEMA' });
    await instance.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  it('holds several RxDatabases, and writes over their collections in one transaction', async () => {
    const storage = getRxStorageBetterSqlite({ file: join(temporaryDirectory(), 'one.db') });
    const one = await createInstance(storage, DOSSIER_SCHEMA, 'dossiers', 'one');
    const other = await createInstance(storage, DOSSIER_SCHEMA, 'dossiers', 'other');
    const batches = [
      { collectionName: 'dossiers', databaseName: 'one', rows: [{ document: dossier('a') }] },
      { collectionName: 'dossiers', databaseName: 'other', rows: [{ document: dossier('b') }] },
    ];
    expect(await writeDocuments(storage, batches, 'command')).toEqual({ written: true, conflicts: [] });
    expect(await one.findDocumentsById(['a', 'b'], false)).toMatchObject([{ id: 'a' }]);
    expect(await other.findDocumentsById(['a', 'b'], false)).toMatchObject([{ id: 'b' }]);
    for (const instance of [one, other]) await instance.close();
  });
});

describe('directory', () => {
  it('has a file per RxDatabase, and no transaction over two of them', async () => {
    const directory = temporaryDirectory();
    const storage = getRxStorageBetterSqlite({ directory });
    const names = ['one', 'ONE', 'with/slash', '../up', 'con', 'é', 'a'.repeat(300)];
    const instances = [];
    for (const name of names) {
      const instance = await createInstance(storage, DOSSIER_SCHEMA, 'dossiers', name);
      await insert(instance, dossier('same', { note: name }));
      instances.push(instance);
    }
    const files = readdirSync(directory).filter((file) => file.endsWith('.sqlite'));
    expect(files.toSorted()).toEqual(names.map(fileNameOf).toSorted());
    const found = await Promise.all(instances.map((instance) => instance.findDocumentsById(['same'], false)));
    expect(found.flat().map(({ note }) => note)).toEqual(names);
    const batches = ['one', 'ONE'].map((databaseName) => ({
      collectionName: 'dossiers',
      databaseName,
      rows: [{ document: dossier('x') }],
    }));
    await expect(writeDocuments(storage, batches, 'command')).rejects.toMatchObject({ code: 'SEVERAL_FILES' });
    for (const instance of instances) await instance.close();
  });

  it('gives names that no file system confuses', () => {
    expect(fileNameOf('onthaal-2_x')).toBe('onthaal-2_x.sqlite');
    for (const name of ['Onthaal', 'a b', '..', 'nul', 'com1', '', '-x', 'x'.repeat(101)]) {
      expect(fileNameOf(name)).toMatch(/^[a-z0-9-]{0,60}~[0-9a-f]{12}\.sqlite$/);
    }
    expect(fileNameOf('a/b').split('~')[0]).toBe(fileNameOf('a b').split('~')[0]);
    expect(fileNameOf('a/b')).not.toBe(fileNameOf('a b'));
  });
});

it('refuses a file that was opened for reading only', async () => {
  const file = join(temporaryDirectory(), 'one.db');
  openDatabaseFile({ file }).close();
  const databaseFile = openDatabaseFile({ file, readOnly: true });
  expect(() => getRxStorageBetterSqlite({ databaseFile })).toThrow(expect.objectContaining({ code: 'READ_ONLY' }));
  databaseFile.close();
});
