import { existsSync, openSync, readdirSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabaseFile } from '../storage/index.ts';
import { LocalStore, testKey } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';

let open: LocalStore | undefined;
afterEach(async () => {
  await open?.store.close();
  open = undefined;
});

async function withPersons(folder: string, count: number): Promise<string[]> {
  const store = await LocalStore.open(folder);
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const result = await store.run('createPerson', {
      kind: 'citizen',
      givenName: 'Proef',
      familyName: `Nummer${index}`,
      language: 'nl',
    });
    ids.push(result.written[0]?.documentId ?? '');
  }
  await store.store.close();
  return ids;
}

function damage(file: string, from: number, bytes: number): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(bytes, 0xa5), 0, bytes, from);
}

describe('a database that cannot be used as it is', () => {
  it('is refused with the wrong key and stays as it was', async () => {
    const folder = testFolder();
    const [id] = await withPersons(folder, 1);
    const wrong = await LocalStore.tryOpen(folder, new Uint8Array(32).fill(9));
    expect(wrong).toMatchObject({ ok: false, error: { code: 'STORE_KEY_WRONG' } });
    expect(existsSync(join(folder, 'quarantine'))).toBe(false);
    open = await LocalStore.open(folder);
    expect(await open.read('personCard', { personId: id ?? '' })).toMatchObject({ person: { familyName: 'Nummer0' } });
  });

  it('is refused when a newer version made it, and nothing is deleted', async () => {
    const folder = testFolder();
    await withPersons(folder, 1);
    const file = openDatabaseFile({ file: join(folder, 'user.db'), key: testKey });
    file.database.exec('UPDATE store_version SET version = version + 1');
    file.close();
    const newer = await LocalStore.tryOpen(folder);
    expect(newer).toMatchObject({ ok: false, error: { code: 'STORE_NEWER_VERSION' } });
    expect(existsSync(join(folder, 'quarantine'))).toBe(false);
  });

  it('is set aside when it is damaged; its unsent work is saved and waits', async () => {
    const folder = testFolder();
    const ids = await withPersons(folder, 60);
    const file = join(folder, 'user.db');
    // The last pages hold documents and index rows; the outbox must survive for the most part.
    damage(file, statSync(file).size - 3 * 8192, 2 * 8192);
    open = await LocalStore.open(folder);
    expect(open.store.recovered).toBe(true);
    expect(readdirSync(join(folder, 'quarantine'))).toHaveLength(1);
    const items = await open.read('syncItems', { limit: 500 });
    const saved = new Set(items.map((item) => item.documentId));
    expect(ids.filter((id) => saved.has(id)).length).toBeGreaterThan(30);
    expect(items.every((item) => item.state === 'local' && item.changes.familyName !== undefined)).toBe(true);
    expect((await open.read('syncStatus', {})).waiting).toBe(items.length);
  });

  it('is set aside when its first page is damaged and the key is right', async () => {
    const folder = testFolder();
    await withPersons(folder, 2);
    damage(join(folder, 'user.db'), 0, 4096);
    open = await LocalStore.open(folder);
    expect(open.store.recovered).toBe(true);
  });
});

describe('a full disk', () => {
  it('refuses the command, keeps what was acknowledged and goes on when there is room', async () => {
    const folder = testFolder();
    open = await LocalStore.open(folder);
    const { database } = open.store.file;
    const pages = Number(database.pragma('page_count', { simple: true }));
    database.pragma(`max_page_count = ${pages + 12}`);
    const acknowledged: string[] = [];
    let refused = 0;
    for (let index = 0; index < 80; index += 1) {
      const result = await open.tryRun('createPerson', {
        kind: 'citizen',
        givenName: 'Vol',
        familyName: `Schijf${index} ${'woord '.repeat(15)}`.trim(),
        language: 'nl',
      });
      if (result.ok) acknowledged.push(result.value.written[0]?.documentId ?? '');
      else {
        expect(result.error).toMatchObject({ code: 'DISK_FULL', retryable: true });
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(0);
    expect(acknowledged.length).toBeGreaterThan(0);
    for (const personId of acknowledged) await open.read('personCard', { personId });
    const found = await open.read('searchEverything', { text: 'vol', limitPerGroup: 1 });
    expect(found.groups[0]?.total).toBe(acknowledged.length);
    expect((await open.read('syncStatus', {})).waiting).toBe(acknowledged.length);

    database.pragma('max_page_count = 1000000');
    const again = await open.tryRun('createPerson', {
      kind: 'citizen',
      givenName: 'Vol',
      familyName: 'Plaatsgenoeg',
      language: 'nl',
    });
    expect(again.ok).toBe(true);
    const typed = await open.read('searchEverything', { text: 'plaatsgenoeh', limitPerGroup: 1 });
    expect(typed.groups[0]?.total).toBe(1);
  });
});
