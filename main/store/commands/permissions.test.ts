import { destinationBy } from '@onthaal/contract/rules/messages/index.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { setClockOffset } from '../database/clock.ts';
import { LocalStore, offlineGrant } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';

const DAY = 86_400_000;
const folder = testFolder();
let store: LocalStore;

beforeEach(async () => {
  const opened = await LocalStore.tryOpen(folder);
  if (!opened.ok) throw new Error(opened.error.code);
  store = opened.value;
});
afterEach(async () => {
  setClockOffset(0);
  await store.store.close();
});

it('keeps per channel what somebody said last, since which day, and by whom it was written', async () => {
  const args = { kind: 'citizen', givenName: 'An', familyName: 'Janssens', language: 'nl' } as const;
  const made = await store.run('createPerson', { ...args, phoneNumber: '0470 12 34 56' });
  const personId = made.written[0]?.documentId ?? '';
  const person = async () => (await store.read('personCard', { personId }))?.person;
  const say = (optIns: { readonly email?: boolean; readonly sms?: boolean }) =>
    store.run('updatePerson', { personId, changes: { optIns } });

  await say({ sms: true, email: false });
  const first = await person();
  if (first === undefined) throw new Error('Nobody');
  expect(destinationBy(first, 'sms')).toEqual({ channel: 'sms', address: '+32470123456' });
  expect(first.optIns.map(({ channel, allowed }) => [channel, allowed])).toEqual([
    ['email', false],
    ['sms', true],
  ]);

  setClockOffset(2 * DAY);
  await say({ sms: false });
  const second = await person();
  if (second === undefined) throw new Error('Nobody');
  expect(destinationBy(second, 'sms')).toBeUndefined();
  const [email, sms] = second.optIns;
  expect([second.optIns.length, email, sms?.channel, sms?.allowed]).toEqual([2, first.optIns[0], 'sms', false]);
  expect(sms?.since.localeCompare(email?.since ?? '')).toBe(1);
  const lines = second.history.filter(({ kind }) => kind === 'fieldsChanged');
  expect(lines.map(({ by, parameters }) => [by.name, parameters?.optIns])).toEqual([
    [offlineGrant.member.name, 'email: no, sms: yes'],
    [offlineGrant.member.name, 'sms: no'],
  ]);
});
