import { join } from 'node:path';
import { callUntil } from '@onthaal/contract/rules/messages/index.ts';
import type { PlannedAppointment } from '@onthaal/contract/store/planner.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { asked, wish } from './testing/planned.ts';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

let midoffice: TestMidoffice;
let one: TestStore;
let other: TestStore;
let appointmentId: string;
let startsAt: string;

beforeAll(async () => {
  midoffice = await startMidoffice(50);
  [one, other] = await Promise.all([TestStore.start(midoffice.url), TestStore.start(midoffice.url)]);
  await one.openFor('member-els', join(testFolder(), 'one.db'), { deviceId: 'device-loket-1' });
  await other.openFor('member-noor', join(testFolder(), 'other.db'), { deviceId: 'device-loket-2' });
  await Promise.all([one.untilUpToDate(), other.untilUpToDate()]);
});
afterAll(async () => {
  await Promise.all([one?.stop(), other?.stop()]);
  await midoffice?.stop();
});

/** A citizen who gets letters books the first moment that is free. */
beforeEach(async () => {
  const personId = v7();
  await one.run('createPerson', {
    id: personId,
    kind: 'citizen',
    givenName: 'Wim',
    familyName: 'Wacht',
    language: 'nl',
  });
  const address = { streetName: 'Kerkstraat', houseNumber: '1', postalCode: '9990', municipality: 'Lindervelde' };
  await one.run('updatePerson', { personId, changes: { address, preferredChannel: 'paper' } });
  await one.untilUpToDate();
  const from = new Date(Date.now() + 3_600_000).toISOString();
  const free = one.ask('freeSlots', { ...wish, from, days: 30, most: 1 });
  const { slots } = await asked<{ slots: { startsAt: string }[] }>(free);
  startsAt = slots[0]?.startsAt ?? '';
  const hold = one.ask('holdAppointment', { ...wish, personId, holdId: v7(), startsAt });
  const { id: holdId } = await asked<PlannedAppointment>(hold);
  appointmentId = (await asked<PlannedAppointment>(one.ask('bookAppointment', { operationId: v7(), holdId }))).id;
});

const isIn = (papers: readonly { readonly appointment: { readonly id: string } }[]) =>
  papers.some(({ appointment }) => appointment.id === appointmentId);
const leftAt = async (desk: TestStore) => (await desk.read('dayEnd', {})).waitingPapers;

it('a paper that was asked for waits at every desk and at the end of its day, until somebody saw it come out', async () => {
  const waiting = await other.until('waitingPapers', {}, isIn);
  await one.until('waitingPapers', {}, isIn);
  expect(waiting.find((paper) => isIn([paper]))).toMatchObject({
    purpose: 'confirmation',
    appointment: { startsAt, personName: 'Wim Wacht', toPrint: 'confirmation' },
  });
  expect(await leftAt(other)).toBe(waiting.length);
  await one.run('recordToldOnPaper', {
    ...{ id: v7(), appointmentId, purpose: 'confirmation', language: 'nl', startsAt, mode: wish.mode },
    ...{ locationId: wish.locationId, printedAt: new Date().toISOString() },
  });
  expect(isIn(await one.read('waitingPapers', {}))).toBe(false);
  await other.until('waitingPapers', {}, (papers) => !isIn(papers));
  expect(await leftAt(other)).toBe(waiting.length - 1);
});

it('a paper that is given up waits nowhere any more, and who heard nothing else is called; it may still be printed', async () => {
  await other.until('waitingPapers', {}, isIn);
  await other.run('giveUpPaper', { appointmentId });
  await other.untilUpToDate();
  await one.until('waitingPapers', {}, (papers) => !isIn(papers));
  const { untold } = await one.read('callSheet', { at: new Date().toISOString() });
  const reason = untold.find(({ appointment }) => appointment.id === appointmentId)?.reason;
  // Closing days may put the first free slot behind the days that are called for.
  expect(reason).toBe(Date.parse(startsAt) < callUntil(new Date()).getTime() ? 'failed' : undefined);
  await one.run('recordToldOnPaper', {
    ...{ id: v7(), appointmentId, purpose: 'confirmation', language: 'nl', startsAt, mode: wish.mode },
    ...{ locationId: wish.locationId, printedAt: new Date().toISOString() },
  });
  const told = await other.until('appointmentPaper', { appointmentId }, (row) => row?.messages?.length === 2);
  expect(told?.messages?.map(({ state }) => state)).toEqual(['sent', 'failed']);
  expect((await one.read('syncStatus', {})).rejected + (await other.read('syncStatus', {})).rejected).toBe(0);
});

it('a paper that was given up by mistake waits again since it was asked for, not once the citizen was called', async () => {
  const [waiting] = (await other.until('waitingPapers', {}, isIn)).filter((paper) => isIn([paper]));
  const giveUp = async () => {
    const { written } = await other.run('giveUpPaper', { appointmentId });
    return { appointmentId, messageIds: written.map(({ documentId }) => documentId) };
  };
  await other.run('awaitPaperAgain', await giveUp());
  await other.untilUpToDate();
  await one.until('waitingPapers', {}, isIn);
  const again = (await other.read('waitingPapers', {})).find((paper) => isIn([paper]));
  expect(again?.since).toBe(waiting?.since);
  const given = await giveUp();
  await other.run('recordToldByPhone', { id: v7(), appointmentId, outcome: 'comes' });
  expect(await other.tryRun('awaitPaperAgain', given)).toMatchObject({ error: { code: 'APPOINTMENT_STATE_NOT_NOW' } });
  await other.untilUpToDate();
  expect((await one.read('syncStatus', {})).rejected + (await other.read('syncStatus', {})).rejected).toBe(0);
});
