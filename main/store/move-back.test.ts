import { join } from 'node:path';
import type { PlannedAppointment } from '@onthaal/contract/store/planner.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asked, wish } from './testing/planned.ts';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

describe('the undo of a move', () => {
  let midoffice: TestMidoffice;
  let els: TestStore;
  let noor: TestStore;

  beforeAll(async () => {
    midoffice = await startMidoffice(50);
    els = await TestStore.start(midoffice.url);
    noor = await TestStore.start(midoffice.url);
    await els.openFor('member-els', join(testFolder(), 'els.db'), { deviceId: 'device-loket-1' });
    await noor.openFor('member-noor', join(testFolder(), 'noor.db'), { deviceId: 'device-loket-2' });
    await els.untilUpToDate();
    await noor.untilUpToDate();
  });
  afterAll(async () => {
    await els?.stop();
    await noor?.stop();
    await midoffice?.stop();
  });

  async function slots(): Promise<readonly string[]> {
    const from = new Date(Date.now() + 86_400_000).toISOString();
    const found = await asked<{ slots: { startsAt: string }[] }>(
      els.ask('freeSlots', { ...wish, from, days: 30, most: 3 }),
    );
    return found.slots.map(({ startsAt }) => startsAt);
  }
  async function place(store: TestStore, startsAt: string, insteadOfId?: string): Promise<PlannedAppointment> {
    const instead = insteadOfId === undefined ? {} : { insteadOfId };
    const holdId = v7();
    await store.ask('holdAppointment', { ...wish, ...instead, holdId, startsAt });
    return asked(store.ask('bookAppointment', { ...instead, operationId: v7(), holdId }));
  }
  const stands = (id: string, startsAt: string) =>
    els.until(
      'calendar',
      { locationId: wish.locationId, day: startsAt.slice(0, 10), by: 'place' },
      ({ appointments }) => appointments.some((row) => row.id === id && row.startsAt === startsAt),
    );
  /** Without a field: the centre is not asked either, which would do it. */
  const refused = { ok: false, error: { code: 'APPOINTMENT_STATE_NOT_NOW', retryable: false } };

  it('leaves alone where somebody else has moved it since', async () => {
    const [first = '', second = '', third = ''] = await slots();
    const { id } = await place(els, first);
    await place(els, second, id);
    await noor.untilUpToDate();
    await place(noor, third, id);
    await stands(id, third);
    expect(await els.tryRun('moveBack', { appointmentId: id, startsAt: first })).toEqual(refused);
  });

  it('leaves a cancellation after it as it is', async () => {
    const [first = '', second = ''] = await slots();
    const { id } = await place(els, first);
    await place(els, second, id);
    await els.run('cancelAppointment', { appointmentId: id, reason: 'Ziek' });
    expect(await els.tryRun('moveBack', { appointmentId: id, startsAt: first })).toEqual(refused);
  });

  it('is for the centre while the move is not here, also when it had moved before', async () => {
    const [first = '', second = ''] = await slots();
    const { id } = await place(els, first);
    const here = { error: { code: 'APPOINTMENT_STATE_NOT_NOW', field: 'movedFrom' } };
    expect(await els.tryRun('moveBack', { appointmentId: id, startsAt: first })).toMatchObject(here);
    await place(els, second, id);
    expect(await els.tryRun('moveBack', { appointmentId: id, startsAt: second })).toMatchObject(here);
  });
});
