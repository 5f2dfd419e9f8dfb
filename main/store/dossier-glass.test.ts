import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

const folder = testFolder();
let midoffice: TestMidoffice;
let line: TestLine;
/** A case worker of `omgeving`. */
let karim: TestStore;
/** At the counter: writes in dossiers of every team. */
let els: TestStore;
let dossierId: string;

beforeAll(async () => {
  midoffice = await startMidoffice();
  line = new TestLine(midoffice.url);
  await line.up();
  karim = await TestStore.start(line.url);
  await karim.openFor('member-karim', join(folder, 'karim.db'));
  els = await TestStore.start(midoffice.url);
  await els.openFor('member-els', join(folder, 'els.db'));
  await Promise.all([karim.untilUpToDate(), els.untilUpToDate()]);
  const { rows } = await els.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 200 });
  const found = rows.find(({ teamId }) => teamId === 'team-burgerzaken');
  dossierId = found?.id ?? '';
});
afterAll(async () => {
  await Promise.all([karim?.stop(), els?.stop()]);
  await line?.down();
  await midoffice?.stop();
});

const refused = { ok: false, error: { code: 'DOSSIER_OF_OTHER_TEAM' } };

function note(text: string) {
  return karim.tryRun('addNote', { collection: 'dossiers', documentId: dossierId, text });
}

async function notesAt(store: TestStore): Promise<readonly string[]> {
  return (await store.read('dossierCard', { dossierId })).dossier.notes.map(({ text }) => text);
}

it('no command changes the dossier or takes it up before somebody here opened it with a reason; nothing is written', async () => {
  const before = await karim.read('syncItems', { limit: 50 });
  const toOneself = { kind: 'action', title: 'Zelf opnemen', teamId: 'team-omgeving', dossierId } as const;
  const attempts = {
    updateDossier: { dossierId, changes: { subject: 'Anders' } },
    assignDossier: { dossierId, teamId: 'team-omgeving' },
    changeStatus: { dossierId, status: 'submitted' },
    addNote: { collection: 'dossiers', documentId: dossierId, text: 'Stiekem' },
    createTask: toOneself,
  } as const;
  for (const [name, args] of Object.entries(attempts)) {
    const answer = await karim.tryRun(name as keyof typeof attempts, args);
    expect([name, answer]).toMatchObject([name, name === 'changeStatus' && !answer.ok ? { ok: false } : refused]);
  }
  expect(await karim.read('syncItems', { limit: 50 })).toEqual(before);
});

it('word for the team may be left: a contact moment, with its line in the history, and a task for them', async () => {
  const contact = {
    channel: 'phone',
    direction: 'incoming',
    subject: 'Vraag voor collega',
    text: 'Belt terug',
  } as const;
  const { written } = await karim.run('registerInteraction', { ...contact, dossierIds: [dossierId] });
  expect(written.map(({ collection }) => collection)).toEqual(['interactions', 'dossiers']);
  const task = { kind: 'callBack', title: 'Bel terug', teamId: 'team-burgerzaken', dossierId } as const;
  expect(await karim.tryRun('createTask', task)).toMatchObject({ ok: true });
  await karim.untilUpToDate();
  expect(await karim.read('syncStatus', {})).toMatchObject({ rejected: 0 });
});

it('opened and changed without a line: the look goes to the centre before the change, and both are accepted', async () => {
  await line.down();
  await karim.until('syncStatus', {}, ({ phase }) => phase === 'offline');
  await karim.run('consultDossier', { dossierId, reason: 'Vraag aan het loket' });
  expect(await note('Zonder lijn geschreven')).toMatchObject({ ok: true });
  // The log is slow: the change must wait for it.
  await midoffice.order({ delayMilliseconds: 2_000, only: 'pushConsultations' });
  await line.up();
  await karim.untilUpToDate();
  await midoffice.clearFaults();
  expect(await karim.read('syncStatus', {})).toMatchObject({ rejected: 0, waiting: 0 });
  await els.until('dossierCard', { dossierId }, ({ dossier }) =>
    dossier.notes.some(({ text }) => text === 'Zonder lijn geschreven'),
  );
});

it('what the centre refuses is kept, said in plain words, and goes after all with a reason', async () => {
  // A dossier of their team, until the centre gives it to another team while this desk has no line.
  const { rows } = await els.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 200 });
  dossierId = rows.find(({ id }) => id !== dossierId)?.id ?? '';
  await els.run('assignDossier', { dossierId, teamId: 'team-omgeving' });
  await karim.until('workList', { scope: 'team', sort: 'number', offset: 0, limit: 200 }, (list) =>
    list.rows.some(({ id, teamId }) => id === dossierId && teamId === 'team-omgeving'),
  );
  await line.down();
  await karim.until('syncStatus', {}, ({ phase }) => phase === 'offline');
  expect(await note('Niet kwijt')).toMatchObject({ ok: true });
  await els.run('assignDossier', { dossierId, teamId: 'team-sociaal' });
  await els.untilUpToDate();
  await line.up();
  await karim.until('syncStatus', {}, ({ rejected, waiting }) => rejected === 1 && waiting === 0);
  const [item] = await karim.read('syncItems', { limit: 1 });
  expect(item).toMatchObject({ state: 'rejected', command: 'addNote', error: { code: 'DOSSIER_OF_OTHER_TEAM' } });
  expect(JSON.stringify(item?.changes)).toContain('Niet kwijt');
  const operationId = item?.operationId ?? '';
  expect(await karim.tryRun('retrySyncItem', { operationId })).toMatchObject(refused);
  await karim.run('consultDossier', { dossierId, reason: 'Nog iets afwerken' });
  await karim.run('retrySyncItem', { operationId });
  await karim.untilUpToDate();
  expect(await karim.read('syncStatus', {})).toMatchObject({ rejected: 0 });
  await els.until('dossierCard', { dossierId }, ({ dossier }) =>
    dossier.notes.some(({ text }) => text === 'Niet kwijt'),
  );
  expect(await notesAt(karim)).toContain('Niet kwijt');
});
