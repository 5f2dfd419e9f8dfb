import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

describe('a visit at the desk', () => {
  let midoffice: TestMidoffice;
  let els: TestStore;
  let noor: TestStore;
  const file = join(testFolder(), 'els.db');
  const desk = { deviceId: 'device-loket-1' };

  beforeAll(async () => {
    midoffice = await startMidoffice(50);
    els = await TestStore.start(midoffice.url);
    noor = await TestStore.start(midoffice.url);
    await els.openFor('member-els', file, desk);
    await noor.openFor('member-noor', join(testFolder(), 'noor.db'), { deviceId: 'device-loket-2' });
    await els.untilUpToDate();
    await noor.untilUpToDate();
  });
  afterAll(async () => {
    await els?.stop();
    await noor?.stop();
    await midoffice?.stop();
  });

  async function open(store: TestStore, more: object = {}): Promise<string> {
    const id = v7();
    const args = { id, deskId: 'desk-1', ...more };
    await store.run('openVisit', args);
    await store.run('openVisit', args);
    return id;
  }
  const mine = async (store: TestStore, id: string) =>
    (await store.read('openVisits', {})).find((visit) => visit.id === id);
  const happens = (store: TestStore, visitId: string, event: 'parked' | 'resumed' | 'finished') =>
    store.run('recordVisitEvent', { visitId, stepId: v7(), event, deskId: 'desk-1' });

  it('opens without a ticket in one write, which the centre takes, and other desks see where', async () => {
    const id = await open(els);
    expect(await mine(els, id)).toMatchObject({ state: 'serving', isMine: true, deskName: 'Loket 1', draft: '' });
    await els.untilUpToDate();
    expect((await els.read('syncStatus', {})).rejected).toBe(0);
    const board = await noor.until('queueBoard', { deskId: 'desk-2' }, ({ atDesks }) =>
      atDesks.some((visit) => visit.id === id),
    );
    expect(board.atDesks.find((visit) => visit.id === id)).toMatchObject({ isMine: false, memberName: 'Els Peeters' });
    await happens(els, id, 'finished');
  });

  it('keeps what is typed and who it is, for who has the visit only', async () => {
    const id = await open(els);
    const found = await els.read('searchEverything', { text: 'marie-hélène', limitPerGroup: 1 });
    const [person] = found.groups.find(({ kind }) => kind === 'person')?.hits ?? [];
    await els.run('keepVisit', { visitId: id, draft: 'Vraagt naar de kapvergunning' });
    await els.run('keepVisit', { visitId: id, personId: person?.id ?? '', assurance: 'documentSeen' });
    expect(await mine(els, id)).toMatchObject({
      draft: 'Vraagt naar de kapvergunning',
      personName: person?.title,
      assurance: 'documentSeen',
    });
    await els.untilUpToDate();
    const board = { deskId: 'desk-1' };
    const there = await noor.until('queueBoard', board, ({ atDesks }) => atDesks.some((visit) => visit.id === id));
    expect(JSON.stringify(there)).not.toContain('kapvergunning');
    expect(await noor.read('openVisits', {})).toEqual([]);
    expect(await noor.tryRun('keepVisit', { visitId: id, draft: 'van een ander' })).toMatchObject({
      error: { code: 'VISIT_STEP_NOT_NOW' },
    });
    await happens(els, id, 'finished');
    expect(await els.tryRun('keepVisit', { visitId: id, draft: 'te laat' })).toMatchObject({
      error: { code: 'VISIT_STEP_NOT_NOW' },
    });
    const { justOver } = await els.read('queueBoard', board);
    expect(justOver.find((visit) => visit.id === id)).toMatchObject({ state: 'finished' });
    expect(JSON.stringify(justOver)).not.toContain(person?.title);
  });

  it('proposes what was opened and written, by question, and becomes a contact moment per question', async () => {
    const visitId = await open(els);
    const begin = async (productCode: string) => {
      const questionId = v7();
      await els.run('beginQuestion', { visitId, questionId, productCode });
      await els.run('beginQuestion', { visitId, questionId, productCode });
      return questionId;
    };
    const first = await begin('attest-woonst');
    const found = await els.read('searchEverything', { text: 'marie-hélène', limitPerGroup: 1 });
    const personId = found.groups.find(({ kind }) => kind === 'person')?.hits[0]?.id ?? '';
    await els.run('keepVisit', { visitId, personId, assurance: 'documentSeen' });
    await els.run('consultPerson', { personId, purpose: 'counterService', reveal: false });
    const second = await begin('rijbewijs');
    const { rows } = await els.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 1 });
    const dossierId = rows[0]?.id ?? '';
    await els.run('keepVisit', { visitId, opened: [{ collection: 'dossiers', id: dossierId }] });
    const paymentId = v7();
    const line = { id: 'l', productCode: 'attest-woonst', name: 'Attest', quantity: 1, unitCents: 500 };
    await els.run('beginPayment', { id: paymentId, personId, lines: [line], method: 'cash' });
    const { touched } = await els.read('visitFinish', { visitId });
    expect(touched).toMatchObject([
      { collection: 'persons', id: personId, isWritten: false, serviceId: first },
      { collection: 'dossiers', id: dossierId, isWritten: false, serviceId: second, isUnpaid: false },
      { collection: 'payments', id: paymentId, isWritten: true, serviceId: second, isUnpaid: true, title: '€ 5,00' },
    ]);
    expect((await noor.tryRead('visitFinish', { visitId })).ok).toBe(false);

    await els.run('keepVisit', {
      visitId,
      timeNotReliable: [first],
      exceptions: [{ kind: 'unpaid', reason: 'betaalt met overschrijving' }],
    });
    const contact = { visitId, subject: 'Attest', text: 'Komt terug', result: 'answered' as const, links: [] };
    const keepContacts = async (text: string) => {
      await els.run('recordVisitContact', { ...contact, questionId: first, dossierIds: [], text });
      await els.run('recordVisitContact', {
        ...{ ...contact, questionId: second, dossierIds: [dossierId], result: 'callBack' as const },
        ...{ nextStep: 'belt maandag', links: [{ collection: 'payments' as const, id: paymentId }] },
      });
    };
    await keepContacts('Komt terug');
    const settle = async () => {
      while ((await els.run('settleVisitContacts', { now: true })).written.length > 0);
    };
    const ours = async () =>
      (await els.read('personCard', { personId })).interactions.filter(({ id }) => id === first || id === second);
    // Finished by mistake and taken back in time: no contact moment of it anywhere.
    await happens(els, visitId, 'finished');
    expect(await ours()).toEqual([]);
    await els.run('recordVisitEvent', { visitId, stepId: v7(), event: 'reopened' });
    await settle();
    expect(await ours()).toEqual([]);
    await keepContacts('Komt morgen terug');
    await happens(els, visitId, 'finished');
    // Who is served meanwhile has nothing to do with it.
    const next = await open(els);
    await settle();
    expect((await els.read('visitFinish', { visitId: next })).touched).toEqual([]);
    await happens(els, next, 'finished');
    // Finished again after that: still one contact moment of each question.
    await els.run('recordVisitEvent', { visitId, stepId: v7(), event: 'reopened' });
    await keepContacts('Komt overmorgen');
    await happens(els, visitId, 'finished');
    await settle();
    const { interactions } = await els.read('personCard', { personId });
    const mineOf = interactions.filter(({ id }) => id === first || id === second);
    expect(mineOf.map(({ text }) => text).sort()).toEqual(['Komt overmorgen', 'Komt terug']);
    await els.untilUpToDate();
    expect((await els.read('syncStatus', {})).rejected).toBe(0);
    const card = await noor.until('dossierCard', { dossierId }, (there) =>
      there.interactions.some(({ id }) => id === second),
    );
    expect(card.interactions.find(({ id }) => id === second)).toMatchObject({ result: 'callBack', subject: 'Attest' });
  });

  it('begins no question of what nobody knows, nor in a visit that is parked', async () => {
    const visitId = await open(els);
    const question = { visitId, questionId: v7(), productCode: 'nooit-gehoord' };
    expect(await els.tryRun('beginQuestion', question)).toMatchObject({ error: { code: 'REFERENCE_UNKNOWN' } });
    await happens(els, visitId, 'parked');
    expect(await els.tryRun('beginQuestion', { ...question, productCode: 'attest-woonst' })).toMatchObject({
      error: { code: 'VISIT_STEP_NOT_NOW' },
    });
    const contact = { visitId, subject: 'x', text: '', result: 'answered', dossierIds: [], links: [] };
    expect(await els.tryRun('recordVisitContact', { ...contact, questionId: v7() })).toMatchObject({
      error: { code: 'VISIT_STEP_NOT_NOW' },
    });
    await happens(els, visitId, 'finished');
  });

  it('is taken over on another computer of the same member, where what was typed on both is kept', async () => {
    const second = await TestStore.start(midoffice.url);
    await second.openFor('member-els', join(testFolder(), 'second.db'), { deviceId: 'device-loket-3' });
    const id = await open(els);
    await els.run('keepVisit', { visitId: id, draft: 'Wil een attest', draftBase: '' });
    const there = await second.until('openVisits', {}, (visits) => visits.some((visit) => visit.draft !== ''));
    expect(there).toMatchObject([{ id, isHere: false, deskName: 'Loket 1' }]);
    expect(await mine(els, id)).toMatchObject({ isHere: true });
    expect(await noor.tryRun('recordVisitEvent', { visitId: id, stepId: v7(), event: 'takenOver' })).toMatchObject({
      error: { code: 'VISIT_STEP_NOT_NOW' },
    });
    const step = { visitId: id, stepId: v7(), event: 'takenOver' as const, deskId: 'desk-3' };
    await second.run('recordVisitEvent', step);
    expect(await mine(second, id)).toMatchObject({ isHere: true, state: 'serving', deskName: 'Loket 3' });
    await els.until('openVisits', {}, (visits) => visits.some((visit) => visit.id === id && !visit.isHere));
    await second.run('keepVisit', {
      visitId: id,
      draft: 'Wil een attest\nvoor de school',
      draftBase: 'Wil een attest',
    });
    await els.until('openVisits', {}, (visits) => visits.some(({ draft }) => draft.includes('voor de school')));
    // Typed at the first computer before it heard of it, and kept only now.
    await els.run('keepVisit', { visitId: id, draft: 'Wil een attest\nvandaag nog', draftBase: 'Wil een attest' });
    const both = await second.until('openVisits', {}, (visits) =>
      visits.some(({ draft }) => draft.includes('vandaag')),
    );
    expect(both[0]?.draft).toBe('Wil een attest\nvoor de school\nvandaag nog');
    await happens(second, id, 'finished');
    await second.untilUpToDate();
    await second.stop();
  });

  it('is there again after the store was killed, with every word that was kept', async () => {
    const ids = [await open(els), await open(els)];
    for (const [place, visitId] of ids.entries()) {
      await els.run('keepVisit', { visitId, draft: `kladblok ${place}` });
      await happens(els, visitId, 'parked');
    }
    await els.kill();
    els = await TestStore.start(midoffice.url);
    await els.openFor('member-els', file, desk);
    const found = await els.read('openVisits', {});
    expect(found.map(({ draft, state }) => ({ draft, state }))).toEqual([
      { draft: 'kladblok 0', state: 'parked' },
      { draft: 'kladblok 1', state: 'parked' },
    ]);
    for (const id of ids) await happens(els, id, 'finished');
  });

  it('is one of nine at most, and of a desk and a person that exist', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 9; count += 1) {
      const id = await open(els);
      ids.push(id);
      await happens(els, id, 'parked');
    }
    expect(await els.tryRun('openVisit', { id: v7(), deskId: 'desk-1' })).toMatchObject({
      error: { code: 'VISIT_TOO_MANY' },
    });
    for (const id of ids) await happens(els, id, 'finished');
    for (const wrong of [{ deskId: 'nergens' }, { deskId: 'desk-1', personId: 'niemand' }]) {
      expect(await els.tryRun('openVisit', { id: v7(), ...wrong })).toMatchObject({
        error: { code: 'REFERENCE_UNKNOWN' },
      });
    }
    const nobody = { visitId: 'geen-bezoek', draft: '' };
    expect(await els.tryRun('keepVisit', nobody)).toMatchObject({ error: { code: 'DOCUMENT_UNKNOWN' } });
  });
});
