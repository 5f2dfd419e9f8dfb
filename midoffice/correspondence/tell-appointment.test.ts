import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { personFixture, reference, referenceFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import { sendMessages } from './send-messages.ts';

type Appointment = DocumentOf<'appointments'>;
type Message = DocumentOf<'messages'>;

const places = {
  collection: 'references' as const,
  documents: [
    reference('location', 'hall', 'Gemeentehuis', { building: 'Gemeentehuis' }),
    reference('location', 'branch', 'Dienstenpunt', { building: 'Dienstenpunt' }),
    reference('template', 'appointment-cancellation-email-nl', 'Afzegging', {
      ...{ channel: 'email', language: 'nl', subject: 'Eigen tekst', body: 'Beste {{name}}, {{when}} gaat niet door.' },
    }),
  ],
};

const mail = { emailAddresses: [{ id: 'e', address: 'citizen@example.org' }] };
const people = {
  mail: personFixture(mail),
  french: personFixture({ ...mail, language: 'fr', displayName: 'Aïcha {{code}}' }),
  nowhere: personFixture(),
};

let hours = 0;
const appointmentFor = (personId: string, changes: Partial<Appointment> = {}): Appointment => {
  hours += 1;
  const start = Date.parse('2099-03-02T09:30:00.000Z') + hours * 3_600_000;
  const at = new Date().toISOString();
  return {
    ...{ id: v7(), createdAt: at, updatedAt: at, updatedBy: { memberId: 'member-els', name: 'Els Peeters' } },
    ...{ code: `A${hours}`, state: 'booked', mode: 'physical', productCode: 'attest', subject: 'Identiteitskaart' },
    ...{ answers: {}, guests: [], memberIds: [], teamId: 'team-onthaal', locationId: 'location-hall', personId },
    ...{ startsAt: new Date(start).toISOString(), endsAt: new Date(start + 1_200_000).toISOString() },
    ...{ bring: ['Uw oude kaart', 'Een pasfoto'], notices: [], notes: [] },
    ...changes,
  };
};

describe.each(engines)('what a citizen hears of an appointment, on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  beforeAll(async () => {
    const persons = { collection: 'persons' as const, documents: Object.values(people) };
    midoffice = await startForTests(engine, {}, [referenceFixture, places, persons]);
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
  });
  afterAll(() => midoffice?.stop());

  const messagesOf = async ({ id }: Appointment): Promise<readonly Message[]> => {
    const { documents } = await els.pullAll('messages');
    const all = documents as unknown as readonly Message[];
    return all
      .filter((one) => one.appointmentId === id)
      .sort((one, other) => (one.told?.sequence ?? 0) - (other.told?.sequence ?? 0));
  };
  const write = async (next: Appointment, before?: Appointment): Promise<Appointment> => {
    expect(await els.pushOne('appointments', next, before)).toMatchObject({ outcome: 'accepted' });
    return next;
  };
  const change = (before: Appointment, changes: Partial<Appointment>): Promise<Appointment> => {
    const updatedAt = new Date(Date.parse(before.updatedAt) + 1).toISOString();
    return write({ ...before, ...changes, updatedAt }, before);
  };

  it('is asked for in the same moment, in their language, with what they must know', async () => {
    const [message, ...others] = await messagesOf(await write(appointmentFor(people.french.id)));
    expect(others).toEqual([]);
    expect(message).toMatchObject({
      ...{ channel: 'email', state: 'requested', purpose: 'confirmation', language: 'fr' },
      ...{ address: 'citizen@example.org', told: { sequence: 0, locationId: 'location-hall', mode: 'physical' } },
    });
    // A name is never read as a template.
    expect(message?.body).toContain('Beste Aïcha {{code}}\n\nUw afspraak is vastgelegd.');
    expect(message?.body).toMatch(/Wanneer: maandag 2 maart 2099, \d\d:30\nWaar: Gemeentehuis\n/);
    expect(message?.body).toContain('Breng mee:\n- Uw oude kaart\n- Een pasfoto');
    expect(message?.body).toContain('Traduction');
    expect(message?.body).toMatch(/Quand : lundi 2 mars 2099, \d\d:30\nOù : Gemeentehuis/);
    expect(message?.body).toMatch(/Bien à vous\nOnthaal$/);
  });

  it('says that nothing sends it, and waits, where no channel is configured', async () => {
    const appointment = await write(appointmentFor(people.mail.id));
    const { services } = midoffice;
    const parts = { orm: services.database.orm, channels: {}, logger: services.logger, now: () => new Date() };
    await sendMessages(parts, new AbortController().signal);
    expect(await messagesOf(appointment)).toMatchObject([{ state: 'requested', problem: 'notConfigured' }]);
    expect(await sendMessages(parts, new AbortController().signal)).toBe(0);
  });

  it('is one message about the outcome, whatever was done and taken back before it left', async () => {
    const first = await write(appointmentFor(people.mail.id));
    const cancelled = await change(first, { state: 'cancelled', stateReason: 'Ziek' });
    expect(await messagesOf(first)).toMatchObject([{ purpose: 'confirmation', state: 'failed', problem: 'overtaken' }]);
    const back = await change(cancelled, { state: 'booked' });
    await change(back, { locationId: 'location-branch' });
    const known = await messagesOf(first);
    expect(known.filter(({ state }) => state === 'requested')).toMatchObject([
      { purpose: 'confirmation', told: { locationId: 'location-branch' } },
    ]);
    expect(new Set(known.map(({ told }) => told?.sequence)).size).toBe(known.length);
  });

  it('tells the cancellation of what they knew from before there were messages, in the words of the municipality', async () => {
    const old = appointmentFor(people.mail.id, { state: 'held' });
    await midoffice.services.database.orm.execute(
      `INSERT INTO document (collection, id, data) VALUES ('appointments', '${old.id}', '${JSON.stringify({ ...old, state: 'booked' })}')`,
    );
    await change({ ...old, state: 'booked' }, { state: 'cancelled' });
    const [message] = await messagesOf(old);
    expect(message).toMatchObject({ purpose: 'cancellation', subject: 'Eigen tekst' });
    expect(Date.parse(message?.notBefore ?? '')).toBeGreaterThan(Date.parse(message?.createdAt ?? ''));
  });

  it('is nothing for who has no address, for another change, and for what is over or is not of the planner', async () => {
    expect(await messagesOf(await write(appointmentFor(people.nowhere.id)))).toEqual([]);
    const past = { startsAt: '2026-01-05T09:00:00.000Z', endsAt: '2026-01-05T09:20:00.000Z' };
    expect(await messagesOf(await write(appointmentFor(people.mail.id, past)))).toEqual([]);
    const { locationId: _location, ...loose } = appointmentFor(people.mail.id);
    expect(await messagesOf(await write(loose))).toEqual([]);
    const known = await write(appointmentFor(people.mail.id));
    await change(known, { subject: 'Andere woorden' });
    expect(await messagesOf(known)).toHaveLength(1);
  });
});
