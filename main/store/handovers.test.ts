import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

describe('a question that is handed over', () => {
  let midoffice: TestMidoffice;
  let line: TestLine;
  let els: TestStore;
  let karim: TestStore;

  beforeAll(async () => {
    midoffice = await startMidoffice(50, { ONTHAAL_SCOPE: 'teams' });
    line = new TestLine(midoffice.url);
    await line.up();
    els = await TestStore.start(line.url);
    karim = await TestStore.start(midoffice.url);
    await els.openFor('member-els', join(testFolder(), 'els.db'), { deviceId: 'device-loket-1' });
    await karim.openFor('member-karim', join(testFolder(), 'karim.db'));
    await els.untilUpToDate();
    await karim.untilUpToDate();
  });
  afterAll(async () => {
    await els?.stop();
    await karim?.stop();
    await line?.down();
    await midoffice?.stop();
  });

  const sentBy = async (store: TestStore, id: string) =>
    (await store.read('handovers', {})).sent.find((row) => row.id === id);
  const happens = (store: TestStore, taskId: string, event: string, more: object = {}) =>
    store.tryRun('recordHandoverStep', { taskId, stepId: v7(), event: event as 'read', ...more });
  async function handOver(more: object = {}): Promise<string> {
    const id = v7();
    const task = { id, kind: 'handover' as const, title: 'Kapvergunning', teamId: 'team-omgeving', ...more };
    await els.run('createTask', task);
    await els.run('createTask', task);
    await karim.until('handovers', {}, ({ received }) => received.some((row) => row.id === id));
    return id;
  }

  it('starts from the question, its dossier and person and the notepad, with the team of the routing rules', async () => {
    const visitId = v7();
    await els.run('openVisit', { id: visitId, deskId: 'desk-1' });
    expect(await els.read('handoverDraft', { visitId })).toMatchObject({ title: '', text: '' });
    const questionId = v7();
    await els.run('beginQuestion', { visitId, questionId, productCode: 'melding' });
    await els.run('keepVisit', { visitId, draft: ' Eik vellen in de voortuin ' });
    const draft = await els.read('handoverDraft', { visitId });
    expect(draft).toMatchObject({
      text: 'Eik vellen in de voortuin',
      questionId,
      proposal: { teamId: 'team-omgeving', why: 'rule', because: 'Bomen kappen naar omgeving' },
    });
    expect(draft.title).not.toBe('');
    const { rows } = await els.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 50 });
    const [dossier] = rows;
    await els.run('keepVisit', { visitId, opened: [{ collection: 'dossiers', id: dossier?.id ?? '' }] });
    expect(await els.read('handoverDraft', { visitId })).toMatchObject({
      ...{ dossierId: dossier?.id, dossierNumber: dossier?.number, personId: dossier?.applicantId },
      proposal: { teamId: dossier?.teamId, why: 'dossier', because: dossier?.number },
    });
    await els.run('recordVisitEvent', { visitId, stepId: v7(), event: 'finished' });
    expect((await els.read('handoverDraft', { visitId })).text).toBe('');
  });

  it('starts from a dossier or a person without a visit', async () => {
    const { rows } = await els.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 50 });
    const [dossier] = rows;
    expect(await els.read('handoverDraft', { dossierId: dossier?.id ?? '' })).toMatchObject({
      ...{ title: dossier?.subject, personId: dossier?.applicantId, personName: dossier?.applicantName },
      proposal: { teamId: dossier?.teamId, why: 'dossier' },
    });
    const personId = dossier?.applicantId ?? '';
    expect(await els.read('handoverDraft', { personId })).toMatchObject({ title: '', personId });
  });

  it('tells the sender of another team who read it, received it and answered, until that was seen', async () => {
    const id = await handOver({ promised: 'Antwoord deze week', checked: 'Geen beschermde boom' });
    expect((await karim.read('handovers', {})).received.find((row) => row.id === id)).toMatchObject({
      ...{ isForMe: true, isSentByMe: false, promised: 'Antwoord deze week', checked: 'Geen beschermde boom' },
      steps: [{ event: 'sent', byName: 'Els Peeters' }],
    });
    const stepId = v7();
    const read = { taskId: id, event: 'read' as const };
    await karim.run('recordHandoverStep', { ...read, stepId });
    await karim.run('recordHandoverStep', { ...read, stepId });
    await karim.run('recordHandoverStep', { ...read, stepId: v7() });
    expect(await happens(karim, id, 'received')).toMatchObject({ ok: true });
    const steps = (events: readonly string[]) => (row: { readonly steps: readonly { readonly event: string }[] }) =>
      row.steps.map(({ event }) => event).join() === events.join();
    const isAt = (events: readonly string[]) => (found: Awaited<ReturnType<typeof readOf>>) =>
      found.sent.some((row) => row.id === id && steps(events)(row));
    const readOf = () => els.read('handovers', {});
    await els.until('handovers', {}, isAt(['sent', 'read', 'received']));
    expect(await sentBy(els, id)).toMatchObject({ state: 'received', memberName: 'Karim El Amrani' });
    expect(await happens(karim, id, 'done', { answer: 'Mag, zonder vergunning' })).toMatchObject({ ok: true });
    await els.until('handovers', {}, isAt(['sent', 'read', 'received', 'done']));
    expect(await sentBy(els, id)).toMatchObject({ state: 'done', answer: 'Mag, zonder vergunning' });
    expect(await happens(karim, id, 'read')).toMatchObject({ error: { code: 'NOT_ALLOWED' } });
    expect(await happens(els, id, 'read')).toMatchObject({ ok: true });
    expect((await sentBy(els, id))?.steps.at(-1)).toMatchObject({ event: 'read', byName: 'Els Peeters' });
    expect(await happens(els, id, 'seen')).toMatchObject({ ok: true });
    expect(await sentBy(els, id)).toBeUndefined();
    await els.untilUpToDate();
    expect(await els.read('syncStatus', {})).toMatchObject({ rejected: 0, conflicts: 0 });
  });

  it('comes back to a case handler with a reason, and goes to another team', async () => {
    const id = v7();
    await karim.run('createTask', { id, kind: 'handover', title: 'Wie belt terug?', teamId: 'team-onthaal' });
    await els.until('handovers', {}, ({ received }) => received.some((row) => row.id === id));
    expect(await happens(els, id, 'returned')).toMatchObject({ error: { code: 'FIELD_REQUIRED', field: 'reason' } });
    await els.run('changeTaskState', { taskId: id, state: 'returned', returnReason: 'Hoort bij de wegen' });
    expect((await els.read('handovers', {})).received.find((row) => row.id === id)).toBeUndefined();
    await karim.until('handovers', {}, ({ sent }) => sent.some((row) => row.id === id && row.state === 'returned'));
    expect(await sentBy(karim, id)).toMatchObject({ returnReason: 'Hoort bij de wegen' });
    expect(await happens(karim, id, 'sentAgain', { teamId: 'team-nobody' })).toMatchObject({
      error: { code: 'REFERENCE_UNKNOWN', field: 'teamId' },
    });
    expect(await happens(karim, id, 'sentAgain', { teamId: 'team-technisch' })).toMatchObject({ ok: true });
    await karim.untilUpToDate();
    expect(await sentBy(karim, id)).toMatchObject({ state: 'open', teamId: 'team-technisch' });
    expect((await sentBy(karim, id))?.memberName).toBeUndefined();
    expect(await happens(karim, id, 'cancelled')).toMatchObject({ ok: true });
    expect(await sentBy(karim, id)).toBeUndefined();
    expect(await karim.read('syncStatus', {})).toMatchObject({ rejected: 0, conflicts: 0 });
  });

  it('is not received by who did not get it, nor taken back by who did', async () => {
    const id = await handOver();
    expect(await happens(els, id, 'received')).toMatchObject({ error: { code: 'NOT_ALLOWED' } });
    expect(await happens(karim, id, 'cancelled')).toMatchObject({ error: { code: 'NOT_ALLOWED' } });
    expect(await happens(els, id, 'seen')).toMatchObject({ error: { code: 'HANDOVER_STEP_NOT_NOW' } });
    const task = await els.run('createTask', { kind: 'action', title: 'Nakijken', teamId: 'team-omgeving' });
    const taskId = task.written[0]?.documentId ?? '';
    expect(await happens(els, taskId, 'cancelled')).toMatchObject({ error: { code: 'DOCUMENT_UNKNOWN' } });
  });

  it('waits here while there is no line, and goes out after', async () => {
    await line.down();
    const id = v7();
    await els.run('createTask', { id, kind: 'handover', title: 'Zonder lijn', teamId: 'team-omgeving' });
    expect(await sentBy(els, id)).toMatchObject({ state: 'open', teamName: 'Omgeving' });
    await line.up();
    await karim.until('handovers', {}, ({ received }) => received.some((row) => row.id === id));
  });
});
