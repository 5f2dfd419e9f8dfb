import { join } from 'node:path';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { todayInBrussels } from './database/clock.ts';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

describe('work without a visitor', () => {
  let midoffice: TestMidoffice;
  let els: TestStore;
  let noor: TestStore;
  const file = join(testFolder(), 'els.db');
  const device = { deviceId: 'device-loket-1' };

  beforeAll(async () => {
    midoffice = await startMidoffice(50);
    els = await TestStore.start(midoffice.url);
    noor = await TestStore.start(midoffice.url);
    await els.openFor('member-els', file, device);
    await noor.openFor('member-noor', join(testFolder(), 'noor.db'), { deviceId: 'device-loket-2' });
    await els.untilUpToDate();
    await noor.untilUpToDate();
  });
  afterAll(async () => {
    await els?.stop();
    await noor?.stop();
    await midoffice?.stop();
  });

  type Begun = Pick<CommandArguments['beginBackOffice'], 'subject' | 'productCode'>;
  async function begin(more: Begun = { subject: 'mail' }): Promise<string> {
    const id = v7();
    await els.run('beginBackOffice', { id, deskId: 'desk-1', ...more });
    await els.run('beginBackOffice', { id, deskId: 'desk-1', ...more });
    return id;
  }
  const happens = (store: TestStore, visitId: string, event: string) =>
    store.tryRun('recordVisitEvent', { visitId, stepId: v7(), event, deskId: 'desk-1' });
  const untilState = (store: TestStore, state: string | undefined) =>
    store.until('backOfficeWork', {}, (work) => work?.state === state);
  const board = (store: TestStore) => store.read('queueBoard', { deskId: 'desk-1' });

  it('pauses by itself for a visitor and goes on after, and the centre takes each of it', async () => {
    const id = await begin();
    expect(await els.read('backOfficeWork', {})).toMatchObject({ id, subject: 'mail', state: 'serving', isHere: true });
    const visitId = v7();
    await els.run('openVisit', { id: visitId, deskId: 'desk-1' });
    const paused = await untilState(els, 'parked');
    const served = (await els.read('openVisits', {})).find((visit) => visit.id === visitId);
    expect(served).toMatchObject({ state: 'serving', questions: [] });
    expect(paused?.steps.map(({ event }) => event)).toEqual(['arrived', 'called', 'served', 'parked']);
    await happens(els, visitId, 'parked');
    await untilState(els, 'serving');
    await happens(els, visitId, 'resumed');
    await untilState(els, 'parked');
    await happens(els, visitId, 'finished');
    await untilState(els, 'serving');
    await els.run('keepVisit', { visitId: id, timeNotReliable: (paused?.services ?? []).map((one) => one.id) });
    expect(await happens(els, id, 'finished')).toMatchObject({ ok: true });
    expect(await els.read('backOfficeWork', {})).toBeNull();
    await els.untilUpToDate();
    expect((await els.read('syncStatus', {})).rejected).toBe(0);
    const { backOffice } = await els.read('dayReport', { day: todayInBrussels() });
    expect(backOffice).toMatchObject([{ subject: 'mail', count: 1, notReliable: 1, seconds: 0 }]);
  });

  it('pauses for a visitor whom the centre calls to the desk', async () => {
    const visit = { id: v7(), locationId: 'location-gemeentehuis', productCodes: ['attest-woonst'], priority: 9 };
    await els.run('registerVisit', visit);
    const id = await begin({ subject: 'product', productCode: 'attest-woonst' });
    await els.untilUpToDate();
    const called = await els.ask('callNextVisit', { operationId: v7(), deskId: 'desk-1' });
    expect(called).toMatchObject({ ok: true, value: { visitId: visit.id } });
    expect(await untilState(els, 'parked')).toMatchObject({ id, productName: 'Attest van woonst' });
    await happens(els, visit.id, 'served');
    await happens(els, visit.id, 'finished');
    await untilState(els, 'serving');
    await happens(els, id, 'finished');
  });

  it('is in no queue, at no desk, on no board and in no figure of visits, here and on other desks', async () => {
    await els.untilUpToDate();
    await noor.untilUpToDate();
    const slice = { slice: `${todayInBrussels()}T00:00:00.000Z` };
    const before = {
      board: await els.read('dayBoard', slice),
      report: await els.read('dayReport', { day: todayInBrussels() }),
    };
    const id = await begin();
    await els.untilUpToDate();
    await noor.untilUpToDate();
    for (const store of [els, noor]) {
      const { waiting, atDesks, justOver } = await board(store);
      expect([...waiting, ...atDesks, ...justOver].filter((row) => row.id === id)).toEqual([]);
    }
    expect((await els.read('openVisits', {})).map((visit) => visit.id)).not.toContain(id);
    expect(await noor.read('backOfficeWork', {})).toBeNull();
    expect((await els.read('dayBoard', slice)).places.map(({ desks }) => desks)).toEqual(
      before.board.places.map(({ desks }) => desks),
    );
    const { figures } = await els.read('dayReport', { day: todayInBrussels() });
    expect(figures.outcomes).toEqual(before.report.figures.outcomes);
    expect(figures.products).toEqual(before.report.figures.products);
    expect(await els.read('dayEnd', { deskId: 'desk-1' })).toMatchObject({ backOffice: 1, atDesk: 0 });
    await happens(els, id, 'finished');
    expect((await board(els)).justOver.map((row) => row.id)).not.toContain(id);
  });

  it('is one at a time, on what exists, and never goes to the queue', async () => {
    const id = await begin();
    const tried = (more: object) =>
      els.tryRun('beginBackOffice', { id: v7(), deskId: 'desk-1', subject: 'mail', ...more });
    expect(await tried({})).toMatchObject({ error: { code: 'VISIT_STEP_NOT_NOW' } });
    expect(await tried({ deskId: 'nergens' })).toMatchObject({ error: { code: 'REFERENCE_UNKNOWN' } });
    expect(await tried({ subject: 'product', productCode: 'niets' })).toMatchObject({
      error: { code: 'REFERENCE_UNKNOWN' },
    });
    for (const event of ['returned', 'transferred', 'left']) {
      expect(await happens(els, id, event)).toMatchObject({ error: { code: 'VISIT_STEP_NOT_NOW' } });
    }
    await happens(els, id, 'finished');
    expect(await happens(els, id, 'reopened')).toMatchObject({ ok: true });
    expect(await els.read('backOfficeWork', {})).toMatchObject({ id, state: 'serving' });
    await happens(els, id, 'finished');
  });

  it('is seen on another computer of the member, where a visitor goes before it and it is stopped', async () => {
    const id = await begin();
    await els.untilUpToDate();
    const second = await TestStore.start(midoffice.url);
    await second.openFor('member-els', join(testFolder(), 'second.db'), { deviceId: 'device-loket-3' });
    const there = await second.until('backOfficeWork', {}, (work) => work?.id === id);
    expect(there).toMatchObject({ isHere: false, deskName: 'Loket 1', state: 'serving' });
    const visitId = v7();
    await second.run('openVisit', { id: visitId, deskId: 'desk-3' });
    // It goes on where it was paused.
    expect(await untilState(second, 'parked')).toMatchObject({ isHere: true });
    await untilState(els, 'parked');
    await happens(second, visitId, 'finished');
    await untilState(second, 'serving');
    expect(await happens(second, id, 'finished')).toMatchObject({ ok: true });
    await els.until('backOfficeWork', {}, (work) => work === null);
    await second.untilUpToDate();
    expect((await second.read('syncStatus', {})).rejected).toBe(0);
    await second.stop();
  });

  it('runs on after the store was killed', async () => {
    const id = await begin();
    const { services } = (await els.read('backOfficeWork', {})) ?? {};
    await els.kill();
    els = await TestStore.start(midoffice.url);
    await els.openFor('member-els', file, device);
    expect(await els.read('backOfficeWork', {})).toMatchObject({ id, state: 'serving', services });
    expect(await happens(els, id, 'finished')).toMatchObject({ ok: true });
  });
});
