import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../database/database.ts';
import { engines } from '../testing/engines.ts';
import { personFixture, reference, referenceFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import { remindOfAppointments } from './remind-appointments.ts';

type Appointment = DocumentOf<'appointments'>;

const mail = { emailAddresses: [{ id: 'e', address: 'citizen@example.org' }] };
const allows = { id: 'o', channel: 'sms' as const, allowed: true, since: '2026-01-01' };
const people = {
  mail: personFixture(mail),
  text: personFixture({
    ...{ phoneNumbers: [{ id: 'p', number: '0470 12 34 56' }], optIns: [allows], preferredChannel: 'sms' },
  }),
  phone: personFixture({ ...mail, preferredChannel: 'phone' }),
};
const author = { memberId: 'member-els', name: 'Els Peeters' };
const longAgo = '2026-09-01T09:00:00.000Z';

function appointment(id: string, personId: string, startsAt: string, changes: Partial<Appointment> = {}): Appointment {
  const endsAt = new Date(Date.parse(startsAt) + 1_200_000).toISOString();
  return {
    ...{ id, createdAt: longAgo, updatedAt: longAgo, updatedBy: author, code: id.toUpperCase(), state: 'booked' },
    ...{ mode: 'physical', productCode: 'attest', subject: 'Identiteitskaart', answers: {}, guests: [], memberIds: [] },
    ...{ teamId: 'team-onthaal', locationId: 'location-hall', personId, startsAt, endsAt, bring: [], notices: [] },
    ...{ notes: [] },
    ...changes,
  };
}

const [engine] = engines;
if (engine === undefined) throw new Error('No engine');

describe('reminders', () => {
  let midoffice: TestMidoffice;
  // Around the night of 25 October 2026, in which summer time ends.
  const appointments = [
    appointment('mailed', people.mail.id, '2026-10-26T09:30:00.000Z'),
    appointment('texted', people.text.id, '2026-10-26T13:00:00.000Z'),
    appointment('called', people.phone.id, '2026-10-26T09:30:00.000Z'),
    appointment('cancelled', people.mail.id, '2026-10-26T10:30:00.000Z', { state: 'cancelled' }),
    appointment('past', people.mail.id, '2026-10-24T06:00:00.000Z'),
    appointment('recent', people.mail.id, '2026-10-26T11:30:00.000Z', { createdAt: '2026-10-24T12:00:00.000Z' }),
  ];
  beforeAll(async () => {
    midoffice = await startForTests(engine, {}, [
      referenceFixture,
      { collection: 'references', documents: [reference('location', 'hall', 'Hal', { building: 'Hal' })] },
      { collection: 'persons', documents: Object.values(people) },
      { collection: 'appointments', documents: appointments },
    ]);
  });
  afterAll(() => midoffice?.stop());

  const orm = () => midoffice.services.database.orm;
  const round = (at: string) =>
    remindOfAppointments(
      { orm: orm(), days: { email: 2, sms: 0 }, now: () => new Date(at) },
      new AbortController().signal,
    );
  const reminded = async (): Promise<readonly string[]> => {
    const rows = await rowsOf<{ text: string }>(
      orm(),
      sql`SELECT data ->> 'channel' || ' ' || (data ->> 'appointmentId') AS text FROM document
          WHERE collection = 'messages' AND data ->> 'purpose' = 'reminder' ORDER BY data ->> 'createdAt', 1`,
    );
    return rows.map(({ text }) => text);
  };

  it('are asked for once, on their moment, for what is to come and for who is written', async () => {
    expect(await round('2026-10-24T06:59:00.000Z')).toBe(0);
    expect(await Promise.all([round('2026-10-24T07:00:00.000Z'), round('2026-10-24T07:00:00.000Z')])).toContain(1);
    expect(await round('2026-10-24T12:10:00.000Z')).toBe(0);
    expect(await reminded()).toEqual(['email mailed']);
    expect(await round('2026-10-26T06:59:00.000Z')).toBe(0);
    expect(await round('2026-10-26T07:00:00.000Z')).toBe(1);
    expect(await reminded()).toEqual(['email mailed', 'sms texted']);
  });

  it('come again for an appointment that moved', async () => {
    const moved = appointment('mailed', people.mail.id, '2026-11-05T09:30:00.000Z');
    await orm().execute(
      sql`UPDATE document SET data = ${JSON.stringify(moved)}::jsonb WHERE collection = 'appointments' AND id = 'mailed'`,
    );
    expect(await round('2026-11-02T09:00:00.000Z')).toBe(0);
    expect(await round('2026-11-03T08:00:00.000Z')).toBe(1);
    expect(await round('2026-11-03T08:10:00.000Z')).toBe(0);
    expect(await reminded()).toEqual(['email mailed', 'sms texted', 'email mailed']);
  });
});
