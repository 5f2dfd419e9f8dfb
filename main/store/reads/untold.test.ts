import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DatabaseFile, openDatabaseFile } from '../storage/index.ts';
import { addDocument } from '../testing/add-document.ts';
import { LocalStore, testKey } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';

type Message = DocumentOf<'messages'>;

// A Monday, so that Wednesday is the second weekday after it.
const now = '2099-06-01T08:00:00.000Z';
const longAgo = '2099-05-20T08:00:00.000Z';
const justNow = '2099-06-01T07:00:00.000Z';
const basis = { createdAt: longAgo, updatedAt: longAgo, updatedBy: { memberId: 'member-els', name: 'Els' } };

let store: LocalStore;
let file: DatabaseFile;
beforeEach(async () => {
  store = await LocalStore.open(testFolder());
  file = openDatabaseFile({ file: store.store.file.file, key: testKey });
});
afterEach(async () => {
  file?.close();
  await store?.store.close();
});

/** Somebody with an appointment tomorrow and what was written to them about it. */
function appointmentOf(name: string, ...messages: readonly Partial<Message>[]): void {
  const startsAt = '2099-06-02T09:00:00.000Z';
  const personId = `person-${name}`;
  addDocument(file, 'persons', {
    ...{ ...basis, id: personId, kind: 'citizen', givenName: name, familyName: 'Test', displayName: name },
    ...{ phoneNumbers: [{ id: 'p', number: '09 123 45 67' }], emailAddresses: [], optIns: [], language: 'nl' },
    ...{ addresses: [], roles: [], warnings: [], flags: {} },
  });
  addDocument(file, 'appointments', {
    ...{ ...basis, id: name, code: name, state: 'booked', mode: 'physical', productCode: 'p', subject: 'P', startsAt },
    ...{ endsAt: '2099-06-02T09:20:00.000Z', answers: {}, guests: [], memberIds: [], teamId: 'team-onthaal' },
    ...{ locationId: 'hall', bring: [], notices: [], notes: [], personId },
  });
  for (const [index, message] of messages.entries()) {
    addDocument(file, 'messages', {
      ...{ ...basis, id: `${name}-${index}`, channel: 'email', registered: false, state: 'sent', stateSince: longAgo },
      ...{ personId, subject: 'S', body: 'B', documentIds: [], purpose: 'confirmation', appointmentId: name },
      told: { startsAt, mode: 'physical', locationId: 'hall', sequence: index },
      ...message,
    });
  }
}

it('says of whom to call what became of the message and why, and lists last who only did not say that they read it', async () => {
  appointmentOf('unread', { asksReading: true });
  appointmentOf('bounced', { state: 'failed', stateSince: justNow, problem: 'mailboxFull', asksReading: true });
  appointmentOf('read', { asksReading: true, state: 'read' });
  appointmentOf('today', { asksReading: true, createdAt: justNow });
  appointmentOf('told', {});
  appointmentOf(
    'again',
    { state: 'failed', problem: 'undeliverable' },
    { state: 'delivered', asksReading: true, createdAt: '2099-05-21T08:00:00.000Z', purpose: 'reminder' },
    { channel: 'phone', state: 'failed', createdAt: '2099-05-31T08:00:00.000Z' },
  );
  appointmentOf('never');
  const { untold } = await store.read('callSheet', { at: now });
  expect(untold.map(({ appointment, reason }) => [appointment.id, reason])).toEqual([
    ['bounced', 'failed'],
    ['never', 'noMessage'],
    ['again', 'notRead'],
    ['unread', 'notRead'],
  ]);
  const [bounced, never, again] = untold;
  expect(bounced?.message).toMatchObject({
    channel: 'email',
    state: 'failed',
    problem: 'mailboxFull',
    stateSince: justNow,
  });
  expect(never?.message).toBeUndefined();
  expect(again).toMatchObject({ tries: 1, message: { purpose: 'reminder', state: 'delivered', asksReading: true } });
});
