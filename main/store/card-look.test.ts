import { makeTestInsz } from '@onthaal/contract/rules/identifiers/index.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { tableNameOf } from './storage/index.ts';
import { LocalStore, offlineGrant } from './testing/local-store.ts';
import { testFolder } from './testing/test-folder.ts';

const folder = testFolder();
const nationalNumber = makeTestInsz('1985-07-30', 151);
const stranger = makeTestInsz('1990-01-02', 7);
let store: LocalStore;
let personId: string;

beforeEach(async () => {
  store = await LocalStore.open(folder);
  const person = { kind: 'citizen', givenName: 'An', familyName: 'Gelezen', nationalNumber, language: 'nl' } as const;
  personId = (await store.run('createPerson', person)).written[0]?.documentId ?? '';
});
afterEach(async () => {
  const { database } = store.store.file;
  database.pragma('query_only = OFF');
  for (const name of ['consultations', 'persons'] as const) database.exec(`DELETE FROM ${tableNameOf(name, 0)}`);
  await store.store.close();
});

it('the reading of a card is written down with its purpose, once for one look', async () => {
  expect(await store.consultCard(nationalNumber)).toEqual({ ok: true, value: { personId, isRegistered: true } });
  expect(await store.consultCard(nationalNumber)).toMatchObject({ ok: true });
  expect(store.consultations()).toMatchObject([
    {
      personId,
      memberId: offlineGrant.member.memberId,
      purpose: 'identityCheck',
      outcome: 'shown',
      fields: ['eId', 'nationalNumber', 'familyName', 'givenName', 'birthDate', 'address', 'photo'],
    },
  ]);
});

it.each([stranger, null])('of who is not in the register (%s) it names the id that they will have', async (number) => {
  const consulted = await store.consultCard(number);
  if (!consulted.ok) throw new Error(consulted.error.code);
  expect(consulted.value.isRegistered).toBe(false);
  expect(store.consultations()).toMatchObject([{ personId: consulted.value.personId }]);
  expect(JSON.stringify(store.consultations())).not.toContain(stranger);
  const person = { kind: 'citizen', givenName: 'Ine', familyName: 'Nieuw', language: 'nl' } as const;
  await store.run('createPerson', { ...person, nationalNumber: stranger, id: consulted.value.personId });
  expect(await store.consultCard(stranger)).toMatchObject({
    value: { personId: consulted.value.personId, isRegistered: true },
  });
});

it('the row of a card opens nothing of the register, and is not the look at the card of a person', async () => {
  await store.consultCard(nationalNumber);
  const [row] = store.consultations();
  expect(await store.tryRead('personCard', { personId, consultationId: row?.id })).toMatchObject({
    error: { code: 'CONSULTATION_REQUIRED' },
  });
  const look = { personId, purpose: 'identityCheck', reveal: true } as const;
  expect((await store.run('consultPerson', look)).written[0]?.documentId).not.toBe(row?.id);
});

it('what cannot be written down is an error, and nothing else', async () => {
  store.store.file.database.pragma('query_only = ON');
  expect(await store.consultCard(nationalNumber)).toMatchObject({ ok: false, error: { code: 'DISK_READ_ONLY' } });
  store.store.file.database.pragma('query_only = OFF');
  expect(store.consultations()).toEqual([]);
});

it('names and day of birth of a card are taken over with the name that is shown', async () => {
  const changes = { givenName: 'Anna Maria', birthDate: '1985-07-30' };
  await store.run('updatePerson', { personId, changes });
  const card = await store.read('personCard', { personId });
  expect(card.person).toMatchObject({ ...changes, familyName: 'Gelezen', displayName: 'Anna Maria Gelezen' });
  expect(card.person.history.at(-1)).toMatchObject({ kind: 'fieldsChanged' });
});
