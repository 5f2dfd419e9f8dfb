import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

const folder = testFolder();
let midoffice: TestMidoffice;
let lineOfEls: TestLine;
let lineOfKarim: TestLine;
let els: TestStore;
let karim: TestStore;

async function desk(line: TestLine, memberId: string): Promise<TestStore> {
  await line.up();
  const store = await TestStore.start(line.url);
  expect(await store.openFor(memberId, join(folder, `${memberId}.db`))).toMatchObject({ recovered: false });
  return store;
}

beforeAll(async () => {
  midoffice = await startMidoffice();
  lineOfEls = new TestLine(midoffice.url);
  lineOfKarim = new TestLine(midoffice.url);
  [els, karim] = await Promise.all([desk(lineOfEls, 'member-els'), desk(lineOfKarim, 'member-karim')]);
  await Promise.all([els.untilUpToDate(), karim.untilUpToDate()]);
});

afterAll(async () => {
  await Promise.all([els.stop(), karim.stop()]);
  await Promise.all([lineOfEls.down(), lineOfKarim.down()]);
  await midoffice.stop();
});

beforeEach(async () => {
  await Promise.all([lineOfEls.up(), lineOfKarim.up()]);
});

async function newDossier(store: TestStore, subject: string): Promise<string> {
  const { rows } = await store.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 200 });
  const model = rows.find((row) => row.typeCode === 'melding');
  const { dossier, type } = await store.read('dossierCard', { dossierId: model?.id ?? '' });
  const person = await store.run('createPerson', {
    kind: 'citizen',
    givenName: 'Proef',
    familyName: 'Persoon',
    language: 'nl',
  });
  const result = await store.run('createDossier', {
    typeCode: type.code,
    subject,
    applicantId: person.written[0]?.documentId ?? '',
    address: { streetName: 'Kerkstraat', houseNumber: '1', postalCode: '9990', municipality: 'Lindervelde' },
    channel: 'counter',
    answers: dossier.answers,
  });
  return result.written[0]?.documentId ?? '';
}

describe('work while the line is down', () => {
  it('is kept, shown as waiting, sent when the line is back, and soon on the second desk', async () => {
    await lineOfEls.down();
    await els.until('syncStatus', {}, (status) => status.phase === 'offline');
    const dossierId = await newDossier(els, 'Losse stoeptegel bij de school');
    const interaction = await els.run('registerInteraction', {
      dossierIds: [dossierId],
      channel: 'phone',
      direction: 'incoming',
      subject: 'Vraag over de stoeptegel',
      text: 'Belt morgen terug',
    });
    const status = await els.read('syncStatus', {});
    expect(status).toMatchObject({ phase: 'offline', waiting: 3, error: { code: 'MIDOFFICE_UNREACHABLE' } });
    const card = await els.read('dossierCard', { dossierId });
    expect(card.dossier.number).toMatch(/^\d{4}-[A-Z0-9]{2,4}-\d{5}$/);
    expect(card.syncItems.map((item) => item.state)).toEqual(expect.arrayContaining(['local']));
    expect(card.interactions.map((row) => row.id)).toEqual([interaction.written[0]?.documentId]);
    const found = await els.read('searchEverything', { text: 'stoepteg', limitPerGroup: 5 });
    expect(found.groups.map((group) => group.kind)).toEqual(['dossier', 'interaction']);

    await lineOfEls.up();
    const start = performance.now();
    await karim.until('dossierCard', { dossierId }, (other) => other.interactions.length === 1, 10_000);
    expect(performance.now() - start).toBeLessThan(4_000);
    await els.untilUpToDate();
    const items = await els.read('syncItems', { limit: 10 });
    expect(items.every((item) => item.state === 'accepted' && item.acceptedAt !== undefined)).toBe(true);

    const second = performance.now();
    await els.run('addNote', { collection: 'dossiers', documentId: dossierId, text: 'Nog een vraag' });
    await karim.until('dossierCard', { dossierId }, (other) => other.dossier.notes.length === 1);
    expect(performance.now() - second).toBeLessThan(2_000);
  });
});

describe('a desk with nothing to send', () => {
  it('notices within 2 s that the mid-office is back, and then sees what another desk did within 1 s', async () => {
    await lineOfKarim.down();
    await karim.until('syncStatus', {}, (status) => status.phase === 'offline' && status.waiting === 0);
    // Long enough for the pauses between the tries of a request to grow past what is allowed here.
    await new Promise((resolve) => setTimeout(resolve, 8_000));
    await lineOfKarim.up();
    const back = performance.now();
    await karim.until('syncStatus', {}, (status) => status.phase !== 'offline');
    expect(performance.now() - back).toBeLessThan(2_000);
    const dossierId = await newDossier(els, 'Verkeersbord scheef');
    await els.untilUpToDate();
    const accepted = performance.now();
    await karim.until('dossierCard', { dossierId }, () => true);
    expect(performance.now() - accepted).toBeLessThan(1_000);
  });
});

describe('two desks that change the same dossier offline', () => {
  it('merges what does not clash, lists what does, and lets a person choose', async () => {
    const dossierId = await newDossier(els, 'Boom op de weg');
    await karim.until('dossierCard', { dossierId }, () => true);
    await els.untilUpToDate();
    await Promise.all([lineOfEls.down(), lineOfKarim.down()]);
    await els.run('updateDossier', {
      dossierId,
      changes: { subject: 'Boom op het fietspad', description: 'Linde, dikke tak' },
    });
    await els.run('addNote', { collection: 'dossiers', documentId: dossierId, text: 'Els was hier' });
    await karim.run('updateDossier', { dossierId, changes: { subject: 'Omgevallen boom' } });
    await karim.run('addNote', { collection: 'dossiers', documentId: dossierId, text: 'Karim was hier' });
    await lineOfKarim.up();
    await karim.untilUpToDate();
    await lineOfEls.up();
    const [conflict] = await els.until('conflictList', {}, (list) => list.length === 1);
    expect(conflict).toMatchObject({ documentId: dossierId, fields: ['subject'], theirName: 'Karim El Amrani' });
    const detail = await els.read('conflictDetail', { conflictId: conflict?.id ?? '' });
    expect(detail.clashes).toEqual([
      { path: 'subject', base: 'Boom op de weg', mine: 'Boom op het fietspad', theirs: 'Omgevallen boom' },
    ]);
    expect(detail.mineName).toBe('Els Peeters');
    const merged = await karim.until('dossierCard', { dossierId }, (card) => card.dossier.notes.length === 2);
    expect(merged.dossier).toMatchObject({ subject: 'Omgevallen boom', description: 'Linde, dikke tak' });
    expect(await els.read('syncStatus', {})).toMatchObject({ conflicts: 1 });

    await els.run('resolveConflict', {
      conflictId: detail.id,
      choices: { subject: 'mine' },
      keepOtherAsNote: true,
    });
    const resolved = await karim.until('dossierCard', { dossierId }, (card) => card.dossier.notes.length === 3);
    expect(resolved.dossier.subject).toBe('Boom op het fietspad');
    expect(resolved.dossier.notes.at(-1)?.text).toContain('Omgevallen boom');
    const kinds = resolved.dossier.history.map((event) => event.kind);
    expect(kinds.filter((kind) => kind === 'fieldsChanged')).toHaveLength(2);
    expect(kinds).toContain('conflictResolved');
    await els.untilUpToDate();
    expect(await els.read('conflictList', {})).toEqual([]);
    const items = await els.read('syncItems', { limit: 50 });
    expect(items.filter((item) => item.state !== 'accepted')).toEqual([]);
  });
});

describe('two desks that take the same task offline', () => {
  it('asks a person, and nothing waits to be sent when all that was written clashes with what came first', async () => {
    const created = await els.run('createTask', { kind: 'action', title: 'Wie belt terug?', teamId: 'team-onthaal' });
    const taskId = created.written[0]?.documentId ?? '';
    await els.untilUpToDate();
    await karim.until('searchEverything', { text: 'wie belt terug', limitPerGroup: 5 }, ({ groups }) =>
      groups.some(({ hits }) => hits.some(({ id }) => id === taskId)),
    );
    await Promise.all([lineOfEls.down(), lineOfKarim.down()]);
    await karim.run('changeTaskState', { taskId, state: 'inProgress' });
    // The later of the two comes to the centre last.
    await els.run('changeTaskState', { taskId, state: 'inProgress' });
    await lineOfKarim.up();
    await karim.untilUpToDate();
    await lineOfEls.up();
    const [conflict] = await els.until('conflictList', {}, (list) => list.length === 1);
    expect(conflict).toMatchObject({ documentId: taskId, fields: ['memberId'] });
    await els.until('syncStatus', {}, ({ waiting, conflicts }) => waiting === 0 && conflicts === 1);
    await els.run('resolveConflict', {
      conflictId: conflict?.id ?? '',
      choices: { memberId: 'mine' },
      keepOtherAsNote: false,
    });
    await els.untilUpToDate();
    const items = await els.read('syncItems', { limit: 50 });
    expect(items.filter(({ state }) => state !== 'accepted')).toEqual([]);
  });
});

describe('a row that the centre refuses', () => {
  it('comes back explained, and goes through after a correction', async () => {
    const dossierId = await newDossier(els, 'Put in de straat');
    await els.untilUpToDate();
    const before = await els.read('dossierCard', { dossierId });
    const forbidden = before.nextStatuses.find((next) => !next.allowed);
    if (forbidden === undefined) throw new Error('The demo has no status that a clerk may not set');
    await els.run('changeStatus', { dossierId, status: forbidden.status, note: 'Toch proberen' });
    const status = await els.until('syncStatus', {}, (now) => now.rejected === 1);
    expect(status.waiting).toBe(0);
    const card = await els.read('dossierCard', { dossierId });
    expect(card.dossier.status).toBe(before.dossier.status);
    const [item] = card.syncItems;
    expect(item).toMatchObject({ state: 'rejected', error: { code: 'STATUS_NOT_ALLOWED', field: 'status' } });
    expect(item?.changes).toMatchObject({ status: forbidden.status });

    await els.run('retrySyncItem', {
      operationId: item?.operationId ?? '',
      changes: { status: before.dossier.status },
    });
    await els.untilUpToDate();
    const after = await karim.until('dossierCard', { dossierId }, (other) => other.dossier.notes.length === 1);
    expect(after.dossier.status).toBe(before.dossier.status);
    expect(after.dossier.notes[0]?.text).toBe('Toch proberen');
    expect(await els.read('syncStatus', {})).toMatchObject({ rejected: 0, waiting: 0 });
  });

  it('does not take along what was written beside it', async () => {
    await lineOfEls.down();
    await els.until('syncStatus', {}, (status) => status.phase === 'offline');
    const dossierId = await newDossier(els, 'Kapotte lantaarn');
    await els.run('addNote', { collection: 'dossiers', documentId: dossierId, text: 'Paal 14' });
    const { nextStatuses, dossier } = await els.read('dossierCard', { dossierId });
    const forbidden = nextStatuses.find((next) => !next.allowed);
    if (forbidden === undefined) throw new Error('The demo has no status that a clerk may not set');
    await els.run('changeStatus', { dossierId, status: forbidden.status });
    await els.run('addNote', { collection: 'dossiers', documentId: dossierId, text: 'Paal 15 ook' });
    await lineOfEls.up();
    const card = await karim.until('dossierCard', { dossierId }, (other) => other.dossier.notes.length === 2);
    expect(card.dossier).toMatchObject({ status: dossier.status, number: dossier.number });
    const status = await els.until('syncStatus', {}, (now) => now.waiting === 0);
    expect(status).toMatchObject({ rejected: 1, conflicts: 0 });
    const mine = await els.read('dossierCard', { dossierId });
    expect(mine.dossier.status).toBe(dossier.status);
    expect(mine.syncItems).toMatchObject([{ command: 'changeStatus', state: 'rejected' }]);
    await els.run('discardSyncItem', { operationId: mine.syncItems[0]?.operationId ?? '' });
    expect(await els.read('syncStatus', {})).toMatchObject({ rejected: 0, waiting: 0 });
  });

  it('keeps a refused new document, and sends it again when it is corrected', async () => {
    const task = await els.run('createTask', {
      kind: 'action',
      title: 'Tegel leggen',
      teamId: 'team-onthaal',
      memberId: 'member-nobody',
    });
    const taskId = task.written[0]?.documentId ?? '';
    await els.until('syncStatus', {}, (status) => status.rejected === 1 && status.waiting === 0);
    const found = await els.read('searchEverything', { text: 'tegel leggen', limitPerGroup: 5 });
    expect(found.groups.filter((group) => group.kind === 'task')).toEqual([]);
    const [item] = await els.read('syncItems', { limit: 5 });
    expect(item).toMatchObject({
      state: 'rejected',
      title: 'Tegel leggen',
      error: { code: 'REFERENCE_UNKNOWN', field: 'memberId' },
    });
    await els.run('retrySyncItem', { operationId: item?.operationId ?? '', changes: { memberId: 'member-karim' } });
    await els.untilUpToDate();
    await karim.until('searchEverything', { text: 'tegel leggen', limitPerGroup: 5 }, (result) =>
      result.groups.some((group) => group.hits.some((hit) => hit.id === taskId)),
    );
    expect(await els.read('syncStatus', {})).toMatchObject({ rejected: 0, waiting: 0 });
  });
});
