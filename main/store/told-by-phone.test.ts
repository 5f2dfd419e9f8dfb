import { join } from 'node:path';
import type { PlannedAppointment } from '@onthaal/contract/store/planner.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asked, wish } from './testing/planned.ts';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

let midoffice: TestMidoffice;
let desk: TestStore;

beforeAll(async () => {
  midoffice = await startMidoffice(50);
  desk = await TestStore.start(midoffice.url);
  await desk.openFor('member-els', join(testFolder(), 'desk.db'), { deviceId: 'device-loket-1' });
  await desk.untilUpToDate();
});
afterAll(async () => {
  await desk?.stop();
  await midoffice?.stop();
});

it('tells who was called of a move that it moved back, also when their paper of before says so', async () => {
  const personId = v7();
  await desk.run('createPerson', {
    ...{ id: personId, kind: 'citizen', givenName: 'Bel', familyName: 'Papier', language: 'nl' },
  });
  const address = { streetName: 'Kerkstraat', houseNumber: '1', postalCode: '9990', municipality: 'Lindervelde' };
  await desk.run('updatePerson', { personId, changes: { address, preferredChannel: 'paper' } });
  await desk.untilUpToDate();
  const from = new Date(Date.now() + 86_400_000).toISOString();
  const free = desk.ask('freeSlots', { ...wish, from, days: 30, most: 12 });
  const { slots } = await asked<{ slots: { startsAt: string }[] }>(free);
  const [first = '', second = '', third = ''] = slots.map(({ startsAt }) => startsAt);
  const moment = async (startsAt: string, instead: { readonly insteadOfId?: string } = {}) => {
    const asking = { ...wish, personId, ...instead, holdId: v7(), startsAt };
    const { id: holdId } = await asked<PlannedAppointment>(desk.ask('holdAppointment', asking));
    return asked<PlannedAppointment>(desk.ask('bookAppointment', { operationId: v7(), holdId, ...instead }));
  };
  const { id: appointmentId } = await moment(first);
  const about = { appointmentId };
  const printed = async (startsAt: string, purpose: 'confirmation' | 'change') => {
    await desk.until('appointmentPaper', about, (row) => row?.startsAt === startsAt && row.toPrint === purpose);
    await desk.run('recordToldOnPaper', {
      ...{ id: v7(), appointmentId, purpose, language: 'nl', startsAt, mode: wish.mode, locationId: wish.locationId },
      printedAt: new Date().toISOString(),
    });
    await desk.untilUpToDate();
  };
  await printed(first, 'confirmation');
  await moment(second, { insteadOfId: appointmentId });
  await printed(second, 'change');
  await moment(third, { insteadOfId: appointmentId });
  await desk.until('appointmentPaper', about, (row) => row?.startsAt === third && row.toPrint === 'change');
  await desk.run('recordToldByPhone', { id: v7(), appointmentId, outcome: 'comes' });
  await desk.untilUpToDate();
  await moment(second, { insteadOfId: appointmentId });
  // What waited to say the third moment was overtaken, and is no news to anybody.
  const back = await desk.until(
    'appointmentPaper',
    about,
    (row) => row?.startsAt === second && row.messages?.[0]?.state === 'requested' && row.messages.length === 4,
  );
  expect(back?.toPrint).toBe('change');
  expect(back?.messages?.map(({ channel, state }) => `${channel} ${state}`)).toEqual([
    ...['paper requested', 'phone delivered', 'paper sent', 'paper sent'],
  ]);
});
