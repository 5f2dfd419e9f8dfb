import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testFolder } from '../testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from '../testing/test-midoffice.ts';
import { TestStore } from '../testing/test-store.ts';

const folder = testFolder();
let midoffice: TestMidoffice;
let line: TestLine;
let store: TestStore;

beforeAll(async () => {
  midoffice = await startMidoffice();
  line = new TestLine(midoffice.url);
  await line.up();
  store = await TestStore.start(line.url);
});
afterAll(async () => {
  await store.kill();
  await line.down();
  await midoffice.stop();
});

it('what waits for its turn to be pushed is forgotten when its database is closed, and the next one is open', async () => {
  const grant = await store.control({ kind: 'logIn', memberId: 'member-els', deviceId: 'device-push-order' });
  if (!grant.ok) throw new Error(grant.error.code);
  await store.open(join(folder, 'first.db'), grant.value);
  await store.untilUpToDate();
  await line.down();
  const person = { kind: 'citizen', givenName: 'Wacht', familyName: 'Opbeurt', language: 'nl' } as const;
  const { written } = await store.run('createPerson', person);
  // Pushed after the person, who cannot be pushed now.
  const contact = { personId: written[0]?.documentId ?? '', subject: 'Wacht', channel: 'phone', direction: 'incoming' };
  await store.run('registerInteraction', { ...contact, text: 'Belt terug', dossierIds: [] } as never);
  await store.until('syncStatus', {}, (status) => status.phase === 'offline' && status.waiting === 2);
  expect(await store.open(join(folder, 'second.db'), grant.value)).toMatchObject({ ok: true });
  const ends = store.ended.then((code) => `the store ended with ${code}`);
  expect(await Promise.race([store.tryRun('createPerson', person), ends])).toMatchObject({ ok: true });
  expect(await Promise.race([store.read('syncStatus', {}), ends])).toMatchObject({ waiting: 1 });
  expect(store.logs.filter(({ level }) => level === 'error')).toEqual([]);
});
