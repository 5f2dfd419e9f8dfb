import { join } from 'node:path';
import { demoLogInDocument, pullDocuments, pushDocuments } from '@onthaal/contract/generated/client-documents.ts';
import type { SessionGrant } from '@onthaal/contract/session/session.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabaseFile, tableNameOf } from './storage/index.ts';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

const folder = testFolder();
const key = Buffer.from('A'.repeat(43).concat('='), 'base64');
const file = join(folder, 'els.db');
const table = tableNameOf('consultations', 0);
const waiting = { timeout: 120_000, interval: 200 };
const day = 86_400_000;

let midoffice: TestMidoffice;
let line: TestLine;
let other: SessionGrant;
beforeAll(async () => {
  midoffice = await startMidoffice(60);
  line = new TestLine(midoffice.url);
  await line.up();
  const answer = await ask<{ demoLogIn: SessionGrant }>(demoLogInDocument, {
    memberId: 'member-els',
    deviceId: 'device-other',
  });
  other = answer.demoLogIn;
});
afterAll(async () => {
  await line.down();
  await midoffice.stop();
});

async function ask<Answer>(query: string, variables: object, token?: string): Promise<Answer> {
  const response = await fetch(`${midoffice.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Answer; errors?: unknown };
  if (data == null) throw new Error(JSON.stringify(errors));
  return data;
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * day).toISOString();
}

/** A look of the same member on another computer, so many days ago. */
async function lookElsewhere(personId: string, days: number): Promise<string> {
  const [id, at] = [v7(), daysAgo(days)];
  const newDocumentState = {
    ...{ id, at, createdAt: at, updatedAt: at, updatedBy: { memberId: 'member-els', name: 'Els Peeters' } },
    ...{ memberId: 'member-els', deviceId: 'device-other', personId, purpose: 'counterService' },
    ...{ fields: ['address'], outcome: 'shown', deleted: false },
  };
  const rows = [{ operationId: v7(), newDocumentState, assumedMasterState: null }];
  const answer = await ask<Record<string, { outcome: string }[]>>(pushDocuments.consultations, { rows }, other.token);
  expect(Object.values(answer)[0]?.map(({ outcome }) => outcome)).toEqual(['accepted']);
  return id;
}

async function idsAtCentre(): Promise<readonly string[]> {
  type Page = Record<string, { documents: { id: string }[] }>;
  const page = await ask<Page>(pullDocuments.consultations, { checkpoint: null, limit: 1000 }, other.token);
  return Object.values(page)[0]?.documents.map(({ id }) => id) ?? [];
}

function idsHere(): readonly string[] {
  const opened = openDatabaseFile({ file, key, readOnly: true });
  try {
    return opened.rows<{ id: string }>(`SELECT id FROM ${table} ORDER BY id`).map(({ id }) => id);
  } finally {
    opened.close();
  }
}

async function openDesk(): Promise<TestStore> {
  const store = await TestStore.start(line.url);
  const grant = await store.control({ kind: 'logIn', memberId: 'member-els', deviceId: 'device-els' });
  if (!grant.ok) throw new Error(grant.error.code);
  expect((await store.open(file, grant.value)).ok).toBe(true);
  return store;
}

it('looks of more than 30 days ago leave the desk, once the centre has them; later ones stay', async () => {
  let store = await openDesk();
  await store.untilUpToDate();
  const [hit] = (await store.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 1 })).rows;
  const { dossier } = await store.read('dossierCard', { dossierId: hit?.id ?? '' });
  const personId = dossier.applicantId;
  const first = idsHere();
  const [old, recent] = [await lookElsewhere(personId, 40), await lookElsewhere(personId, 20)];
  await expect.poll(idsHere, waiting).toContain(recent);

  await line.down();
  const look = await store.run('consultPerson', { personId, purpose: 'other', reveal: true });
  const unsent = look.written[0]?.documentId ?? '';
  await store.stop();
  // Nobody can wait for 40 days in a test: the row that was never sent is made that old.
  const opened = openDatabaseFile({ file, key });
  const statement = `UPDATE ${table} SET data = json_set(data, '$.at', ?), field_at = ? WHERE id = ?`;
  opened.prepare(statement).run(daysAgo(40), daysAgo(40), unsent);
  opened.close();
  await line.up();
  store = await openDesk();
  await store.untilUpToDate();
  // The first look for old rows is made when the desk is up to date.
  await expect.poll(() => [idsHere().includes(old), idsHere().includes(unsent)], waiting).toEqual([false, false]);
  expect(idsHere()).toEqual(expect.arrayContaining([...first, recent]));
  expect(await idsAtCentre()).toEqual(expect.arrayContaining([old, recent, unsent]));
  await store.stop();
}, 300_000);
