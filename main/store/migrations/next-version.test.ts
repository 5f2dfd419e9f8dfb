import { join } from 'node:path';
import type { OpeningProgress } from '@onthaal/contract/store/control.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listBackups } from '../backups/backup-folder.ts';
import { askSession } from '../session/session-client.ts';
import { openDatabaseFile, tableNameOf } from '../storage/index.ts';
import { breakingTarget, laterTarget } from '../testing/later-program.ts';
import { LocalStore, testKey } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from '../testing/test-midoffice.ts';
import { planMigration } from './migrate.ts';
import type { StoreTarget } from './target.ts';

let midoffice: TestMidoffice;
let line: TestLine;
let store: LocalStore | undefined;

beforeAll(async () => {
  midoffice = await startMidoffice();
  line = new TestLine(midoffice.url);
  await line.up();
});
afterEach(async () => {
  await store?.store.close();
  store = undefined;
  await line.up();
});
afterAll(async () => {
  await line.down();
  await midoffice.stop();
});

async function open(folder: string, deviceId: string, target?: StoreTarget, told: OpeningProgress[] = []) {
  const grant = await askSession(midoffice.url, 'member-els', deviceId);
  if (!grant.ok) throw new Error(grant.error.code);
  const opened = await LocalStore.tryOpen(folder, testKey, 'user.db', {
    grant: grant.value,
    configuration: { midofficeUrl: line.url, writerScript: '', testMode: true },
    target,
    onOpening: (progress) => told.push(progress),
  });
  if (!opened.ok) throw new Error(opened.error.code);
  store = opened.value;
  return opened.value;
}

async function close(): Promise<void> {
  await store?.store.close();
  store = undefined;
}

function untilSent(desk: LocalStore, milliseconds = 30_000) {
  return expect
    .poll(() => desk.store.status(), { timeout: milliseconds, interval: 50 })
    .toMatchObject({ phase: 'upToDate', waiting: 0 });
}

/** A desk of this version with everything of the centre, that then worked without a line. */
async function deskWithUnsentWork(folder: string, deviceId: string) {
  const desk = await open(folder, deviceId);
  await untilSent(desk);
  const list = await desk.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 200 });
  const dossierId = list.rows[0]?.id ?? '';
  await line.down();
  const person = await desk.run('createPerson', {
    kind: 'citizen',
    givenName: 'Nog',
    familyName: `Niet ${deviceId}`,
    language: 'nl',
  });
  await desk.run('addNote', { collection: 'dossiers', documentId: dossierId, text: `Onverzonden ${deviceId}` });
  expect(desk.store.status().waiting).toBe(2);
  await close();
  return { dossierId, personId: person.written[0]?.documentId ?? '', dossiers: list.total };
}

function rowsOf(folder: string, sql: string): unknown[] {
  const file = openDatabaseFile({ file: join(folder, 'user.db'), key: testKey, readOnly: true });
  const rows = file.database.prepare(sql).pluck().all();
  file.close();
  return rows;
}

/** What another desk of this version sees of it. */
async function otherDeskSees(dossierId: string, personId: string, text: string): Promise<void> {
  const other = await open(testFolder(), `other-${text.length}`);
  await untilSent(other);
  const { dossier } = await other.read('dossierCard', { dossierId });
  expect(dossier.notes.map((note) => note.text)).toContain(text);
  expect((await other.read('personCard', { personId })).person.givenName).toBe('Nog');
}

describe('a desk that is updated to a program with one more field, index and value', () => {
  it('keeps its copy, works without a line, sends the unsent work and asks for the field', {
    timeout: 120_000,
  }, async () => {
    const folder = testFolder();
    const { dossierId, personId, dossiers } = await deskWithUnsentWork(folder, 'device-additive');
    const down = `SELECT 1 FROM ${metaTableOf(folder)} WHERE id = 'down|1'`;
    expect(rowsOf(folder, down)).toEqual([1]);
    const told: OpeningProgress[] = [];
    const later = await open(folder, 'device-additive', laterTarget, told);
    expect(later.store.recovered).toBe(false);
    const stages = [...new Set(told.map(({ stage }) => stage))];
    expect(stages.indexOf('backup')).toBeLessThan(stages.indexOf('migration'));
    expect(stages).toContain('backup');
    expect(told.at(-1)?.total).toBeGreaterThan(100);
    expect(listBackups(join(folder, 'backups'))).toMatchObject([{ why: 'migration' }]);
    expect(rowsOf(folder, down)).toEqual([]);
    // Without a line: nothing is missing.
    const list = await later.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 200 });
    expect(list.total).toBe(dossiers);
    expect(later.store.status().waiting).toBe(2);
    const found = await later.read('searchEverything', { text: 'nog niet additive', limitPerGroup: 5 });
    expect(found.groups.flatMap(({ hits }) => hits.map(({ id }) => id))).toContain(personId);
    await later.run('addNote', { collection: 'dossiers', documentId: dossierId, text: 'Na de update' });
    await line.up();
    await untilSent(later);
    // The whole collection is asked again, and RxDB notes how far it came.
    await expect.poll(() => rowsOf(folder, down), { timeout: 20_000 }).toEqual([1]);
    await close();
    const indexes = rowsOf(
      folder,
      "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql LIKE '%field_urgency%'",
    );
    expect(indexes).toHaveLength(1);
    expect(planOf(folder, laterTarget)).toEqual({ kind: 'none' });
    await otherDeskSees(dossierId, personId, 'Onverzonden device-additive');
  });
});

describe('a desk that is updated to a program whose documents have another shape', () => {
  it('says so, keeps the unsent work in sight without a line, and sends it later', { timeout: 120_000 }, async () => {
    const folder = testFolder();
    const { dossierId, personId } = await deskWithUnsentWork(folder, 'device-breaking');
    expect(planOf(folder, breakingTarget)).toEqual({ kind: 'fillAnew' });
    const later = await open(folder, 'device-breaking', { ...breakingTarget, schemas: harmless() });
    expect(later.store.recovered).toBe(true);
    const status = later.store.status();
    expect(status.recovery).toMatchObject({ reason: 'otherVersion', rescuedItems: 2 });
    const items = await later.read('syncItems', { limit: 10 });
    expect(items.map(({ documentId }) => documentId).sort()).toEqual([dossierId, personId].sort());
    await line.up();
    await untilSent(later);
    await close();
    await otherDeskSees(dossierId, personId, 'Onverzonden device-breaking');
  });
});

/** A breaking change that today's documents survive: a field that no document has is gone, so that they can be pulled again. */
function harmless(): StoreTarget['schemas'] {
  const dossiers = laterTarget.schemas.dossiers as { readonly properties: Record<string, unknown> };
  const { parcel: _gone, ...properties } = dossiers.properties;
  return { ...laterTarget.schemas, dossiers: { ...dossiers, properties } };
}

function metaTableOf(folder: string): string {
  const [name] = rowsOf(
    folder,
    `SELECT json_extract(data, '$.data.connectedStorages[0].collectionName') FROM ${tableNameOf('_rxdb_internal', 0)}
     WHERE id = 'collection|dossiers-0'`,
  );
  return tableNameOf(String(name), 0);
}

function planOf(folder: string, target: StoreTarget) {
  const file = openDatabaseFile({ file: join(folder, 'user.db'), key: testKey, readOnly: true });
  const plan = planMigration(file, target);
  file.close();
  return plan;
}
