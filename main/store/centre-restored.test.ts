import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

const folder = testFolder();
const data = join(folder, 'centre');
const backup = join(folder, 'backup');
const environment = {
  ONTHAAL_DATA: data,
  ONTHAAL_TOKEN_SECRET: 'a secret of the tests that is long enough to be taken',
};
const lines = new Set<TestLine>();
const desks = new Set<TestStore>();
let midoffice: TestMidoffice;

async function newDesk(
  memberId: string,
  name: string,
): Promise<{ readonly line: TestLine; readonly store: TestStore }> {
  const line = new TestLine(midoffice.url);
  lines.add(line);
  await line.up();
  const store = await TestStore.start(line.url);
  desks.add(store);
  await store.openFor(memberId, join(folder, name, 'store.db'), { deviceId: `device-${name}` });
  await store.untilUpToDate();
  return { line, store };
}

async function restart(): Promise<void> {
  midoffice = await startMidoffice(60, environment);
  for (const line of lines) line.target = midoffice.url;
}

/** Stops the centre, keeps its files as they are now, and starts it again. */
async function backUp(): Promise<void> {
  await midoffice.stop();
  rmSync(backup, { recursive: true, force: true });
  cpSync(data, backup, { recursive: true });
  await restart();
}

/** Stops the centre and puts the files of the backup in the place of its own. */
async function putBack(): Promise<void> {
  await midoffice.stop();
  rmSync(data, { recursive: true });
  cpSync(backup, data, { recursive: true });
  await restart();
}

async function allUp(): Promise<void> {
  await Promise.all([...lines].map((line) => line.up()));
}

async function newPerson(store: TestStore, familyName: string): Promise<string> {
  const { written } = await store.run('createPerson', {
    kind: 'citizen',
    givenName: 'Proef',
    familyName,
    language: 'nl',
  });
  return written[0]?.documentId ?? '';
}

async function newDossier(store: TestStore, subject: string): Promise<string> {
  const { rows } = await store.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 200 });
  const model = rows.find((row) => row.typeCode === 'melding');
  const { dossier, type } = await store.read('dossierCard', { dossierId: model?.id ?? '' });
  const result = await store.run('createDossier', {
    typeCode: type.code,
    subject,
    applicantId: await newPerson(store, 'Aanvrager'),
    address: { streetName: 'Kerkstraat', houseNumber: '1', postalCode: '9990', municipality: 'Lindervelde' },
    channel: 'counter',
    answers: dossier.answers,
  });
  return result.written[0]?.documentId ?? '';
}

function note(store: TestStore, dossierId: string, text: string) {
  return store.run('addNote', { collection: 'dossiers', documentId: dossierId, text });
}

async function total(store: TestStore): Promise<number> {
  return (await store.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 1 })).total;
}

beforeAll(async () => {
  midoffice = await startMidoffice(60, environment);
});
// A desk of an earlier test would offer what the next one says that only its own desk still has.
afterEach(async () => {
  await Promise.all([...desks].map((store) => store.stop()));
  await Promise.all([...lines].map((line) => line.down()));
  desks.clear();
  lines.clear();
});
afterAll(() => midoffice.stop());

// Three starts of the centre and up to eight desks in each of these.
describe('a centre that was put back to yesterday', { timeout: 180_000 }, () => {
  it('gets the accepted work of today from both desks again, once, and no conflict is lost', async () => {
    const [els, karim] = await Promise.all([newDesk('member-els', 'els'), newDesk('member-karim', 'karim')]);
    const old = await newDossier(els.store, 'Losse tegel');
    const disputed = await newDossier(els.store, 'Kapotte bank');
    await els.store.untilUpToDate();
    await karim.store.until('dossierCard', { dossierId: disputed }, () => true);
    const before = await total(els.store);
    await backUp();

    // Today: each desk makes something new, and both work on the dossiers of yesterday, in turn and against each other.
    const ofEls = await newDossier(els.store, 'Omgewaaide boom');
    const ofKarim = await newDossier(karim.store, 'Verstopte goot');
    await els.store.run('updateDossier', { dossierId: old, changes: { subject: 'Losse tegel bij de school' } });
    await els.store.untilUpToDate();
    await karim.store.until('dossierCard', { dossierId: old }, (card) => card.dossier.subject.includes('school'));
    await note(karim.store, old, 'Karim gaat kijken');
    await karim.store.untilUpToDate();
    await els.store.until('dossierCard', { dossierId: old }, (card) => card.dossier.notes.length === 1);
    await els.store.run('updateDossier', { dossierId: old, changes: { description: 'Vlak voor de poort' } });
    await els.store.untilUpToDate();
    await karim.store.until('dossierCard', { dossierId: old }, (card) => card.dossier.description !== undefined);
    await Promise.all([els.line.down(), karim.line.down()]);
    await els.store.run('updateDossier', { dossierId: disputed, changes: { subject: 'Bank zonder rugleuning' } });
    await karim.store.run('updateDossier', { dossierId: disputed, changes: { subject: 'Bank in het park stuk' } });
    await karim.line.up();
    await karim.store.untilUpToDate();
    await els.line.up();
    await els.store.until('conflictList', {}, (list) => list.length === 1);
    await els.store.until('syncStatus', {}, (status) => status.waiting === 0);

    await putBack();
    for (const { store } of [els, karim]) {
      await store.until('syncStatus', {}, (status) => status.feedNotice?.reason === 'centreRestored');
      await store.until('syncStatus', {}, (status) => status.waiting === 0 && status.phase === 'upToDate');
    }
    const status = await els.store.read('syncStatus', {});
    expect(status.feedNotice?.items).toBeGreaterThan(0);
    expect(status).toMatchObject({ rejected: 0, conflicts: 1 });
    expect(await karim.store.read('syncStatus', {})).toMatchObject({ rejected: 0, conflicts: 0 });
    const fresh = await newDesk('member-sofie', 'sofie');
    expect(await total(fresh.store)).toBe(before + 2);
    expect(await total(els.store)).toBe(before + 2);
    const { dossier } = await fresh.store.read('dossierCard', { dossierId: old });
    expect(dossier).toMatchObject({ subject: 'Losse tegel bij de school', description: 'Vlak voor de poort' });
    expect(dossier.notes.map(({ text }) => text)).toEqual(['Karim gaat kijken']);
    expect((await fresh.store.read('dossierCard', { dossierId: disputed })).dossier.subject).toBe(
      'Bank in het park stuk',
    );
    for (const dossierId of [ofEls, ofKarim]) {
      const card = await fresh.store.read('dossierCard', { dossierId });
      expect(card.applicant?.displayName).toContain('Aanvrager');
    }
    const [conflict] = await els.store.read('conflictList', {});
    await els.store.run('resolveConflict', {
      conflictId: conflict?.id ?? '',
      choices: { subject: 'mine' },
      keepOtherAsNote: false,
    });
    await fresh.store.until('dossierCard', { dossierId: disputed }, (card) =>
      card.dossier.subject.includes('rugleuning'),
    );
    const states = (await els.store.read('syncItems', { limit: 100 })).map((item) => item.state);
    expect(states.every((state) => state === 'accepted')).toBe(true);
    await els.store.run('dismissFeedNotice', {});
    expect((await els.store.read('syncStatus', {})).feedNotice).toBeUndefined();
  });

  it('is noticed when others wrote past the positions of the desks before these came back', async () => {
    const [els, sofie] = await Promise.all([newDesk('member-els', 'els-2'), newDesk('member-sofie', 'sofie-2')]);
    const shared = await newDossier(els.store, 'Sluikstort');
    const free = await newDossier(els.store, 'Straatlamp');
    await els.store.untilUpToDate();
    await sofie.store.until('dossierCard', { dossierId: free }, () => true);
    // Sofie leaves before anything of today happens: she knows yesterday and nothing else.
    await sofie.line.down();
    await backUp();
    await allUp();
    await sofie.line.down();
    await els.store.run('updateDossier', { dossierId: shared, changes: { subject: 'Sluikstort aan de vaart' } });
    await els.store.run('updateDossier', { dossierId: free, changes: { subject: 'Straatlamp 14 brandt niet' } });
    await note(els.store, shared, 'Foto gevraagd');
    await els.store.untilUpToDate();
    await Promise.all([...lines].map((line) => line.down()));
    await putBack();
    await sofie.line.up();
    await sofie.store.run('updateDossier', { dossierId: shared, changes: { subject: 'Zwerfvuil' } });
    for (let index = 0; index < 20; index += 1) await newPerson(sofie.store, `Voorbijganger ${index}`);
    await sofie.store.untilUpToDate();
    expect((await sofie.store.read('dossierCard', { dossierId: free })).dossier.subject).toBe('Straatlamp');

    await allUp();
    const [conflict] = await els.store.until('conflictList', {}, (list) => list.length === 1);
    expect(conflict).toMatchObject({ documentId: shared, fields: ['subject'] });
    const { clashes } = await els.store.read('conflictDetail', { conflictId: conflict?.id ?? '' });
    expect(clashes).toEqual([
      { path: 'subject', base: 'Sluikstort', mine: 'Sluikstort aan de vaart', theirs: 'Zwerfvuil' },
    ]);
    await els.store.until('syncStatus', {}, (status) => status.waiting === 0);
    const lamp = await sofie.store.until('dossierCard', { dossierId: free }, (card) =>
      card.dossier.subject.includes('14'),
    );
    expect(lamp.dossier.subject).toBe('Straatlamp 14 brandt niet');
    const merged = await sofie.store.until(
      'dossierCard',
      { dossierId: shared },
      (card) => card.dossier.notes.length === 1,
    );
    expect(merged.dossier.subject).toBe('Zwerfvuil');
    // Nothing above waited for these to be pulled here.
    const found = await els.store.until(
      'searchEverything',
      { text: 'voorbijganger', limitPerGroup: 5 },
      ({ groups }) => (groups[0]?.total ?? 0) >= 20,
    );
    expect(found.groups[0]?.total).toBe(20);
  });

  it('gets back what only another desk still has, and a plain restart costs nobody a word', async () => {
    const [els, karim] = await Promise.all([newDesk('member-els', 'els-3'), newDesk('member-karim', 'karim-3')]);
    await backUp();
    await allUp();
    const orphan = await newDossier(els.store, 'Alleen nog bij Karim');
    await els.store.untilUpToDate();
    await karim.store.until('dossierCard', { dossierId: orphan }, () => true);
    await karim.store.untilUpToDate();
    await els.line.down();
    await els.store.stop();
    desks.delete(els.store);
    await putBack();
    const offered = await karim.store.until(
      'syncStatus',
      {},
      (status) => status.feedNotice?.reason === 'centreRestored' && status.waiting === 0,
    );
    expect(offered.rejected).toBe(0);
    const fresh = await newDesk('member-noor', 'noor-3');
    const { dossier } = await fresh.store.until('dossierCard', { dossierId: orphan }, () => true);
    expect(dossier.subject).toBe('Alleen nog bij Karim');

    await karim.store.run('dismissFeedNotice', {});
    await midoffice.stop();
    await restart();
    await note(karim.store, orphan, 'Na de herstart');
    await karim.store.untilUpToDate();
    await fresh.store.until('dossierCard', { dossierId: orphan }, (card) => card.dossier.notes.length === 1);
    expect((await karim.store.read('syncStatus', {})).feedNotice).toBeUndefined();
  });
});
