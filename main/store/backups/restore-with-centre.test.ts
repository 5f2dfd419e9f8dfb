import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { offlineGrant } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from '../testing/test-midoffice.ts';
import { TestStore } from '../testing/test-store.ts';

const folder = testFolder();
let midoffice: TestMidoffice;
let line: TestLine;
const desks: TestStore[] = [];

beforeAll(async () => {
  midoffice = await startMidoffice(60);
  line = new TestLine(midoffice.url);
  await line.up();
});
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.stop();
  await line.up();
});
afterAll(async () => {
  await line.down();
  await midoffice.stop();
});

async function openDesk(name: string, url: string, member = 'member-els'): Promise<TestStore> {
  const desk = await TestStore.start(url);
  desks.push(desk);
  const file = join(folder, name, 'store.db');
  await desk.openFor(member, file, { deviceId: `device-${name}`, offline: offlineGrant });
  return desk;
}

async function newDesk(name: string, url: string, member?: string): Promise<TestStore> {
  mkdirSync(join(folder, name), { recursive: true });
  const desk = await openDesk(name, url, member);
  await desk.untilUpToDate();
  return desk;
}

async function newPerson(desk: TestStore, familyName: string): Promise<string> {
  const { written } = await desk.run('createPerson', {
    kind: 'citizen',
    givenName: 'Terug',
    familyName,
    language: 'nl',
  });
  return written[0]?.documentId ?? '';
}

async function backUp(desk: TestStore): Promise<string> {
  const before = (await desk.read('syncStatus', {})).backups?.backups.length ?? 0;
  await desk.run('makeBackup', {});
  const status = await desk.until('syncStatus', {}, (now) => (now.backups?.backups.length ?? 0) > before);
  return status.backups?.backups[0]?.id ?? '';
}

function phone(desk: TestStore, personId: string, phoneNumber: string) {
  return desk.run('updatePerson', { personId, changes: { phoneNumber } });
}

async function numbersOf(desk: TestStore, personId: string): Promise<string> {
  const result = await desk.tryRead('personCard', { personId });
  return result.ok ? JSON.stringify(result.value.person.phoneNumbers) : result.error.code;
}

it('a restored backup takes what is newer from the centre, and sends nothing twice', async () => {
  const desk = await newDesk('restored', line.url);
  const other = await newDesk('other', midoffice.url, 'member-karim');
  const known = await newPerson(desk, 'Bekend');
  await desk.untilUpToDate();
  await line.down();
  await phone(desk, known, '+32470000001');
  const fresh = await newPerson(desk, 'Pas gemaakt');
  const backupId = await backUp(desk);
  expect((await desk.read('syncStatus', {})).backups?.backups[0]).toMatchObject({ unsentItems: 2, why: 'hand' });
  await line.up();
  await desk.until('syncStatus', {}, (now) => now.waiting === 0 && now.phase === 'upToDate', 20_000);
  await other.until('personCard', { personId: fresh }, () => true, 20_000);
  await phone(other, known, '+32470000002');
  await phone(other, fresh, '+32470000003');
  await other.untilUpToDate();
  await expect.poll(() => numbersOf(desk, fresh), { timeout: 20_000 }).toContain('+32470000003');

  await desk.run('restoreBackup', { backupId });
  await desk.until('syncStatus', {}, (now) => now.recovery?.reason === 'restored', 20_000);
  await desk.until('syncStatus', {}, (now) => now.phase === 'upToDate' && now.waiting === 0, 20_000);
  await expect.poll(() => numbersOf(desk, known), { timeout: 20_000 }).toContain('+32470000002');
  await expect.poll(() => numbersOf(desk, fresh), { timeout: 20_000 }).toContain('+32470000003');
  expect(await desk.read('syncStatus', {})).toMatchObject({ conflicts: 0, rejected: 0, waiting: 0 });
  expect(await numbersOf(other, known)).toContain('+32470000002');

  await desk.run('undoRestore', {});
  await desk.until('syncStatus', {}, (now) => now.recovery?.reason === 'undone', 20_000);
  await desk.until('syncStatus', {}, (now) => now.phase === 'upToDate' && now.waiting === 0, 20_000);
  expect(await numbersOf(desk, fresh)).toContain('+32470000003');
}, 120_000);

it('unsent work that clashes with a newer version of the centre becomes a conflict after a damage, not a silent winner', async () => {
  const desk = await newDesk('clash', line.url);
  const other = await newDesk('clash-other', midoffice.url, 'member-karim');
  const personId = await newPerson(desk, 'Betwist');
  await phone(desk, personId, '+32470000010');
  await desk.untilUpToDate();
  await backUp(desk);
  await line.down();
  await desk.run('updatePerson', { personId, changes: { preferredChannel: 'email' } });
  await desk.run('updatePerson', { personId, changes: { language: 'fr' } });
  await desk.stop();
  desks.splice(desks.indexOf(desk), 1);
  await other.until('personCard', { personId }, () => true, 20_000);
  await other.run('updatePerson', { personId, changes: { language: 'de' } });
  await other.untilUpToDate();

  const descriptor = openSync(join(folder, 'clash', 'store.db'), 'r+');
  writeSync(descriptor, Buffer.alloc(8192, 0xa5), 0, 8192, 0);
  closeSync(descriptor);
  const again = await openDesk('clash', line.url);
  // Without a line: the backup with the work of now.
  expect((await again.read('personCard', { personId })).person.language).toBe('fr');
  await line.up();
  await again.stop();
  desks.splice(desks.indexOf(again), 1);
  const online = await openDesk('clash', line.url);
  const status = await online.until('syncStatus', {}, (now) => now.conflicts === 1, 30_000);
  expect(status.recovery).toMatchObject({ reason: 'damaged' });
  await online.until('syncStatus', {}, (now) => now.waiting === 0, 20_000);
  expect((await online.read('personCard', { personId })).person).toMatchObject({
    language: 'de',
    preferredChannel: 'email',
  });
  const [conflict] = await online.read('conflictList', {});
  expect(conflict).toMatchObject({ documentId: personId, fields: ['language'] });
}, 120_000);
