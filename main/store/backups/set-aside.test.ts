import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { LocalStore } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';

const child = fileURLToPath(new URL('../testing/recovery-child.ts', import.meta.url));
const PAGE = 8192;

let open: LocalStore | undefined;
afterEach(async () => {
  await open?.store.close();
  open = undefined;
});

/** A desk with unsent persons whose database is damaged while it is closed. */
async function damagedDesk(unsent: number): Promise<string> {
  const folder = testFolder();
  const desk = await LocalStore.open(folder);
  for (let index = 0; index < unsent; index += 1) {
    const person = { kind: 'citizen', givenName: 'Proef', familyName: `Wacht${index}`, language: 'nl' } as const;
    await desk.run('createPerson', person);
  }
  await desk.store.close();
  const descriptor = openSync(join(folder, 'user.db'), 'r+');
  writeSync(descriptor, Buffer.alloc(PAGE, 0xa5), 0, PAGE, 0);
  closeSync(descriptor);
  return folder;
}

const setAsideOf = (desk: LocalStore) => desk.store.status().backups?.setAside ?? [];

describe('files that were set aside', () => {
  it('are told with their size and what was saved of them, and stay at every opening', async () => {
    const folder = await damagedDesk(3);
    const { size } = statSync(join(folder, 'user.db'));
    for (const _opening of [1, 2]) {
      open = await LocalStore.open(folder);
      const [row, ...others] = setAsideOf(open);
      expect(others).toEqual([]);
      expect(row?.note).toMatchObject({ why: 'damaged', rescuedItems: 3, incomplete: false });
      expect(row?.bytes).toBeGreaterThanOrEqual(size);
      await open.store.close();
      open = undefined;
    }
  });

  it.each(['declared', 'swapped'])('keep what is known of them through a kill after "%s"', async (step) => {
    const folder = await damagedDesk(2);
    const killed = spawnSync(process.execPath, [child, folder, step], { encoding: 'utf8', timeout: 30_000 });
    expect(killed.signal).toBe('SIGKILL');
    open = await LocalStore.open(folder);
    expect(setAsideOf(open)).toMatchObject([{ note: { why: 'damaged', rescuedItems: 2 } }]);
  });

  it('go only when a person says so, and only they', async () => {
    const folder = await damagedDesk(1);
    open = await LocalStore.open(folder);
    const [row] = setAsideOf(open);
    const quarantine = join(folder, 'quarantine');
    expect(readdirSync(quarantine)).toEqual([row?.id]);
    for (const setAsideId of ['..', '../backups', `${row?.id}/..`, '.', 'user.db']) {
      expect(await open.tryRun('removeSetAside', { setAsideId })).toMatchObject({
        ok: false,
        error: { code: 'DOCUMENT_UNKNOWN' },
      });
    }
    expect(existsSync(join(folder, 'user.db'))).toBe(true);
    expect(readdirSync(quarantine)).toEqual([row?.id]);
    await open.run('removeSetAside', { setAsideId: row?.id ?? '' });
    expect(setAsideOf(open)).toEqual([]);
    expect(readdirSync(quarantine)).toEqual([]);
    expect((await open.read('syncItems', { limit: 10 })).length).toBe(1);
  });

  it('of an older program have no note, and are told all the same', async () => {
    const folder = testFolder();
    const old = join(folder, 'quarantine', '2026-01-02T03-04-05-678Z');
    mkdirSync(old, { recursive: true });
    writeFileSync(join(old, 'user.db'), Buffer.alloc(5000));
    writeFileSync(join(old, 'note.json'), '{"at":5}');
    open = await LocalStore.open(folder);
    expect(setAsideOf(open)).toMatchObject([{ id: '2026-01-02T03-04-05-678Z', bytes: 5000 }]);
    expect(setAsideOf(open)[0]?.note).toBeUndefined();
  });
});
