import { chmodSync, existsSync, openSync, readdirSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabaseFile } from '../storage/index.ts';
import { LocalStore, testKey } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';
import { STORE_VERSION } from './own-tables.ts';

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

  it('says that it was set aside, also after a restart, until somebody has read it', async () => {
    const folder = testFolder();
    await withPersons(folder, 60);
    const file = join(folder, 'user.db');
    damage(file, statSync(file).size - 3 * 8192, 2 * 8192);
    open = await LocalStore.open(folder);
    const told = (await open.read('syncStatus', {})).recovery;
    expect(told).toMatchObject({ reason: 'damaged' });
    expect(told?.rescuedItems).toBe((await open.read('syncItems', { limit: 500 })).length);
    await open.store.close();

    open = await LocalStore.open(folder);
    expect(open.store.recovered).toBe(false);
    expect((await open.read('syncStatus', {})).recovery).toEqual(told);
    await open.run('dismissRecovery', {});
    expect((await open.read('syncStatus', {})).recovery).toBeUndefined();
    await open.store.close();

    open = await LocalStore.open(folder);
    expect((await open.read('syncStatus', {})).recovery).toBeUndefined();
  });

  it('of the first version gets what is new in its tables, and keeps its work', async () => {
    const folder = testFolder();
    const [id] = await withPersons(folder, 1);
    const file = openDatabaseFile({ file: join(folder, 'user.db'), key: testKey });
    file.database.exec(`ALTER TABLE outbox DROP COLUMN discarded_at; ALTER TABLE outbox DROP COLUMN follows;
      DROP INDEX search_entry_by_name; DROP INDEX dossier_row_by_team_number; DROP INDEX dossier_row_by_handler_number;
      DROP TABLE open_task; UPDATE store_version SET version = 1`);
    file.close();
    open = await LocalStore.open(folder);
    expect(await open.read('syncItems', { limit: 5 })).toMatchObject([{ documentId: id, state: 'local' }]);
    expect(open.store.file.database.prepare('SELECT version FROM store_version').pluck().get()).toBe(STORE_VERSION);
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
    for (const personId of acknowledged) await open.read('personSummary', { personId });
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

describe('work that was given up', () => {
  it('stays in the list for 30 days from then, and is gone at the start after that', async () => {
    const folder = testFolder();
    const [old, young] = await withPersons(folder, 2);
    open = await LocalStore.open(folder);
    const { database } = open.store.file;
    // As if the centre had refused both, long after they were made.
    database.exec("UPDATE outbox SET state = 'rejected', pending = 0, queued_at = '2020-01-01T00:00:00.000Z'");
    for (const { operationId } of await open.read('syncItems', { limit: 5 })) {
      await open.run('discardSyncItem', { operationId });
    }
    const day = 86_400_000;
    const given = (days: number) => new Date(Date.now() - days * day).toISOString();
    const age = database.prepare('UPDATE outbox SET discarded_at = ? WHERE document_id = ?');
    age.run(given(31), old ?? '');
    age.run(given(29), young ?? '');
    expect((await open.read('syncItems', { limit: 5 })).map((item) => item.state)).toEqual(['discarded', 'discarded']);
    await open.store.close();

    open = await LocalStore.open(folder);
    const left = await open.read('syncItems', { limit: 5 });
    expect(left).toMatchObject([{ documentId: young, state: 'discarded' }]);
    expect(left[0]?.discardedAt).toBeDefined();
    expect(left[0]?.changes).toMatchObject({ familyName: 'Nummer1' });
    expect(await open.read('syncStatus', {})).toMatchObject({ waiting: 0, rejected: 0 });
  });
});

/** Makes a folder unwritable, also for tests that run as root, who may write everywhere. */
async function withoutWriting<Answer>(folder: string, work: () => Promise<Answer>): Promise<Answer> {
  const isRoot = process.getuid?.() === 0;
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444);
  chmodSync(folder, 0o555);
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
    chmodSync(folder, 0o755);
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644);
  }
}

describe('a disk that can only be read', () => {
  it('is said at the start; the file stays and opens when it can be written', async () => {
    const folder = testFolder();
    const [id] = await withPersons(folder, 1);
    const refused = await withoutWriting(folder, () => LocalStore.tryOpen(folder));
    expect(refused).toMatchObject({ ok: false, error: { code: 'DISK_READ_ONLY', retryable: true } });
    expect(existsSync(join(folder, 'quarantine'))).toBe(false);
    open = await LocalStore.open(folder);
    expect((await open.read('personCard', { personId: id ?? '' })).person.familyName).toBe('Nummer0');
  });

  it('refuses the command, keeps reading, and goes on when it can be written again', async () => {
    const folder = testFolder();
    const [id] = await withPersons(folder, 1);
    open = await LocalStore.open(folder);
    const { database } = open.store.file;
    const person = { kind: 'citizen', givenName: 'Alleen', familyName: 'Lezen', language: 'nl' } as const;
    // SQLite's own refusal: as root no mode keeps a process from writing, and a mount cannot turn under an open file.
    database.pragma('query_only = true');
    expect(await open.tryRun('createPerson', person)).toMatchObject({
      ok: false,
      error: { code: 'DISK_READ_ONLY', retryable: true },
    });
    expect(await open.tryRun('dismissRecovery', {})).toMatchObject({ ok: false, error: { code: 'DISK_READ_ONLY' } });
    expect((await open.read('personSummary', { personId: id ?? '' })).person.displayName).toContain('Nummer0');
    const found = await open.read('searchEverything', { text: 'nummer', limitPerGroup: 1 });
    expect(found.groups[0]?.total).toBe(1);
    expect((await open.read('syncStatus', {})).waiting).toBe(1);

    database.pragma('query_only = false');
    expect(await open.tryRun('createPerson', person)).toMatchObject({ ok: true });
    const again = await open.read('searchEverything', { text: 'lezen', limitPerGroup: 1 });
    expect(again.groups[0]?.total).toBe(1);
  });
});
