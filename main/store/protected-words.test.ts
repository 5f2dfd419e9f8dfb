import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

const folder = testFolder();
/** What was written about the protected person of the demo. */
const secrets = ['Schuilplaats', 'Geheimstraat', 'Ontsnapt', 'Vluchthuis'];
const words = { subject: 'Schuilplaats gevonden', text: 'Ontsnapt uit huis', title: 'Bel het Vluchthuis' };

let midoffice: TestMidoffice;
let line: TestLine;
/** At the counter, in no team that has to do with the person. */
let noor: TestStore;
/** Leads the team that handles the dossier. */
let jan: TestStore;
let personId: string;
let dossierId: string;
let number: string;

async function desk(memberId: string): Promise<TestStore> {
  const store = await TestStore.start(line.url);
  await store.openFor(memberId, join(folder, `${memberId}.db`));
  await store.untilUpToDate();
  return store;
}

beforeAll(async () => {
  midoffice = await startMidoffice();
  line = new TestLine(midoffice.url);
  await line.up();
  jan = await desk('member-jan');
  const { groups } = await jan.read('searchEverything', { text: 'nadia haddad', limitPerGroup: 5 });
  personId = groups.find(({ kind }) => kind === 'person')?.hits[0]?.id ?? '';
  const { rows } = await jan.read('workList', { scope: 'team', sort: 'number', offset: 0, limit: 200 });
  const like = rows.find(({ closed }) => !closed);
  const { dossier } = await jan.read('dossierCard', { dossierId: like?.id ?? '' });
  const address = { streetName: 'Geheimstraat', houseNumber: '1', postalCode: '9990', municipality: 'Lindervelde' };
  const made = await jan.run('createDossier', {
    ...{ typeCode: dossier.typeCode, subject: words.subject, description: words.text, applicantId: personId, address },
    ...{ channel: 'counter', answers: dossier.answers, teamId: 'team-omgeving' },
  });
  dossierId = made.written[0]?.documentId ?? '';
  const contact = { channel: 'phone', direction: 'incoming', subject: words.subject, text: words.text } as const;
  await jan.run('registerInteraction', { ...contact, personId, dossierIds: [dossierId] });
  const task = { kind: 'callBack', title: words.title, teamId: 'team-omgeving', personId } as const;
  await jan.run('createTask', task);
  await jan.run('addNote', { collection: 'dossiers', documentId: dossierId, text: words.title });
  await jan.untilUpToDate();
  number = (await jan.read('dossierCard', { dossierId })).dossier.number;
  noor = await desk('member-noor');
});
afterAll(async () => {
  await Promise.all([jan?.stop(), noor?.stop()]);
  await line?.down();
  await midoffice?.stop();
});

function found(store: TestStore, text: string) {
  return store.read('searchEverything', { text, limitPerGroup: 20 });
}

async function rowOf(store: TestStore) {
  const { rows } = await store.read('workList', { scope: 'all', sort: 'updatedAt', offset: 0, limit: 200 });
  return rows.find(({ id }) => id === dossierId);
}

function expectNoWords(value: unknown): void {
  for (const secret of secrets) expect(JSON.stringify(value)).not.toContain(secret);
}

describe('what was written about a protected person, to who has nothing to do with them', () => {
  it('is a dossier of which the list says number, type, team and state', async () => {
    const row = await rowOf(noor);
    expect(row).toMatchObject({
      number,
      subject: '',
      shielded: true,
      teamId: 'team-omgeving',
      applicantName: 'Nadia Haddad',
    });
    expectNoWords(row);
    expectNoWords(await noor.read('personSummary', { personId }));
    expectNoWords(await noor.read('dayOverview', { day: new Date().toISOString().slice(0, 10) }));
  });

  it('is found by no word of it, alone or beside the name or the number', async () => {
    for (const secret of secrets) {
      for (const text of [secret, `haddad ${secret}`, `${number} ${secret}`]) {
        const { groups, exactHit } = await found(noor, text);
        const hits = groups.flatMap((group) => group.hits).filter(({ id }) => id === dossierId);
        expect([text, hits, exactHit?.id === dossierId && exactHit.title !== number]).toEqual([text, [], false]);
        expectNoWords(groups);
      }
    }
    const { exactHit } = await found(noor, number);
    expect(exactHit).toMatchObject({ id: dossierId, title: number, shielded: true });
    expect(exactHit?.matched).toBeUndefined();
    expectNoWords(exactHit);
  });

  it('is there on the card that a reason opened, and nowhere else', async () => {
    await noor.run('consultDossier', { dossierId, reason: 'Vraag aan het loket' });
    const card = await noor.read('dossierCard', { dossierId });
    expect(card.dossier).toMatchObject({ subject: words.subject, address: { streetName: 'Geheimstraat' } });
    expect(card.openUntil).toBeDefined();
    expectNoWords(await rowOf(noor));
    const person = await noor.read('personCard', { personId });
    expect(JSON.stringify(person)).toContain(words.title);
    expect(person.dossiers.find(({ id }) => id === dossierId)).toMatchObject({ subject: words.subject });
    expectNoWords(await noor.read('personSummary', { personId }));
  });
});

it('is all there for who works on their dossier', async () => {
  expect(await rowOf(jan)).toMatchObject({ subject: words.subject });
  for (const secret of ['schuilplaats', 'geheimstraat', 'vluchthuis']) {
    const { groups } = await found(jan, secret);
    expect([secret, groups.flatMap((group) => group.hits).some(({ id }) => id === dossierId)]).toEqual([secret, true]);
  }
  expect((await jan.read('dossierCard', { dossierId })).openUntil).toBeUndefined();
});
