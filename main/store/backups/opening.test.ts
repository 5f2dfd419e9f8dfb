import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { canMount, LimitedDisk } from '../attacks/testing/limited-disk.ts';
import { isRightKey } from '../database/key-check.ts';
import { writeSetting } from '../database/own-tables.ts';
import { openDatabaseFile } from '../storage/index.ts';
import { LocalStore, testKey } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';
import { isAtRest } from './file-marks.ts';

const PAGE = 8192;
const wrongKey = new Uint8Array(32).fill(9);

let open: LocalStore | undefined;
afterEach(async () => {
  await open?.store.close();
  open = undefined;
});

async function deskWith(folder: string, count: number): Promise<string[]> {
  const desk = await LocalStore.open(folder);
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const person = { kind: 'citizen', givenName: 'Proef', familyName: `Nummer${index}`, language: 'nl' } as const;
    ids.push((await desk.run('createPerson', person)).written[0]?.documentId ?? '');
  }
  await desk.store.close();
  return ids;
}

function damage(file: string, from: number, bytes: number): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(bytes, 0xa5), 0, bytes, from);
  closeSync(descriptor);
}

function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

async function expectWaiting(desk: LocalStore, ids: readonly string[]): Promise<void> {
  const items = await desk.read('syncItems', { limit: 500 });
  expect(items.map(({ documentId }) => documentId).sort()).toEqual([...ids].sort());
}

describe('the key of a database', () => {
  it.each([
    ['cut', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 20))],
    ['overwritten', (path: string) => damage(path, 20, 8)],
    ['gone', (path: string) => rmSync(path)],
  ])(
    'is still known when its check is %s: a wrong one is refused, the right one opens and mends the check',
    async (_what, spoil) => {
      const folder = testFolder();
      const ids = await deskWith(folder, 2);
      const file = join(folder, 'user.db');
      spoil(`${file}.keycheck`);
      expect(isRightKey(file, testKey)).toBeUndefined();
      expect(await LocalStore.tryOpen(folder, wrongKey)).toMatchObject({
        ok: false,
        error: { code: 'STORE_KEY_WRONG' },
      });
      open = await LocalStore.open(folder);
      await expectWaiting(open, ids);
      expect(isRightKey(file, testKey)).toBe(true);
    },
  );

  it('is told apart from a damaged first page also without its check, by what else was made with it', async () => {
    const folder = testFolder();
    const ids = await deskWith(folder, 3);
    const file = join(folder, 'user.db');
    damage(`${file}.keycheck`, 20, 8);
    damage(file, 0, PAGE);
    const before = digest(file);
    expect(await LocalStore.tryOpen(folder, wrongKey)).toMatchObject({ ok: false, error: { code: 'STORE_KEY_WRONG' } });
    expect(digest(file)).toBe(before);
    open = await LocalStore.open(folder);
    expect(open.store.recovered).toBe(true);
    await expectWaiting(open, ids);
  });
});

describe('a database of a newer version', () => {
  it.each([
    ['its tables', 'UPDATE store_version SET version = version + 1'],
    ['its layout', 'PRAGMA user_version = 999'],
  ])('is only looked at: not a byte of it changes (%s)', async (_what, sql) => {
    const folder = testFolder();
    await deskWith(folder, 2);
    const path = join(folder, 'user.db');
    const file = openDatabaseFile({ file: path, key: testKey });
    file.database.exec(sql);
    file.close();
    const before = [path, `${path}.unsent`, `${path}.keycheck`].map((name) => [digest(name), statSync(name).mtimeMs]);
    expect(await LocalStore.tryOpen(folder)).toMatchObject({ ok: false, error: { code: 'STORE_NEWER_VERSION' } });
    const after = [path, `${path}.unsent`, `${path}.keycheck`].map((name) => [digest(name), statSync(name).mtimeMs]);
    expect(after).toEqual(before);
    expect(existsSync(join(folder, 'quarantine'))).toBe(false);
  });
});

describe('the copy of the unsent work', () => {
  it('that is damaged is set aside and made again from the database', async () => {
    const folder = testFolder();
    const ids = await deskWith(folder, 4);
    damage(join(folder, 'user.db.unsent'), 0, 2 * 4096);
    open = await LocalStore.open(folder);
    await expectWaiting(open, ids);
    await open.store.close();
    expect(readdirSync(join(folder, 'quarantine'))).toHaveLength(1);
    rmSync(join(folder, 'user.db'));
    open = await LocalStore.open(folder);
    await expectWaiting(open, ids);
  });

  it('holds exactly what is unsent: what is accepted or given up leaves it', async () => {
    const folder = testFolder();
    const ids = await deskWith(folder, 4);
    open = await LocalStore.open(folder);
    const { database } = open.store.file;
    const kept = () =>
      database
        .prepare<string>("SELECT json_extract(data, '$.document_id') FROM unsent.unsent_work WHERE kind = 'outbox'")
        .pluck()
        .all()
        .sort();
    expect(kept()).toEqual([...ids].sort());
    const [first, second, third] = ids as [string, string, string];
    const set = database.prepare('UPDATE outbox SET state = ?, pending = ? WHERE document_id = ?');
    set.run('accepted', 0, first);
    set.run('rejected', 0, second);
    set.run('sending', 1, third);
    expect(kept()).toEqual(ids.slice(1).sort());
    database.prepare('DELETE FROM outbox WHERE document_id = ?').run(third);
    expect(kept()).toEqual(ids.filter((id) => id !== first && id !== third).sort());
  });

  it('brings work back into a database that somebody replaced by an older one', async () => {
    const folder = testFolder();
    await deskWith(folder, 2);
    const file = join(folder, 'user.db');
    const older = readFileSync(file);
    const later = await deskWith(folder, 2);
    writeFileSync(file, older);
    open = await LocalStore.open(folder);
    const items = await open.read('syncItems', { limit: 50 });
    for (const id of later) expect(items.filter(({ documentId }) => documentId === id)).toHaveLength(1);
    expect((await open.read('syncStatus', {})).recovery).toMatchObject({ rescuedItems: 2 });
  });
});

if (canMount) {
  describe('a file system that can only be read', () => {
    it('is named, changes nothing, and the desk opens when it can be written', async () => {
      const disk = new LimitedDisk(testFolder(), 'disk', 32);
      try {
        const ids = await deskWith(disk.folder, 2);
        for (const side of ['-wal', '-shm']) rmSync(join(disk.folder, `user.db${side}`), { force: true });
        disk.makeReadOnly(true);
        expect(await LocalStore.tryOpen(disk.folder)).toMatchObject({ ok: false, error: { code: 'DISK_READ_ONLY' } });
        disk.makeReadOnly(false);
        open = await LocalStore.open(disk.folder);
        expect(open.store.recovered).toBe(false);
        await expectWaiting(open, ids);
        await open.store.close();
        open = undefined;
      } finally {
        disk.remove();
      }
    });
  });
}

describe('an opening', () => {
  it('looks at every page after an unclean end, and at none after a clean one', async () => {
    const folder = testFolder();
    await deskWith(folder, 3);
    const stages: string[] = [];
    const more = { onOpening: ({ stage }: { stage: string }) => stages.push(stage) };
    expect(isAtRest(join(folder, 'user.db'))).toBe(true);
    const clean = await LocalStore.tryOpen(folder, undefined, undefined, more);
    if (!clean.ok) throw new Error(clean.error.code);
    expect(stages).toEqual([]);
    await clean.value.store.close();
    rmSync(join(folder, 'user.db.rest'));
    const unclean = await LocalStore.tryOpen(folder, undefined, undefined, more);
    if (!unclean.ok) throw new Error(unclean.error.code);
    expect(new Set(stages)).toEqual(new Set(['checking']));
    await unclean.value.store.close();
  });

  it('after damage that a command met while working: stops, opens again, and goes on with all unsent work', async () => {
    const folder = testFolder();
    const ids = await deskWith(folder, 3);
    const told: string[] = [];
    const opened = await LocalStore.tryOpen(folder, undefined, undefined, { onReplaced: () => told.push('again') });
    if (!opened.ok) throw new Error(opened.error.code);
    opened.value.store.damaged();
    opened.value.store.damaged();
    expect(told).toEqual(['again']);
    await opened.value.store.close();
    open = await LocalStore.open(folder);
    expect(open.store.recovered).toBe(true);
    await expectWaiting(open, ids);
    await open.store.close();
    open = await LocalStore.open(folder);
    expect(open.store.recovered).toBe(false);
  });

  it('goes on from the backup that the clock made', async () => {
    const folder = testFolder();
    await deskWith(folder, 3);
    const backupTimes = { look: 10, every: 0, first: 0, again: 0 };
    const opened = await LocalStore.tryOpen(folder, undefined, undefined, { backupTimes });
    if (!opened.ok) throw new Error(opened.error.code);
    const { store } = opened.value;
    await new Promise((resolve) => setTimeout(resolve, 200));
    // Never during a first sync.
    expect(store.status().backups?.backups).toEqual([]);
    writeSetting(store.file, 'firstSyncDone', '2026-01-01T00:00:00.000Z');
    await expect.poll(() => store.status().backups?.backups.length, { timeout: 10_000 }).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    // Nothing changed: one is enough.
    expect(store.status().backups?.backups).toHaveLength(1);
    expect(store.status().backups?.backups[0]).toMatchObject({
      why: 'schedule',
      unsentItems: 3,
      documents: 3,
      usable: true,
    });
    await opened.value.store.close();
  });
});
