import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

const HOUR = 3_600_000;
const folder = testFolder();
let midoffice: TestMidoffice;
let line: TestLine;
const desks: TestStore[] = [];

beforeAll(async () => {
  midoffice = await startMidoffice(50);
  line = new TestLine(midoffice.url);
  await line.up();
});
afterEach(async () => {
  await line.up();
  await Promise.all(desks.splice(0).map((store) => store.stop()));
});
afterAll(async () => {
  await line.down();
  await midoffice.stop();
});

async function desk(memberId: string, shift: number, name = memberId): Promise<TestStore> {
  const store = await TestStore.startWithClock(line.url, shift);
  desks.push(store);
  await store.openFor(memberId, join(folder, `${name}.db`), { deviceId: `device-${name}` });
  return store;
}

/** The same desk again, without a line: an earlier grant serves. */
async function again(store: TestStore, name: string, shift: number): Promise<TestStore> {
  const grant = await store.control({ kind: 'logIn', memberId: 'member-els', deviceId: `device-${name}` });
  if (!grant.ok) throw new Error(grant.error.code);
  await line.down();
  await store.stop();
  desks.splice(desks.indexOf(store), 1);
  const next = await TestStore.startWithClock(line.url, shift);
  desks.push(next);
  await next.open(join(folder, `${name}.db`), grant.value);
  return next;
}

async function newPerson(store: TestStore, familyName: string): Promise<string> {
  const { written } = await store.run('createPerson', {
    kind: 'citizen',
    givenName: 'Klok',
    familyName,
    language: 'nl',
  });
  return written[0]?.documentId ?? '';
}

/** Two clocks that are set by the centre's answers, which tell whole seconds, agree on the order of what lies further apart. */
const aSecond = () => new Promise((resolve) => setTimeout(resolve, 1_200));

/** How far an instant lies from now, in milliseconds. */
function distance(instant: string | undefined): number {
  return Math.abs(Date.parse(instant ?? '') - Date.now());
}

describe('clocks that are hours off', () => {
  it('give the right order and times: one desk 5 hours ahead, one 5 hours behind, in turn on one person', async () => {
    const [ahead, behind] = await Promise.all([desk('member-els', 5 * HOUR), desk('member-karim', -5 * HOUR)]);
    await Promise.all([ahead.untilUpToDate(), behind.untilUpToDate()]);
    const skew = async (store: TestStore) => (await store.read('syncStatus', {})).clockSkewSeconds ?? 0;
    expect(Math.abs((await skew(ahead)) - 5 * 3600)).toBeLessThan(10);
    expect(Math.abs((await skew(behind)) + 5 * 3600)).toBeLessThan(10);

    const personId = await newPerson(ahead, 'Beurtelings');
    await ahead.untilUpToDate();
    await behind.until('personCard', { personId }, () => true);
    await behind.run('updatePerson', { personId, changes: { phoneNumber: '+32470000001' } });
    await behind.run('addNote', { collection: 'persons', documentId: personId, text: 'eerst Karim' });
    await behind.untilUpToDate();
    await ahead.until('personCard', { personId }, ({ person }) => person.notes.length === 1);
    await aSecond();
    await ahead.run('addNote', { collection: 'persons', documentId: personId, text: 'dan Els' });
    await ahead.run('updatePerson', { personId, changes: { phoneNumber: '+32470000002' } });
    await ahead.untilUpToDate();
    const { person } = await behind.until('personCard', { personId }, (card) => card.person.notes.length === 2);
    expect(person.notes.map(({ text }) => text)).toEqual(['eerst Karim', 'dan Els']);
    expect([...person.notes].sort((one, other) => one.at.localeCompare(other.at))).toEqual(person.notes);
    await behind.until('personCard', { personId }, (card) =>
      card.person.phoneNumbers.some(({ number }) => number === '+32470000002'),
    );
    for (const { at } of [...person.notes, ...person.history]) expect(distance(at)).toBeLessThan(60_000);
    expect(distance(person.updatedAt)).toBeLessThan(60_000);
    for (const store of [ahead, behind]) {
      expect(await store.read('syncStatus', {})).toMatchObject({ conflicts: 0, rejected: 0, waiting: 0 });
      for (const item of await store.read('syncItems', { limit: 10 })) {
        expect(distance(item.queuedAt)).toBeLessThan(60_000);
        expect(Date.parse(item.acceptedAt ?? '') - Date.parse(item.queuedAt)).toBeGreaterThan(-3_000);
      }
    }
  });

  it('merge what two desks wrote without a line, by the centre’s time', async () => {
    const [ahead, behind] = await Promise.all([
      desk('member-els', 5 * HOUR, 'els-b'),
      desk('member-karim', -5 * HOUR, 'karim-b'),
    ]);
    await Promise.all([ahead.untilUpToDate(), behind.untilUpToDate()]);
    const personId = await newPerson(ahead, 'Tegelijk');
    await ahead.untilUpToDate();
    await behind.until('personCard', { personId }, () => true);
    await line.down();
    await ahead.run('addNote', { collection: 'persons', documentId: personId, text: 'een' });
    await aSecond();
    await behind.run('addNote', { collection: 'persons', documentId: personId, text: 'twee' });
    await ahead.run('updatePerson', { personId, changes: { emailAddress: 'klok@example.be' } });
    await behind.run('updatePerson', { personId, changes: { language: 'fr' } });
    await line.up();
    await Promise.all([ahead.untilUpToDate(), behind.untilUpToDate()]);
    for (const store of [ahead, behind]) {
      const { person } = await store.until('personCard', { personId }, (card) => card.person.notes.length === 2);
      expect([...person.notes].sort((one, other) => one.at.localeCompare(other.at)).map(({ text }) => text)).toEqual([
        'een',
        'twee',
      ]);
      await store.until('personCard', { personId }, (card) => card.person.language === 'fr');
      expect(await store.read('syncStatus', {})).toMatchObject({ conflicts: 0, rejected: 0 });
    }
  });

  it('jump back between two starts: the centre’s time goes on, and everything is still sent', async () => {
    const first = await desk('member-els', 5 * HOUR, 'els-c');
    await first.untilUpToDate();
    await newPerson(first, 'Voor');
    await first.untilUpToDate();
    // Without a line and still 5 hours ahead: what was learned of the centre's clock holds.
    const second = await again(first, 'els-c', 5 * HOUR);
    const during = await newPerson(second, 'Tijdens');
    expect(distance((await second.read('personCard', { personId: during })).person.updatedAt)).toBeLessThan(60_000);
    await second.stop();
    desks.splice(desks.indexOf(second), 1);
    await line.up();
    // Somebody set the clock right, so it jumped back by 5 hours, behind every write time of RxDB.
    const third = await desk('member-els', 0, 'els-c');
    const after = await newPerson(third, 'Na');
    await third.until('syncStatus', {}, (status) => status.waiting === 0 && status.phase === 'upToDate', 40_000);
    expect(distance((await third.read('personCard', { personId: after })).person.updatedAt)).toBeLessThan(60_000);
    const items = await third.read('syncItems', { limit: 10 });
    expect(items.map((item) => item.state)).toEqual(['accepted', 'accepted', 'accepted']);
  });
});
