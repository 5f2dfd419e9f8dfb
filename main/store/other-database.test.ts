import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { offlineGrant } from './testing/local-store.ts';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

const folder = testFolder();
/** Both sign with the same secret, as a production mid-office does: the session survives the change of database. */
const secret = { ONTHAAL_TOKEN_SECRET: 'a secret of the tests that is long enough to be taken' };
let first: TestMidoffice;
let second: TestMidoffice;
let desk: TestStore | undefined;
const lines: TestLine[] = [];

beforeAll(async () => {
  [first, second] = await Promise.all([startMidoffice(100, secret), startMidoffice(50, secret)]);
});
afterEach(async () => {
  await desk?.stop();
  desk = undefined;
});
afterAll(async () => {
  await Promise.all(lines.map((line) => line.down()));
  await Promise.all([first?.stop(), second?.stop()]);
});

async function newLine(): Promise<TestLine> {
  const line = new TestLine(first.url);
  lines.push(line);
  await line.up();
  return line;
}

async function openDesk(line: TestLine, name: string): Promise<TestStore> {
  desk = await TestStore.start(line.url);
  const file = join(folder, `${name}.db`);
  await desk.openFor('member-els', file, { deviceId: `device-${name}`, offline: offlineGrant });
  return desk;
}

async function totals(store: TestStore): Promise<number> {
  return (await store.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 1 })).total;
}

/** A person that only the first mid-office has, and work about it and about nothing that nobody sent yet. */
async function workBeforeTheChange(store: TestStore, line: TestLine) {
  const known = await store.run('createPerson', {
    kind: 'citizen',
    givenName: 'Alleen',
    familyName: 'Vroeger',
    language: 'nl',
  });
  await store.untilUpToDate();
  await line.down();
  const personId = known.written[0]?.documentId ?? '';
  await store.run('addNote', { collection: 'persons', documentId: personId, text: 'Over iemand van vroeger' });
  const made = await store.run('createPerson', {
    kind: 'citizen',
    givenName: 'Nog',
    familyName: 'Onverzonden',
    language: 'nl',
  });
  return { personId, newId: made.written[0]?.documentId ?? '' };
}

async function expectOnlyTheSecond(store: TestStore, personId: string, newId: string): Promise<void> {
  const status = await store.until(
    'syncStatus',
    {},
    (now) => now.recovery !== undefined && now.phase === 'upToDate' && now.waiting === 0 && now.firstSync === undefined,
    30_000,
  );
  expect(status.recovery).toMatchObject({ reason: 'otherDatabase', rescuedItems: 2, incomplete: false });
  const reference = await TestStore.start(second.url);
  await reference.openFor('member-karim', join(folder, `reference-${newId}.db`), { deviceId: 'device-reference' });
  await reference.untilUpToDate();
  expect(await totals(store)).toBe(await totals(reference));
  // What was unsent arrived; nothing of the first database came along.
  expect((await reference.read('personCard', { personId: newId })).person.familyName).toBe('Onverzonden');
  for (const one of [store, reference]) {
    expect(await one.tryRead('personCard', { personId })).toMatchObject({
      ok: false,
      error: { code: 'DOCUMENT_UNKNOWN' },
    });
  }
  await reference.stop();
  const [refused] = await store.read('syncItems', { limit: 10 });
  expect(refused).toMatchObject({
    state: 'rejected',
    command: 'addNote',
    documentId: personId,
    error: { code: 'DOCUMENT_UNKNOWN' },
  });
  expect(JSON.stringify(refused?.changes)).toContain('Over iemand van vroeger');
}

describe('a mid-office with another database', () => {
  it('met by an open desk: a fresh first sync, unsent work kept, nothing mixed; told until it is read', async () => {
    const line = await newLine();
    const store = await openDesk(line, 'open');
    await store.untilUpToDate();
    const { personId, newId } = await workBeforeTheChange(store, line);
    line.target = second.url;
    await line.up();
    await expectOnlyTheSecond(store, personId, newId);
    expect(existsSync(join(folder, 'quarantine', 'other-database', 'open.db'))).toBe(true);

    await store.run('dismissRecovery', {});
    expect((await store.read('syncStatus', {})).recovery).toBeUndefined();
  });

  it('met at the start of a desk', async () => {
    const line = await newLine();
    const store = await openDesk(line, 'closed');
    await store.untilUpToDate();
    const { personId, newId } = await workBeforeTheChange(store, line);
    await store.stop();
    line.target = second.url;
    await line.up();
    await expectOnlyTheSecond(await openDesk(line, 'closed'), personId, newId);
  });

  it('is not taken for another one when it only was away', async () => {
    const line = await newLine();
    const store = await openDesk(line, 'same');
    await store.untilUpToDate();
    await line.down();
    await store.until('syncStatus', {}, (now) => now.phase === 'offline');
    await line.up();
    await store.untilUpToDate();
    expect((await store.read('syncStatus', {})).recovery).toBeUndefined();
  });
});
