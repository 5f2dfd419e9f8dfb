import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { StorageError } from '../storage/index.ts';
import { LocalStore, NO_MIDOFFICE, offlineGrant, testKey } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';
import { TestStore } from '../testing/test-store.ts';

const PAGE = 8192;
const PERSONS = 80;

let desk: TestStore | undefined;
afterEach(async () => {
  await desk?.stop();
  desk = undefined;
});

async function start(file: string): Promise<TestStore> {
  desk = await TestStore.start(NO_MIDOFFICE);
  expect(await desk.open(file, offlineGrant)).toMatchObject({ ok: true });
  return desk;
}

it('damage that the sync meets, which cannot even count what is unsent any more, is told once and throws at nobody', async () => {
  let replaced = 0;
  const folder = testFolder();
  const opened = await LocalStore.tryOpen(folder, testKey, 'user.db', { onReplaced: () => (replaced += 1) });
  if (!opened.ok) throw new Error(opened.error.code);
  const { store } = opened.value;
  const path = join(folder, 'user.db');
  store.file.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
  store.file.prepare('PRAGMA shrink_memory').run();
  const pages = Math.floor(statSync(path).size / PAGE);
  const descriptor = openSync(path, 'r+');
  for (let page = 1; page < pages; page += 1) writeSync(descriptor, Buffer.alloc(PAGE, 0xa5), 0, PAGE, page * PAGE);

  expect(() => store.status()).toThrow();
  store.storageTrouble(new StorageError('CORRUPT', ''));
  store.storageTrouble(new StorageError('CORRUPT', ''));
  expect(replaced).toBe(1);
  await opened.value.store.close();
  closeSync(descriptor);
});

// The card of a person writes down first who looks.
it.each([
  ['a read', 'personSummary'],
  ['a command', 'personCard'],
] as const)(
  'damage that %s meets while somebody works: the desk sets the file aside by itself and goes on, nothing lost',
  async (_what, read) => {
    const file = join(testFolder(), 'store.db');
    const first = await start(file);
    const ids: string[] = [];
    for (let index = 0; index < PERSONS; index += 1) {
      const person = { kind: 'citizen', givenName: 'Tijdens', familyName: `Het werk${index}`, language: 'nl' } as const;
      ids.push((await first.run('createPerson', person)).written[0]?.documentId ?? '');
    }
    await first.stop();
    const store = await start(file);
    const pages = Math.floor(statSync(file).size / PAGE);
    const descriptor = openSync(file, 'r+');
    // Kept open: closing it here would take SQLite's locks away, as in any process that opens a database twice.
    for (let page = 2; page < pages; page += 1) writeSync(descriptor, Buffer.alloc(PAGE, 0xa5), 0, PAGE, page * PAGE);

    let refused = '';
    for (const personId of ids) {
      const card = await store.tryRead(read, { personId });
      if (!card.ok) refused ||= card.error.code;
    }
    expect(['STORE_CORRUPT', 'STORE_LOCKED', 'STORE_STARTING']).toContain(refused);
    const status = await store.until('syncStatus', {}, (now) => now.recovery !== undefined, 30_000);
    expect(status.recovery).toMatchObject({ reason: 'damaged', rescuedItems: PERSONS, incomplete: false });
    const items = await store.read('syncItems', { limit: 500 });
    expect(items.map(({ documentId }) => documentId).sort()).toEqual([...ids].sort());
    const person = { kind: 'citizen', givenName: 'Gaat', familyName: 'Gewoon door', language: 'nl' } as const;
    expect((await store.run('createPerson', person)).written).toHaveLength(1);
    closeSync(descriptor);
  },
  120_000,
);
