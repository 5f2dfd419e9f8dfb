import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { previewMessageDocument } from '@onthaal/contract/generated/client-documents.ts';
import { usualReminderDays } from '@onthaal/contract/rules/messages/index.ts';
import { measureSms, smsPriceCents } from '@onthaal/contract/rules/money/index.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SimulatedSmsGateway } from '../../../simulators/sms-gateway/sms-gateway.ts';
import { rowsOf } from '../../database/database.ts';
import { Desk, sendGraphql } from '../../testing/desk.ts';
import { engines } from '../../testing/engines.ts';
import { personFixture, reference, referenceFixture } from '../../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../../testing/start-for-tests.ts';
import { remindOfAppointments } from '../remind-appointments.ts';
import { sendMessages } from '../send-messages.ts';

type Appointment = DocumentOf<'appointments'>;
type Message = DocumentOf<'messages'>;

const pageUrl = 'https://afspraak.lindervelde.be';
const languages: readonly Language[] = ['nl', 'fr', 'en', 'de'];
const numberOf = (language: Language) => `047012340${languages.indexOf(language)}`;
const people = languages.map((language) =>
  personFixture({
    ...{ language, phoneNumbers: [{ id: 'p', number: numberOf(language) }], preferredChannel: 'sms' },
    optIns: [{ id: 'o', channel: 'sms', allowed: true, since: '2026-01-01' }],
  }),
);
const lines: Readonly<Record<Language, string>> = {
  ...{ nl: 'Wijzig of zeg af:', fr: 'Changer, annuler:', en: 'Change or cancel:', de: 'Ändern, absagen:' },
};
const author = { memberId: 'member-els', name: 'Els Peeters' };
const at = '2026-01-20T09:00:00.000Z';
const [engine] = engines;
if (engine === undefined) throw new Error('No engine');

describe('text messages about an appointment', () => {
  let gateway: SimulatedSmsGateway;
  let midoffice: TestMidoffice;
  let els: Desk;
  beforeAll(async () => {
    gateway = await SimulatedSmsGateway.start();
    const { url, token } = gateway;
    const sms = { url, token, sender: 'Lindervelde', priceCents: 7, reportSecret: undefined };
    const settings = {
      correspondence: { sms, reminders: usualReminderDays },
      citizens: { pageUrl, telephone: undefined },
    };
    const hall = reference('location', 'hall', 'Gemeentehuis', { building: 'Hal' });
    midoffice = await startForTests(engine, settings, [
      referenceFixture,
      { collection: 'references', documents: [hall] },
      { collection: 'persons', documents: people },
    ]);
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
  });
  afterAll(async () => {
    await midoffice?.stop();
    await gateway?.stop();
  });

  const orm = () => midoffice.services.database.orm;
  const textTo = (language: Language) => gateway.textTo(numberOf(language).replace(/^0/, '0032'));

  async function booked(language: Language): Promise<Appointment> {
    const appointment: Appointment = {
      ...{ id: v7(), createdAt: at, updatedAt: at, updatedBy: author, code: 'K7P4MQ2X', state: 'booked' },
      ...{ mode: 'physical', productCode: 'attest', subject: 'Identiteitskaart', answers: {}, guests: [] },
      ...{ personId: people[languages.indexOf(language)]?.id ?? '', memberIds: [], teamId: 'team-onthaal' },
      ...{ locationId: 'location-hall', bring: [], notices: [], notes: [], deskId: `desk-${language}` },
      ...{ startsAt: '2099-03-02T09:30:00.000Z', endsAt: '2099-03-02T09:50:00.000Z' },
    };
    await orm().execute(
      sql`INSERT INTO document (collection, id, data) VALUES ('appointments', ${appointment.id}, ${JSON.stringify(appointment)}::jsonb)`,
    );
    return appointment;
  }
  const messageAbout = async ({ id }: Appointment): Promise<Message> => {
    const query = sql`SELECT data FROM document WHERE collection = 'messages' AND data ->> 'appointmentId' = ${id}`;
    const [row] = await rowsOf<{ data: Message }>(orm(), query);
    if (row === undefined) throw new Error('No message');
    return row.data;
  };
  /** The reminders of that morning, and what waits, leave. */
  async function morning(): Promise<void> {
    const clock = (time: string) => () => new Date(`2099-03-02T${time}:00.000Z`);
    const { database, logger, channels } = midoffice.services;
    const parts = { orm: database.orm, channels, logger, rests: new Map<string, number>(), pageUrl };
    const { signal } = new AbortController();
    // Asked for while people sleep they wait for that morning, so that the node's own job does not take them today.
    const days = { ...usualReminderDays, sms: 1 };
    await remindOfAppointments({ orm: database.orm, days, now: clock('05:00') }, signal);
    await sendMessages({ ...parts, now: clock('08:00') }, signal);
  }

  it('have the way to its page in the language of the citizen, once, at the price that was shown', async () => {
    const appointments = await Promise.all(languages.map(booked));
    const asked = { appointmentId: appointments[0]?.id, channel: 'sms' };
    const { data } = await sendGraphql(midoffice.url, previewMessageDocument, asked, els.grant.token);
    expect(data?.previewMessage).toMatchObject({
      ...{ parts: 1, costCents: 7, problem: null },
      body: expect.stringMatching(/\nWijzig of zeg af: https:\/\/afspraak\.lindervelde\.be\/a\/…$/),
    });
    await morning();
    for (const [index, language] of languages.entries()) {
      const { text } = await textTo(language);
      expect(text.split('https://')).toHaveLength(2);
      const token = new RegExp(`\n${lines[language]} ${pageUrl}/a/([\\w-]{30})$`).exec(text)?.[1] ?? '';
      const page = await fetch(`${midoffice.url}/a/${token}`);
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining(`<html lang="${language}">`)]);
      expect(measureSms(text).encoding).toBe('GSM-7');
      const kept = await messageAbout(appointments[index] as Appointment);
      expect(kept).toMatchObject({ state: 'sent', purpose: 'reminder', costCents: smsPriceCents(text, 7) });
      expect(JSON.stringify(kept)).not.toMatch(/https:|\/a\//);
      const links = sql`SELECT * FROM appointment_link WHERE appointment_id = ${kept.appointmentId}`;
      expect(JSON.stringify(await rowsOf(orm(), links))).not.toContain(token.slice(8));
    }
  });

  it('cost one part in Dutch and two with a translation, where the address is short', async () => {
    const texts = await Promise.all(languages.map(async (language) => (await textTo(language)).text));
    expect(texts[0]).toContain('Herinnering: uw afspraak ma 2/3, 10:30, Gemeentehuis. Code K7P4MQ2X.');
    expect(texts.map((text) => measureSms(text).segments)).toEqual([1, 2, 2, 2]);
  });
});
