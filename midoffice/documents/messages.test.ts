import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { personFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

type Message = DocumentOf<'messages'>;

const at = '2026-11-26T10:00:00.000Z';

describe.each(engines)('messages of desks on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  const person = personFixture();
  beforeAll(async () => {
    midoffice = await startForTests(engine);
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
    await els.pushOne('persons', person);
  });
  afterAll(() => midoffice?.stop());

  const message = (changes: Partial<Message> = {}): Message => ({
    ...{ id: v7(), createdAt: at, updatedAt: at, updatedBy: { memberId: 'member-els', name: 'Els Peeters' } },
    ...{ channel: 'email', registered: false, state: 'draft', stateSince: at, personId: person.id },
    ...{ subject: 'Uw afspraak', body: 'Beste', documentIds: [] },
    ...changes,
  });
  /** A message as the mid-office has it after it was sent. */
  const sent = async (changes: Partial<Message> = {}): Promise<Message> => {
    const data = message({ state: 'sent', proofReference: '<a@example>', ...changes });
    await midoffice.services.database.orm.execute(
      sql`INSERT INTO document (collection, id, data) VALUES ('messages', ${data.id}, ${JSON.stringify(data)}::jsonb)`,
    );
    return data;
  };

  it.each<Partial<Message>>([
    { channel: 'email', state: 'draft' },
    { channel: 'sms', state: 'requested' },
    { channel: 'phone', state: 'delivered' },
    { channel: 'phone', state: 'failed' },
    { channel: 'paper', state: 'sent' },
    { channel: 'paper', state: 'returned' },
  ])('accepts what a clerk can know: $channel $state', async (changes) => {
    expect(await els.pushOne('messages', message(changes))).toMatchObject({ outcome: 'accepted' });
  });

  it.each<[Partial<Message>, string, string]>([
    [{ channel: 'email', state: 'sent' }, 'FIELD_INVALID', 'state'],
    [{ channel: 'email', state: 'read' }, 'FIELD_INVALID', 'state'],
    [{ channel: 'sms', state: 'delivered' }, 'FIELD_INVALID', 'state'],
    [{ channel: 'sms', state: 'failed' }, 'FIELD_INVALID', 'state'],
    [{ channel: 'eBox', state: 'delivered' }, 'FIELD_INVALID', 'state'],
    [{ channel: 'citizenProfile', state: 'read' }, 'FIELD_INVALID', 'state'],
    [{ channel: 'phone', state: 'read' }, 'FIELD_INVALID', 'state'],
    [{ channel: 'email', proofReference: 'made up' }, 'FIELD_READ_ONLY', 'proofReference'],
    [{ channel: 'sms', costCents: 0 }, 'FIELD_READ_ONLY', 'costCents'],
    [{ channel: 'email', state: 'requested', purpose: 'other' }, 'FIELD_READ_ONLY', 'purpose'],
    [{ channel: 'sms', state: 'requested', address: '+32470123456' }, 'FIELD_READ_ONLY', 'address'],
  ])('refuses what only the owner of the channel can say: %o', async (changes, code, field) => {
    const outcome = await els.pushOne('messages', message(changes));
    expect(outcome).toMatchObject({ outcome: 'rejected', error: { code, field } });
  });

  it('refuses to change what became of a message, and its channel', async () => {
    const draft = message();
    expect(await els.pushOne('messages', draft)).toMatchObject({ outcome: 'accepted' });
    const left = { ...draft, state: 'sent' as const };
    expect(await els.pushOne('messages', left, draft)).toMatchObject({ error: { code: 'FIELD_INVALID' } });
    const spoken = { ...draft, channel: 'phone' as const, state: 'delivered' as const };
    expect(await els.pushOne('messages', spoken, draft)).toMatchObject({ error: { field: 'channel' } });
    const master = await sent();
    for (const state of ['requested', 'failed', 'read'] as const) {
      const outcome = await els.pushOne('messages', { ...master, state }, master);
      expect(outcome).toMatchObject({ outcome: 'rejected', error: { code: 'FIELD_READ_ONLY', field: 'state' } });
    }
    const { proofReference: _proof, ...forgotten } = master;
    const outcome = await els.pushOne('messages', forgotten, master);
    expect(outcome).toMatchObject({ outcome: 'rejected', error: { code: 'FIELD_READ_ONLY', field: 'proofReference' } });
  });

  it('lets a desk tell of paper, and of nothing else, that it went out', async () => {
    // Not before long: the centre, which sends what is asked for now and then, must not be earlier than this desk.
    const notBefore = '2099-01-01T00:00:00.000Z';
    const asked = { state: 'requested', purpose: 'confirmation', proofReference: undefined, notBefore } as const;
    const waiting = await sent({ channel: 'paper', ...asked });
    const printed = { ...waiting, state: 'sent' as const, stateSince: at };
    expect(await els.pushOne('messages', printed, waiting)).toMatchObject({ outcome: 'accepted' });
    for (const channel of ['email', 'sms', 'eBox', 'citizenProfile', 'phone'] as const) {
      const other = await sent({ channel, ...asked });
      for (const state of ['sent', 'read'] as const) {
        const outcome = await els.pushOne('messages', { ...other, state }, other);
        expect(outcome).toMatchObject({ outcome: 'rejected', error: { code: 'FIELD_INVALID', field: 'state' } });
      }
    }
  });

  it('takes nothing back of a paper, and lets nobody rewrite what it says', async () => {
    const told = { startsAt: '2099-01-01T09:00:00.000Z', mode: 'physical', sequence: 0 };
    const left = await sent({ channel: 'paper', purpose: 'confirmation', told });
    for (const state of ['requested', 'draft'] as const) {
      const outcome = await els.pushOne('messages', { ...left, state }, left);
      expect(outcome).toMatchObject({ error: { code: 'FIELD_READ_ONLY', field: 'state' } });
    }
    const changes: readonly Partial<Message>[] = [
      { told: { ...told, startsAt: '2099-01-02T09:00:00.000Z' } },
      { body: 'Stort geld' },
      { purpose: 'cancellation' },
      { problem: 'overtaken' },
    ];
    for (const change of changes) {
      const outcome = await els.pushOne('messages', { ...left, ...change }, left);
      expect(outcome).toMatchObject({ error: { code: 'FIELD_READ_ONLY', field: Object.keys(change)[0] } });
    }
    expect(await els.pushOne('messages', { ...left, state: 'returned' }, left)).toMatchObject({ outcome: 'accepted' });
    const overtaken = await sent({ channel: 'paper', state: 'failed', problem: 'overtaken', purpose: 'confirmation' });
    const revived = await els.pushOne('messages', { ...overtaken, state: 'sent' }, overtaken);
    expect(revived).toMatchObject({ error: { code: 'FIELD_READ_ONLY', field: 'state' } });
    const claimed = message({ channel: 'paper', state: 'sent', problem: 'overtaken' });
    expect(await els.pushOne('messages', claimed)).toMatchObject({ error: { field: 'problem' } });
  });

  it('lets a paper that was given up wait again, until something else was said or it is not so any more', async () => {
    const startsAt = '2099-01-01T09:00:00.000Z';
    const updatedBy = { memberId: 'member-els', name: 'Els Peeters' };
    const about = (changes: object) => ({
      ...{ id: v7(), createdAt: at, updatedAt: at, updatedBy, code: 'PAPIER', state: 'booked', mode: 'physical' },
      ...{ productCode: 'attest', subject: 'Attest', answers: {}, guests: [], memberIds: [], teamId: 'team-onthaal' },
      ...{ locationId: 'location-hall', personId: person.id, startsAt, endsAt: '2099-01-01T09:30:00.000Z' },
      ...{ bring: [], notices: [], notes: [] },
      ...changes,
    });
    const insert = (data: { readonly id: string }) =>
      midoffice.services.database.orm.execute(
        sql`INSERT INTO document (collection, id, data) VALUES ('appointments', ${data.id}, ${JSON.stringify(data)}::jsonb)`,
      );
    const givenUp = async (changes: object = {}, more: Partial<Message> = {}) => {
      const appointment = about(changes);
      await insert(appointment);
      const told = { startsAt, mode: 'physical', locationId: appointment.locationId, sequence: 0 };
      const of = { purpose: 'confirmation', appointmentId: appointment.id, told, proofReference: undefined } as const;
      return sent({ channel: 'paper', ...of, state: 'failed', ...more });
    };
    const again = async (paper: Message) =>
      els.pushOne('messages', { ...paper, state: 'requested', stateSince: paper.createdAt }, paper);
    const refused = { outcome: 'rejected', error: { code: 'FIELD_READ_ONLY', field: 'state' } };
    expect(await again(await givenUp())).toMatchObject({ outcome: 'accepted' });
    expect(await again(await givenUp({ startsAt: '2099-01-02T09:00:00.000Z' }))).toMatchObject(refused);
    expect(await again(await givenUp({ state: 'cancelled' }))).toMatchObject(refused);
    expect(await again(await givenUp({}, { problem: 'overtaken' }))).toMatchObject(refused);
    expect(await again(await givenUp({}, { appointmentId: v7() }))).toMatchObject(refused);
    const called = await givenUp();
    const { appointmentId, told } = called;
    const since = '2026-11-26T11:00:00.000Z';
    await sent({
      channel: 'phone',
      purpose: 'confirmation',
      appointmentId,
      told,
      state: 'delivered',
      stateSince: since,
    });
    expect(await again(called)).toMatchObject(refused);
  });

  it('lets nothing that left be called given up', async () => {
    const left = await sent({ channel: 'paper', purpose: 'confirmation' });
    const outcome = await els.pushOne('messages', { ...left, state: 'failed' }, left);
    expect(outcome).toMatchObject({ outcome: 'rejected', error: { code: 'FIELD_READ_ONLY', field: 'state' } });
  });

  it('lets nobody be told of the appointment of another', async () => {
    const other = personFixture();
    await els.pushOne('persons', other);
    const id = v7();
    const appointment = { id, personId: other.id, startsAt: '2099-01-01T09:00:00.000Z' };
    await midoffice.services.database.orm.execute(
      sql`INSERT INTO document (collection, id, data) VALUES ('appointments', ${id}, ${JSON.stringify(appointment)}::jsonb)`,
    );
    const paper = message({ channel: 'paper', state: 'sent', appointmentId: id });
    expect(await els.pushOne('messages', paper)).toMatchObject({
      ...{ outcome: 'rejected', error: { code: 'FIELD_INVALID', field: 'appointmentId' } },
    });
    const right = message({ channel: 'paper', state: 'sent', appointmentId: id, personId: other.id });
    expect(await els.pushOne('messages', right)).toMatchObject({ outcome: 'accepted' });
  });

  it('refuses another text, address or moment for a message that is about to leave', async () => {
    const notBefore = new Date(Date.now() + 3_600_000).toISOString();
    const leaving = { state: 'requested', purpose: 'reminder', address: 'a@example.org', notBefore } as const;
    const master = await sent(leaving);
    for (const changes of [{ body: 'Stort geld' }, { address: 'b@example.org' }, { notBefore: at }]) {
      const outcome = await els.pushOne('messages', { ...master, ...changes }, master);
      const [field] = Object.keys(changes);
      expect(outcome).toMatchObject({ outcome: 'rejected', error: { code: 'FIELD_READ_ONLY', field } });
    }
  });
});
