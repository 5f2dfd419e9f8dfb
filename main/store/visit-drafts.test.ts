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
