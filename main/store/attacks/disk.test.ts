import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { offlineGrant } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from '../testing/test-midoffice.ts';
import { TestStore } from '../testing/test-store.ts';
import { canMount, LimitedDisk } from './testing/limited-disk.ts';

const attackedWriter = fileURLToPath(new URL('./testing/attacked-writer.ts', import.meta.url));
const MEGABYTES = 96;

const folder = testFolder();
let midoffice: TestMidoffice;
let line: TestLine;
let disk: LimitedDisk;
let desk: TestStore | undefined;
let disks = 0;

beforeAll(async () => {
  midoffice = await startMidoffice(400);
  line = new TestLine(midoffice.url);
  await line.up();
});
beforeEach(() => {
  disks += 1;
  disk = new LimitedDisk(folder, `disk-${disks}`, MEGABYTES);
});
afterEach(async () => {
  await desk?.stop();
  desk = undefined;
  disk.remove();
  await line.up();
});
afterAll(async () => {
  await line.down();
  await midoffice.stop();
});

async function startDesk(): Promise<TestStore> {
  await desk?.stop();
  desk = await TestStore.start(line.url, true, attackedWriter);
  return desk;
}

async function openDesk(): Promise<TestStore> {
  const store = await startDesk();
  const file = join(disk.folder, 'user.db');
  await store.openFor('member-els', file, { deviceId: `device-disk-${disks}`, offline: offlineGrant });
  return store;
}

function newPerson(store: TestStore, familyName: string) {
  const person = { kind: 'citizen', givenName: 'Schijf', familyName, language: 'nl' };
  return store.tryRun('createPerson', person);
}

/** Makes people until one is refused; answers those that were acknowledged. */
async function fillUp(store: TestStore, familyName: string): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let index = 0; index < 2_000; index += 1) {
    const result = await newPerson(store, `${familyName} ${'woord '.repeat(15)}`.trim());
    if (result.ok) acknowledged.push(result.value.written[0]?.documentId ?? '');
    else {
      expect(result.error).toMatchObject({ code: 'DISK_FULL', retryable: true });
      return acknowledged;
    }
  }
  throw new Error('The disk never became full');
}

/** Everything that a clerk looks at still answers, and what was acknowledged is there. */
async function expectReadable(store: TestStore, acknowledged: readonly string[], familyName: string): Promise<void> {
  // Not their card: who looks at one is written down first, and the disk takes nothing (consultations.test.ts).
  for (const personId of acknowledged) await store.read('personSummary', { personId });
  await store.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 50 });
  await store.read('dayOverview', { day: '2026-11-23' });
  await store.read('syncItems', { limit: 10 });
  const found = await store.read('searchEverything', { text: familyName, limitPerGroup: 1 });
  expect(found.groups[0]?.total ?? 0).toBe(acknowledged.length);
}

describe(`a full disk (${canMount ? 'a real one' : "SQLite's own limit"})`, () => {
  it('in the middle of work: the command is refused, everything is readable, and it goes on by itself', async () => {
    const store = await openDesk();
    await store.untilUpToDate();
    await line.down();
    disk.fill();
    const acknowledged = await fillUp(store, 'Middenin');
    await expectReadable(store, acknowledged, 'middenin');
    disk.empty();
    const again = await newPerson(store, 'Middenin');
    expect(again).toMatchObject({ ok: true });
    await line.up();
    await store.untilUpToDate();
    await expectReadable(
      store,
      [...acknowledged, again.ok ? (again.value.written[0]?.documentId ?? '') : ''],
      'middenin',
    );
  });

  it('during the first sync: said, readable, and complete by itself when there is room', async () => {
    await midoffice.order({ delayMilliseconds: 150, only: 'pullDossiers', count: 20 });
    const store = await openDesk();
    await store.until(
      'syncStatus',
      {},
      (status) => (status.firstSync?.received ?? 0) > 0 || status.phase === 'upToDate',
    );
    disk.fill();
    const blocked = await store.until('syncStatus', {}, (status) => status.error?.code === 'DISK_FULL', 20_000);
    expect(['blocked', 'offline']).toContain(blocked.phase);
    await store.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 50 });
    await store.read('searchEverything', { text: 'peeters', limitPerGroup: 5 });
    disk.empty();
    await midoffice.clearFaults();
    await store.untilUpToDate(60_000);
    const here = (await store.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 1 })).total;
    await store.stop();
    // As many as on a desk whose disk never was full.
    desk = await TestStore.start(line.url);
    await desk.openFor('member-els', join(folder, 'roomy.db'), { deviceId: 'device-roomy' });
    await desk.untilUpToDate();
    expect(here).toBe((await desk.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 1 })).total);
  });

  it('while the log is emptied: nothing is lost, and the log is emptied when there is room', async () => {
    const store = await openDesk();
    await store.untilUpToDate();
    await line.down();
    const before: string[] = [];
    for (let index = 0; index < 40; index += 1) {
      const result = await newPerson(store, 'Logboek');
      if (result.ok) before.push(result.value.written[0]?.documentId ?? '');
    }
    disk.fill();
    const acknowledged = [...before, ...(await fillUp(store, 'Logboek'))];
    // Long enough for a checkpoint in a quiet moment, and for the one that every start has coming.
    await sleep(7_000);
    await expectReadable(store, acknowledged, 'logboek');
    disk.empty();
    await line.up();
    await store.untilUpToDate();
    await expectReadable(store, acknowledged, 'logboek');
  });

  it.runIf(canMount)(
    'at the opening: said with a code, nothing is set aside, and it opens when there is room',
    async () => {
      const store = await openDesk();
      await store.untilUpToDate();
      await line.down();
      const acknowledged: string[] = [];
      const made = await newPerson(store, 'Opening');
      if (made.ok) acknowledged.push(made.value.written[0]?.documentId ?? '');
      await store.stop();
      desk = undefined;
      disk.fill();
      const next = await startDesk();
      const refused = await next.open(join(disk.folder, 'user.db'), offlineGrant);
      if (refused.ok) await expectReadable(next, acknowledged, 'opening');
      else expect(refused.error).toMatchObject({ code: 'DISK_FULL', retryable: true });
      process.stdout.write(`An opening on a full disk: ${refused.ok ? 'opens' : refused.error.code}\n`);
      expect(existsSync(join(disk.folder, 'quarantine'))).toBe(false);
      disk.empty();
      expect(await next.open(join(disk.folder, 'user.db'), offlineGrant)).toMatchObject({
        ok: true,
        value: { recovered: false },
      });
      await expectReadable(next, acknowledged, 'opening');
    },
  );
});

describe.runIf(canMount)('a real file system that can only be read', () => {
  it('at the opening: said with a code, nothing changes, and it opens when it can be written', async () => {
    const store = await openDesk();
    await store.untilUpToDate();
    await line.down();
    const made = await newPerson(store, 'Leesbaar');
    const acknowledged = made.ok ? [made.value.written[0]?.documentId ?? ''] : [];
    await store.stop();
    desk = undefined;
    disk.makeReadOnly(true);
    const next = await startDesk();
    const refused = await next.open(join(disk.folder, 'user.db'), offlineGrant);
    if (refused.ok) await expectReadable(next, acknowledged, 'leesbaar');
    else expect(refused.error).toMatchObject({ code: 'DISK_READ_ONLY', retryable: true });
    disk.makeReadOnly(false);
    expect(existsSync(join(disk.folder, 'quarantine'))).toBe(false);
    expect(await next.open(join(disk.folder, 'user.db'), offlineGrant)).toMatchObject({
      ok: true,
      value: { recovered: false },
    });
    await expectReadable(next, acknowledged, 'leesbaar');
  });
});
