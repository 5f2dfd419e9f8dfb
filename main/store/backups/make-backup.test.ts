import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canMount, LimitedDisk } from '../attacks/testing/limited-disk.ts';
import { prepareOwnTables } from '../database/own-tables.ts';
import { emptyLog } from '../storage/checkpoints.ts';
import { openDatabaseFile, StorageError } from '../storage/index.ts';
import { LocalStore, testKey } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';
import { backupFolderOf, backupPath, listBackups } from './backup-folder.ts';
import { releaseSource } from './copy-database.ts';
import { makeBackup } from './make-backup.ts';

const checkScript = fileURLToPath(new URL('./check-worker.ts', import.meta.url));
const SECRET = 'Onvindbaarheid';

let folder: string;
let desk: LocalStore;
beforeEach(async () => {
  folder = testFolder();
  desk = await LocalStore.open(folder);
});
afterEach(async () => {
  await desk.store.close();
});

async function addPersons(count: number, familyName = SECRET): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await desk.run('createPerson', {
      kind: 'citizen',
      givenName: 'Geheim',
      familyName: `${familyName}${index}`,
      language: 'nl',
    });
  }
}

function backUp(options: Partial<Parameters<typeof makeBackup>[0]> = {}) {
  return makeBackup({
    file: desk.store.file,
    key: testKey,
    nativeBinding: undefined,
    why: 'hand',
    checkScript,
    ...options,
  });
}

describe('a backup', () => {
  it('is the database of that moment, encrypted with its key, checked in a thread of its own, and noted', async () => {
    await addPersons(20);
    const made = await backUp();
    expect(made).toMatchObject({ ok: true, value: { why: 'hand', documents: 20, unsentItems: 20 } });
    await addPersons(1, 'Later');
    const [note] = listBackups(backupFolderOf(desk.store.file.file));
    const copy = openDatabaseFile({
      file: backupPath(backupFolderOf(desk.store.file.file), note?.id ?? ''),
      key: testKey,
    });
    expect(copy.database.pragma('quick_check', { simple: true })).toBe('ok');
    expect(copy.rows('SELECT 1 FROM outbox')).toHaveLength(20);
    copy.close();
    expect(() => openDatabaseFile({ file: copy.file, key: new Uint8Array(32) })).toThrow(StorageError);
  });

  it('is never plain text, in no file and at no moment', async () => {
    await addPersons(40);
    const seen = new Set<string>();
    const look = () => {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        const path = join(folder, name);
        try {
          const content = readFileSync(path);
          seen.add(name.replaceAll(/[0-9T-]{10,}Z?/g, ''));
          expect(content.includes(SECRET), name).toBe(false);
          expect(content.includes('SQLite format 3'), name).toBe(false);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === undefined) throw error;
        }
      }
    };
    expect(await backUp({ onProgress: look })).toMatchObject({ ok: true });
    look();
    expect([...seen].some((name) => name.endsWith('.part'))).toBe(true);
    expect([...seen].some((name) => name.startsWith('backups') && name.endsWith('.db'))).toBe(true);
  });

  it('does not hold up commands or reads, and is of one moment although both go on', async () => {
    await addPersons(60);
    const { database } = desk.store.file;
    // Room for a copy in several steps.
    database.exec('CREATE TABLE filling (content BLOB NOT NULL)');
    for (let count = 0; count < 60; count += 1)
      database.prepare('INSERT INTO filling VALUES (randomblob(500000))').run();
    let steps = 0;
    let written = 0;
    // Commands and reads get their turn between any two steps; how long a step takes is measured in bench/.
    let turns = 0;
    let turnsBefore = 0;
    let stepsWithoutTurn = 0;
    const count = () => {
      turns += 1;
      immediate = setImmediate(count);
    };
    let immediate = setImmediate(count);
    const made = await backUp({
      onProgress: () => {
        steps += 1;
        if (turns === turnsBefore) stepsWithoutTurn += 1;
        turnsBefore = turns;
        database.prepare('INSERT INTO filling VALUES (randomblob(200000))').run();
        written += 1;
      },
    });
    clearImmediate(immediate);
    expect(made).toMatchObject({ ok: true, value: { documents: 60 } });
    expect(steps).toBeGreaterThan(10);
    expect(written).toBe(steps);
    const copy = openDatabaseFile({
      file: backupPath(backupFolderOf(desk.store.file.file), made.ok ? made.value.id : ''),
      key: testKey,
    });
    expect(copy.rows('SELECT 1 FROM filling')).toHaveLength(60);
    copy.close();
    expect(stepsWithoutTurn).toBe(0);
  });

  it('that is not sound is no backup: the copy goes, the damage is named', async () => {
    await addPersons(20);
    const made = await backUp({
      onProgress: (done, total) => {
        if (done < total) return;
        const backups = backupFolderOf(desk.store.file.file);
        const part = readdirSync(backups).find((name) => name.endsWith('.part')) ?? '';
        const content = readFileSync(join(backups, part));
        content.fill(0xa5, 5 * 8192, 8 * 8192);
        writeFileSync(join(backups, part), content);
      },
    });
    expect(made).toMatchObject({ ok: false, error: { code: 'STORE_CORRUPT' } });
    expect(readdirSync(backupFolderOf(desk.store.file.file))).toEqual([]);
  });

  it('on a disk without room: nothing is written, nothing is lost; older ones make room, never the newest', async () => {
    await addPersons(5);
    const folderOfBackups = backupFolderOf(desk.store.file.file);
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const made = await backUp();
      if (made.ok) ids.push(made.value.id);
    }
    const total = 100_000_000_000;
    const never = await backUp({ room: async () => ({ free: 500_000_000, total }) });
    expect(never).toMatchObject({ ok: false, error: { code: 'DISK_FULL', retryable: true } });
    expect(listBackups(folderOfBackups).map(({ id }) => id)).toEqual(ids.slice(-1));
    expect(readdirSync(folderOfBackups)).toHaveLength(2);
    expect((await backUp()).ok).toBe(true);
    await addPersons(1, 'Gewoon verder');
  });

  if (canMount) {
    it('on a disk that gets full under way: what is half there goes, and the desk goes on', async () => {
      const disk = new LimitedDisk(folder, 'small', 16);
      try {
        const file = openDatabaseFile({ file: join(disk.folder, 'user.db'), key: testKey });
        prepareOwnTables(file);
        file.database.exec('CREATE TABLE filling (content BLOB)');
        for (let count = 0; count < 10; count += 1) {
          file.database.prepare('INSERT INTO filling VALUES (randomblob(1000000))').run();
          emptyLog(file);
        }
        const room = async () => ({ free: 1e12, total: 1e12 });
        const options = { file, key: testKey, nativeBinding: undefined, why: 'hand', room } as const;
        expect(await makeBackup(options)).toMatchObject({ ok: false, error: { code: 'DISK_FULL' } });
        expect(readdirSync(backupFolderOf(file.file))).toEqual([]);
        file.database.prepare('INSERT INTO filling VALUES (randomblob(1000))').run();
        file.close();
        await releaseSource(file.file);
      } finally {
        disk.remove();
      }
    });
  }

  it('can be stopped at any step, and leaves nothing', async () => {
    await addPersons(5);
    expect(await backUp({ isStopped: () => true })).toMatchObject({ ok: false, error: { retryable: true } });
    expect(readdirSync(backupFolderOf(desk.store.file.file))).toEqual([]);
    await releaseSource(desk.store.file.file);
    expect((await backUp()).ok).toBe(true);
  });
});
