import { spawnSync } from 'node:child_process';
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
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { writeSetting } from '../database/own-tables.ts';
import { LocalStore, testKey } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';
import { backupFolderOf, listBackups } from './backup-folder.ts';
import type { RecoveryStep } from './build-next.ts';
import { requestRestore } from './file-marks.ts';
import { makeBackup } from './make-backup.ts';

const child = fileURLToPath(new URL('../testing/recovery-child.ts', import.meta.url));
const PAGE = 8192;
const STEPS: readonly RecoveryStep[] = ['salvaged', 'copied', 'settled', 'carried', 'declared', 'swapped'];

let open: LocalStore | undefined;
afterEach(async () => {
  await open?.store.close();
  open = undefined;
});

async function addPersons(desk: LocalStore, count: number, familyName: string): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const person = {
      kind: 'citizen',
      givenName: 'Proef',
      familyName: `${familyName}${index}`,
      language: 'nl',
    } as const;
    ids.push((await desk.run('createPerson', person)).written[0]?.documentId ?? '');
  }
  return ids;
}

/** A desk that the centre knows `sent` persons of, and `unsent` more it does not. No backup. */
async function deskWith(
  folder: string,
  sent: number,
  unsent: number,
): Promise<{ sentIds: string[]; unsentIds: string[] }> {
  const desk = await LocalStore.open(folder);
  const sentIds = await addPersons(desk, sent, 'Verzonden');
  markSent(desk);
  const unsentIds = await addPersons(desk, unsent, 'Wachtend');
  await desk.store.close();
  return { sentIds, unsentIds };
}

/** As the centre's answer does. */
function markSent(desk: LocalStore): void {
  const { file } = desk.store;
  file.database.exec("UPDATE outbox SET state = 'accepted', pending = 0, base = NULL, mine = NULL");
  writeSetting(file, 'firstSyncDone', '2026-01-01T00:00:00.000Z');
  writeSetting(file, 'midofficeDatabaseId', 'one');
}

async function backUp(folder: string): Promise<string> {
  const desk = await LocalStore.open(folder);
  const made = await makeBackup({ file: desk.store.file, key: testKey, nativeBinding: undefined, why: 'hand' });
  await desk.store.close();
  return made.ok ? made.value.id : '';
}

function damage(file: string, from: number, bytes: number): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(bytes, 0xa5), 0, bytes, from);
  closeSync(descriptor);
}

/** Every piece of unsent work is there, once. */
async function expectUnsent(desk: LocalStore, ids: readonly string[]): Promise<void> {
  const items = await desk.read('syncItems', { limit: 500 });
  const waiting = items.filter((item) => item.state === 'local').map((item) => item.documentId);
  expect(waiting.sort()).toEqual([...ids].sort());
}

describe('a damaged database', () => {
  it.each([
    ['its first page', () => 0, PAGE],
    ['everything', () => 0, Number.POSITIVE_INFINITY],
    ['a page in the middle', (size: number) => Math.floor(size / 2 / PAGE) * PAGE, PAGE],
  ])('without a backup loses no unsent work: %s', async (_what, from, bytes) => {
    const folder = testFolder();
    const { unsentIds } = await deskWith(folder, 5, 40);
    const file = join(folder, 'user.db');
    const { size } = statSync(file);
    damage(file, from(size), Math.min(bytes, size));
    open = await LocalStore.open(folder);
    expect(open.store.recovered).toBe(true);
    await expectUnsent(open, unsentIds);
    expect((await open.read('syncStatus', {})).recovery).toMatchObject({
      reason: 'damaged',
      rescuedItems: 40,
      incomplete: false,
      report: { documents: 0, perCollection: [{ collection: 'persons', items: 40 }] },
    });
  });

  it('every page of it alone costs no unsent work', async () => {
    const folder = testFolder();
    const { unsentIds } = await deskWith(folder, 0, 12);
    const file = join(folder, 'user.db');
    const whole = readFileSync(file);
    const copy = readFileSync(`${file}.unsent`);
    let detected = 0;
    for (let page = 0; page < whole.length / PAGE; page += 9) {
      writeFileSync(file, whole);
      writeFileSync(`${file}.unsent`, copy);
      damage(file, page * PAGE, PAGE);
      open = await LocalStore.open(folder);
      if (open.store.recovered) detected += 1;
      await expectUnsent(open, unsentIds);
      await open.store.close();
      open = undefined;
    }
    expect(detected).toBeGreaterThan(5);
  }, 60_000);

  it('opens from its newest sound backup, works without a line, and says what came back', async () => {
    const folder = testFolder();
    const { sentIds } = await deskWith(folder, 10, 0);
    await backUp(folder);
    const desk = await LocalStore.open(folder);
    const unsentIds = await addPersons(desk, 3, 'Na de kopie');
    await desk.run('addNote', { collection: 'persons', documentId: sentIds[0] ?? '', text: 'Nog niet verzonden' });
    await desk.store.close();
    damage(join(folder, 'user.db'), 0, PAGE);

    open = await LocalStore.open(folder);
    expect(open.store.recovered).toBe(true);
    for (const personId of [...sentIds, ...unsentIds]) await open.read('personCard', { personId });
    const noted = await open.read('personCard', { personId: sentIds[0] ?? '' });
    expect(noted.person.notes.map(({ text }) => text)).toEqual(['Nog niet verzonden']);
    await expectUnsent(open, [...unsentIds, sentIds[0] ?? '']);
    const found = await open.read('searchEverything', { text: 'kopie', limitPerGroup: 5 });
    expect(found.groups[0]?.total).toBe(3);
    expect((await open.read('syncStatus', {})).recovery).toMatchObject({
      rescuedItems: 4,
      report: { documents: 10, backup: { why: 'hand' }, onlyInCopy: 4 },
    });
    expect(readdirSync(join(folder, 'quarantine'))).toHaveLength(1);
  });

  it('takes an older backup when the newest one is damaged too', async () => {
    const folder = testFolder();
    await deskWith(folder, 4, 0);
    const first = await backUp(folder);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const second = await backUp(folder);
    const backups = backupFolderOf(join(folder, 'user.db'));
    damage(join(backups, `${second}.db`), PAGE, PAGE);
    damage(join(folder, 'user.db'), 0, PAGE);
    open = await LocalStore.open(folder);
    const at = listBackups(backups).find(({ id }) => id === first)?.at;
    expect((await open.read('syncStatus', {})).recovery?.report?.backup?.at).toBe(at);
    expect((await open.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 1 })).total).toBe(0);
  });

  it('what the backup held as unsent and was sent since is not sent again', async () => {
    const folder = testFolder();
    await deskWith(folder, 2, 3);
    await backUp(folder);
    const desk = await LocalStore.open(folder);
    markSent(desk);
    await desk.store.close();
    damage(join(folder, 'user.db'), 0, PAGE);
    open = await LocalStore.open(folder);
    await expectUnsent(open, []);
    const found = await open.read('searchEverything', { text: 'wachtend', limitPerGroup: 5 });
    expect(found.groups.find(({ kind }) => kind === 'person')?.total ?? 0).toBe(0);
  });

  it('that is gone altogether comes back from backup and copy', async () => {
    const folder = testFolder();
    const { unsentIds } = await deskWith(folder, 2, 3);
    const file = join(folder, 'user.db');
    writeFileSync(join(folder, 'elsewhere.db'), readFileSync(file));
    rmSync(file);
    open = await LocalStore.open(folder);
    expect(open.store.recovered).toBe(true);
    await expectUnsent(open, unsentIds);
  });
});

describe('a kill between the steps', () => {
  it.each(STEPS)('of a recovery, after "%s", loses nothing and doubles nothing', async (step) => {
    const folder = testFolder();
    const { sentIds } = await deskWith(folder, 4, 0);
    await backUp(folder);
    const desk = await LocalStore.open(folder);
    const unsentIds = await addPersons(desk, 6, 'Onder het vallen');
    await desk.store.close();
    damage(join(folder, 'user.db'), 0, 3 * PAGE);
    const killed = spawnSync(process.execPath, [child, folder, step], { encoding: 'utf8', timeout: 30_000 });
    expect(killed.signal).toBe('SIGKILL');
    open = await LocalStore.open(folder);
    await expectUnsent(open, unsentIds);
    for (const personId of sentIds) await open.read('personCard', { personId });
    expect((await open.read('syncStatus', {})).recovery).toMatchObject({ reason: 'damaged', rescuedItems: 6 });
    expect(readdirSync(folder).filter((name) => name.includes('.next'))).toEqual([]);
    expect(existsSync(join(folder, 'quarantine'))).toBe(true);
  });

  it.each(STEPS)('of a restore by hand, after "%s", loses nothing and doubles nothing', async (step) => {
    const folder = testFolder();
    await deskWith(folder, 4, 0);
    const backupId = await backUp(folder);
    const desk = await LocalStore.open(folder);
    const unsentIds = await addPersons(desk, 6, 'Onder het vallen');
    await desk.store.close();
    requestRestore(join(folder, 'user.db'), { backupId, reason: 'restored' });
    const killed = spawnSync(process.execPath, [child, folder, step], { encoding: 'utf8', timeout: 30_000 });
    expect(killed.signal).toBe('SIGKILL');
    open = await LocalStore.open(folder);
    await expectUnsent(open, unsentIds);
    const status = await open.read('syncStatus', {});
    expect(status.recovery).toMatchObject({ reason: 'restored', rescuedItems: 6 });
    expect(status.backups?.lastRestore).toBeDefined();
    expect(status.backups?.backups.map(({ why }) => why)).toEqual(['restore', 'hand']);
    expect(existsSync(join(folder, 'quarantine'))).toBe(false);
  });
});

describe('a restore by hand', () => {
  it('brings the backup back with the unsent work of now; undone, also after a restart, all is as before', async () => {
    const folder = testFolder();
    await deskWith(folder, 3, 0);
    const backupId = await backUp(folder);
    const desk = await LocalStore.open(folder);
    const laterIds = await addPersons(desk, 2, 'Later verzonden');
    markSent(desk);
    const unsentIds = await addPersons(desk, 2, 'Onverzonden');
    let reopened = 0;
    await desk.store.close();
    const asked = await LocalStore.tryOpen(folder, undefined, undefined, {
      onReplaced: () => {
        reopened += 1;
      },
    });
    if (!asked.ok) throw new Error(asked.error.code);
    await asked.value.run('restoreBackup', { backupId });
    await expect.poll(() => reopened).toBe(1);
    await asked.value.store.close();

    const restored = await LocalStore.open(folder);
    await expectUnsent(restored, unsentIds);
    for (const personId of laterIds)
      expect(
        (await restored.store.file.rows('SELECT 1 FROM collection_persons_v0 WHERE id = ?', personId)).length,
      ).toBe(0);
    const newIds = await addPersons(restored, 1, 'Na het terugzetten');
    await restored.store.close();

    const again = await LocalStore.open(folder);
    expect((await again.read('syncStatus', {})).backups?.lastRestore).toMatchObject({ backupAt: expect.any(String) });
    await again.run('undoRestore', {});
    await again.store.close();
    open = await LocalStore.open(folder);
    await expectUnsent(open, [...unsentIds, ...newIds]);
    for (const personId of [...laterIds, ...unsentIds, ...newIds]) await open.read('personCard', { personId });
    const status = await open.read('syncStatus', {});
    expect(status.recovery).toMatchObject({ reason: 'undone' });
    expect(status.backups?.lastRestore).toBeUndefined();
  });
});
