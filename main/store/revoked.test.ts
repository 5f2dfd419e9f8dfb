import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

const folder = testFolder();
let midoffice: TestMidoffice;
let line: TestLine;
let els: TestStore;
let files = 0;

const logIn = () => els.control({ kind: 'logIn', memberId: 'member-els', deviceId: 'device-els' });

async function open(): Promise<void> {
  files += 1;
  await els.openFor('member-els', join(folder, `${files}.db`), { deviceId: 'device-els' });
  await els.untilUpToDate();
}

beforeAll(async () => {
  midoffice = await startMidoffice(50);
  line = new TestLine(midoffice.url);
  await line.up();
  els = await TestStore.start(line.url);
});
afterEach(async () => {
  await line.up();
  els.revoked.length = 0;
});
afterAll(async () => {
  await els.stop();
  await line.down();
  await midoffice.stop();
});

describe.each(['memberId: "member-els"', 'deviceId: "device-els"'])('access that was taken away (%s)', (whose) => {
  it('closes the store with the number of unsent items, and no login is possible until it is given back', async () => {
    await open();
    await line.down();
    await els.until('syncStatus', {}, (status) => status.phase === 'offline');
    await els.run('createPerson', { kind: 'citizen', givenName: 'Niet', familyName: 'Verstuurd', language: 'nl' });
    await midoffice.administer(`revokeAccess(${whose})`);
    expect(els.revoked).toEqual([]);
    await line.up();
    await expect.poll(() => els.revoked, { timeout: 15_000 }).toEqual([1]);
    expect(await els.tryRead('syncStatus', {})).toMatchObject({ ok: false, error: { code: 'STORE_LOCKED' } });
    expect(await logIn()).toMatchObject({ ok: false, error: { code: 'ACCESS_REVOKED' } });
    await midoffice.administer(`restoreAccess(${whose})`);
    expect(await logIn()).toMatchObject({ ok: true });
  });

  it('is heard at once by a desk that has a line and nothing to do', async () => {
    await open();
    await midoffice.administer(`revokeAccess(${whose})`);
    await expect.poll(() => els.revoked, { timeout: 5_000 }).toEqual([0]);
    await midoffice.administer(`restoreAccess(${whose})`);
  });
});

it('only an administrator takes access away, and a page of another web server does not', async () => {
  await open();
  const grant = await logIn();
  const token = grant.ok ? grant.value.token : '';
  const answer = await fetch(`${midoffice.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: 'mutation { revokeAccess(memberId: "member-karim") }' }),
  });
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_ALLOWED' } }] });
  await midoffice.order({ status: 403, count: 2, only: 'pullReferences' });
  await els.run('syncNow', {});
  await els.until('syncStatus', {}, (status) => status.phase === 'offline' || status.phase === 'upToDate');
  expect(els.revoked).toEqual([]);
});
