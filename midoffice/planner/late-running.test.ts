import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { tellLateDocument } from '@onthaal/contract/generated/client-documents.ts';
import type { LateVisitor } from '@onthaal/contract/store/planner.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { personFixture, reference, referenceFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

type Appointment = DocumentOf<'appointments'>;
type Message = DocumentOf<'messages'>;

const [engine] = engines;
if (engine === undefined) throw new Error('There is no engine');

const people = {
  mail: personFixture({ displayName: 'An Mail', emailAddresses: [{ id: 'e', address: 'an@example.org' }] }),
  paper: personFixture({ displayName: 'Piet Papier', preferredChannel: 'paper' }),
  phone: personFixture({ displayName: 'Tine Telefoon', preferredChannel: 'phone' }),
};
const places = {
  collection: 'references' as const,
  documents: [reference('location', 'hall', 'Gemeentehuis', { building: 'Gemeentehuis' })],
};

describe('a desk that runs late', () => {
  let midoffice: TestMidoffice;
  let els: Desk;
  beforeAll(async () => {
    const persons = { collection: 'persons' as const, documents: Object.values(people) };
    midoffice = await startForTests(engine, {}, [referenceFixture, places, persons]);
    // Noon of a day far away: whatever the hour is here, there is an afternoon.
    midoffice.services.faults.add({ clockSkewSeconds: (Date.parse('2027-03-02T11:00:00.000Z') - Date.now()) / 1000 });
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
  });
  afterAll(() => midoffice?.stop());

  const at = (time: string) => `2027-03-02T${time}:00.000Z`;
  async function booked(startsAt: string, more: Partial<Appointment>): Promise<Appointment> {
    const appointment: Appointment = {
      ...{
        id: v7(),
        createdAt: at('06:00'),
        updatedAt: at('06:00'),
        updatedBy: { memberId: 'member-els', name: 'Els' },
      },
      ...{ code: 'A2345678', state: 'booked', mode: 'physical', productCode: 'attest', subject: 'Attest', answers: {} },
      ...{
        guests: [],
        memberIds: ['member-karim'],
        teamId: 'team-onthaal',
        startsAt,
        bring: [],
        notices: [],
        notes: [],
      },
      ...{ endsAt: new Date(Date.parse(startsAt) + 600_000).toISOString(), locationId: 'location-hall' },
      ...{ deskId: 'desk-een', ...more },
    };
    expect((await els.pushOne('appointments', appointment)).outcome).toBe('accepted');
    return appointment;
  }
  async function late(send: boolean, minutes = 20): Promise<readonly LateVisitor[]> {
    const asked = { deskId: 'desk-een', minutes, send };
    const { data, errors } = await sendGraphql(midoffice.url, tellLateDocument, asked, els.grant.token);
    expect(errors).toEqual([]);
    return data?.tellLate as unknown as readonly LateVisitor[];
  }
  const all = async <Kind>(collection: 'appointments' | 'messages') =>
    (await els.pullAll(collection)).documents as unknown as readonly Kind[];
  const delays = async () => (await all<Message>('messages')).filter(({ purpose }) => purpose === 'delay');

  it('says who hears of it and how before anything is sent, tells each once, and has the others called', async () => {
    await booked(at('10:00'), { personId: people.mail.id });
    await booked(at('13:00'), { personId: people.mail.id, deskId: 'desk-twee' });
    await booked(at('13:00'), { personId: people.mail.id, state: 'cancelled' });
    await booked('2027-03-03T10:00:00.000Z', { personId: people.mail.id });
    const written = await booked(at('12:00'), { personId: people.mail.id });
    const called = await booked(at('12:20'), { personId: people.phone.id });
    const paper = await booked(at('12:40'), { personId: people.paper.id });
    const plan = await late(false);
    expect(plan.map(({ appointmentId, name, how }) => [appointmentId, name, how])).toEqual([
      [written.id, 'An Mail', 'email'],
      [called.id, 'Tine Telefoon', 'call'],
      [paper.id, 'Piet Papier', 'call'],
    ]);
    expect(await delays()).toEqual([]);
    const both = await Promise.all([late(true), late(true)]);
    expect(both.flat().filter(({ how }) => how === 'email')).toHaveLength(1);
    const [message, ...others] = await delays();
    expect(others).toEqual([]);
    expect(message).toMatchObject({ appointmentId: written.id, channel: 'email', state: 'requested' });
    expect(message?.body).toContain('20 minuten');
    const sheet = (await all<Appointment>('appointments')).filter(({ toCall }) => toCall !== undefined);
    expect(sheet.map(({ id, toCall }) => [id, toCall?.reason, toCall?.minutes])).toEqual(
      expect.arrayContaining([
        [called.id, 'late', 20],
        [paper.id, 'late', 20],
      ]),
    );
    expect(sheet).toHaveLength(2);
    expect((await late(true, 30)).map(({ how }) => how)).toEqual(['told', 'call', 'call']);
  });

  it('is not for who receives nobody', async () => {
    const guest = await Desk.logIn(midoffice.url, 'member-piet', 'device-piet');
    const asked = { deskId: 'desk-een', minutes: 20, send: true };
    const { errors } = await sendGraphql(midoffice.url, tellLateDocument, asked, guest.grant.token);
    expect(errors[0]?.extensions?.code).toBe('NOT_ALLOWED');
    for (const minutes of [0, 241]) {
      const { errors: wrong } = await sendGraphql(
        midoffice.url,
        tellLateDocument,
        { ...asked, minutes },
        els.grant.token,
      );
      expect(wrong[0]?.extensions?.code).toBe('ARGUMENT_INVALID');
    }
  });
});
