import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { personFixture, reference, referenceFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import type { OutgoingMessage } from './channel.ts';
import { calendarFile } from './email/calendar-file.ts';
import { sendMessages } from './send-messages.ts';

type Appointment = DocumentOf<'appointments'>;
type Message = DocumentOf<'messages'>;

const author = { memberId: 'member-els', name: 'Els Peeters' };
const product = reference('product', 'kaart', 'Identiteitskaart', {
  ...{ theme: 'x', minutes: 20, minutesPerExtraPerson: 0, teamId: 'team-onthaal', modes: ['physical'], bring: [] },
  names: { fr: 'Carte d’identité' },
  bringNames: { 'Uw oude kaart': { fr: 'Votre ancienne carte' } },
});
const hall = reference('location', 'hall', 'Gemeentehuis', { building: 'Hal' });
const readers = (['fr', 'de', 'nl'] as const).map((language) =>
  personFixture({ language, emailAddresses: [{ id: 'e', address: `${language}@example.org` }] }),
);
const [engine] = engines;
if (engine === undefined) throw new Error('No engine');

describe('what an appointment is for and what to bring, in a message', () => {
  let midoffice: TestMidoffice;
  let els: Desk;
  beforeAll(async () => {
    midoffice = await startForTests(engine, {}, [
      referenceFixture,
      { collection: 'references', documents: [product, hall] },
      { collection: 'persons', documents: readers },
    ]);
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
  });
  afterAll(() => midoffice?.stop());

  async function told(language: string, subject = 'Identiteitskaart'): Promise<Message> {
    const now = new Date().toISOString();
    const person = readers.find((one) => one.language === language);
    const appointment: Appointment = {
      ...{ id: v7(), createdAt: now, updatedAt: now, updatedBy: author, code: 'K7P', state: 'booked' },
      ...{ mode: 'physical', productCode: 'kaart', subject, answers: {}, guests: [], memberIds: [] },
      ...{ personId: person?.id ?? '', teamId: 'team-onthaal', locationId: 'location-hall' },
      ...{ startsAt: '2099-03-02T09:30:00.000Z', endsAt: '2099-03-02T09:50:00.000Z' },
      ...{ bring: ['Uw oude kaart', 'Een pasfoto'], notices: [], notes: [] },
    };
    expect((await els.pushOne('appointments', appointment)).outcome).toBe('accepted');
    const { documents } = await els.pullAll('messages');
    const all = documents as unknown as readonly Message[];
    return all.find(({ appointmentId }) => appointmentId === appointment.id) as Message;
  }

  it('is the name of the product in each language of the text, else the Dutch one', async () => {
    const { body } = await told('fr');
    expect(body).toContain('Waarvoor: Identiteitskaart');
    expect(body).toContain('Objet : Carte d’identité');
    const [dutch = '', french = ''] = body.split('Traduction');
    expect(dutch).toContain('Breng mee:\n- Uw oude kaart\n- Een pasfoto');
    // What nobody translated is said in Dutch: better than not at all.
    expect(french).toContain('À apporter :\n- Votre ancienne carte\n- Een pasfoto');
    expect((await told('de')).body).toContain('Worum es geht: Identiteitskaart');
    expect((await told('nl')).body).toContain('Waarvoor: Identiteitskaart');
  });

  it('is what somebody wrote in other words', async () => {
    const { body } = await told('fr', 'Kaart van oma');
    expect(body).toContain('Objet : Kaart van oma');
  });

  it('is the same in the calendar of the citizen', async () => {
    const sent: OutgoingMessage[] = [];
    const email = {
      ...{ repeatsSafely: true, keepsQuietHours: false, close: () => Promise.resolve() },
      send: (message: OutgoingMessage) => {
        sent.push(message);
        return Promise.resolve({ kind: 'accepted' as const });
      },
    };
    const { database } = midoffice.services;
    const parts = { orm: database.orm, channels: { email }, logger: pino({ level: 'silent' }), now: () => new Date() };
    await sendMessages({ ...parts, rests: new Map() }, new AbortController().signal);
    const summaries = sent.map(({ language, appointment }) => {
      if (appointment === undefined) throw new Error('No appointment');
      const file = calendarFile(appointment, { name: 'x', email: 'x@example.org' }, 'y@example.org');
      return `${language} ${/SUMMARY:(.*)/.exec(file.text)?.[1]?.trim()}`;
    });
    expect(summaries.sort()).toEqual([
      ...['de Identiteitskaart', 'fr Carte d’identité', 'fr Kaart van oma', 'nl Identiteitskaart'],
    ]);
  });
});
