import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { usualReminderDays } from '@onthaal/contract/rules/messages/index.ts';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MailServer, mailAccount } from '../../simulators/mail-server/mail-server.ts';
import type { CorrespondenceConfiguration } from '../configuration/correspondence.ts';
import { TestAuthority } from '../testing/certificates.ts';
import { Desk } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { personFixture, reference, referenceFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import type { Channel, Channels } from './channel.ts';
import { closeChannels, openChannels } from './open-channels.ts';
import { sendMessages } from './send-messages.ts';

type Message = DocumentOf<'messages'>;

const hall = {
  collection: 'references' as const,
  documents: [reference('location', 'hall', 'Hal', { building: 'Hal' })],
};
const minute = 60_000;

describe.each(engines)('the messages that wait, on $name', (engine) => {
  const folder = mkdtempSync(join(tmpdir(), 'onthaal-messages-'));
  const person = personFixture();
  const lines: string[] = [];
  let midoffice: TestMidoffice;
  let server: MailServer;
  let email: NonNullable<CorrespondenceConfiguration['email']>;
  let channels: Channels;
  let authorityPem: string;
  let els: Desk;
  beforeAll(async () => {
    const authority = await TestAuthority.make(folder, 'authority');
    server = await MailServer.open(await authority.sign('mail', 'serverAuth'));
    const smtp = { host: '127.0.0.1', port: server.port, security: 'starttls' as const, login: mailAccount };
    const sender = { address: 'onthaal@lindervelde.example', name: 'Lindervelde', replyTo: undefined };
    authorityPem = authority.certificate;
    email = { sender, smtp: { ...smtp, authority: authorityPem } };
    channels = openChannels({ email, reminders: usualReminderDays });
    const persons = { collection: 'persons' as const, documents: [person] };
    midoffice = await startForTests(engine, {}, [referenceFixture, hall, persons]);
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
  });
  afterAll(async () => {
    await midoffice?.stop();
    await closeChannels(channels);
    await server?.close();
    rmSync(folder, { recursive: true });
  });

  const orm = () => midoffice.services.database.orm;
  const logger = pino({ level: 'debug' }, { write: (line: string) => lines.push(line) });
  const sending = (pageUrl?: string) => ({
    ...{ orm: orm(), channels, logger, pageUrl, now: () => new Date(), rests: new Map<string, number>() },
  });
  const round = (now = new Date(), parts = sending()) =>
    sendMessages({ ...parts, now: () => now }, new AbortController().signal);

  /** A message that waits, as the transaction that asked for it wrote it: the node's own job has no channel and leaves it. */
  const waiting = async (address: string, changes: Partial<Message> = {}): Promise<Message> => {
    const at = new Date().toISOString();
    const message: Message = {
      ...{ id: v7(), createdAt: at, updatedAt: at, updatedBy: { memberId: 'system', name: 'Onthaal' } },
      ...{ channel: 'email', registered: false, state: 'requested', stateSince: at, personId: person.id },
      ...{ subject: 'Uw afspraak', body: 'Beste', documentIds: [], purpose: 'confirmation', language: 'nl', address },
      problem: 'notConfigured',
      ...changes,
    };
    await orm().execute(
      sql`INSERT INTO document (collection, id, data) VALUES ('messages', ${message.id}, ${JSON.stringify(message)}::jsonb)`,
    );
    return message;
  };
  const found = async ({ id }: { readonly id: string }): Promise<Message> => {
    const { documents } = await els.pullAll('messages');
    return documents.find((one) => one.id === id) as unknown as Message;
  };

  it('leave once, whoever looks and how often', async () => {
    const message = await waiting('once@example.org');
    await Promise.all([round(), round(), round()]);
    await round();
    expect(await found(message)).toMatchObject({ state: 'sent', proofReference: expect.stringContaining(message.id) });
    expect(await found(message)).not.toHaveProperty('problem');
    expect(server.arrived.filter(({ mail }) => JSON.stringify(mail.to).includes('once@'))).toHaveLength(1);
  });

  it('ask to be read when they left with the address of a page, and only then', async () => {
    const [linked, plain] = [
      await waiting('linked@example.org', { appointmentId: 'appointment-of-link' }),
      await waiting('plain@example.org'),
    ];
    await round(new Date(), sending('https://afspraak.example'));
    expect(await found(linked)).toMatchObject({ state: 'sent', asksReading: true });
    expect(await found(plain)).toMatchObject({ state: 'sent' });
    expect(await found(plain)).not.toHaveProperty('asksReading');
    const { mail } = await server.mailTo('linked@example.org');
    expect(mail.text).toMatch(/dat u dit gezien hebt.*\nhttps:\/\/afspraak\.example\/a\/[\w-]{30}/);
  });

  it('ask to be read too when it is uncertain whether they left, or a report was here before the answer', async () => {
    server.behaviour.set('dropped@example.org', ['dropAfterData']);
    const about = { appointmentId: 'appointment-of-link' };
    const parts = sending('https://afspraak.example');
    const dropped = await waiting('dropped@example.org', about);
    await round(new Date(), parts);
    expect(await found(dropped)).toMatchObject({ state: 'failed', problem: 'uncertain', asksReading: true });
    const { email: owner } = channels;
    if (owner === undefined) throw new Error('No channel');
    const through = (send: Channel['send']) => ({ ...parts, channels: { email: { ...owner, send } } });
    const early = await waiting('early@example.org', about);
    await round(
      new Date(),
      through(async ({ id }) => {
        const reported = JSON.stringify({ state: 'delivered' });
        await orm().execute(sql`UPDATE document SET data = (data - 'problem') || ${reported}::jsonb
          WHERE collection = 'messages' AND id = ${id}`);
        return { kind: 'accepted' };
      }),
    );
    expect(await found(early)).toMatchObject({ state: 'delivered', asksReading: true });
    const cut = await waiting('cut-linked@example.org', about);
    const killed = through(() => Promise.reject(new Error('The node is killed')));
    await expect(round(new Date(), killed)).rejects.toThrow('killed');
    await round(new Date(Date.now() + 3 * minute), parts);
    expect(await found(cut)).toMatchObject({ state: 'failed', problem: 'uncertain', asksReading: true });
  });

  it('fail with the reason when the address is wrong', async () => {
    server.behaviour.set('wrong@example.org', ['refuse']);
    const message = await waiting('wrong@example.org');
    await round();
    expect(await found(message)).toMatchObject({ state: 'failed', problem: 'undeliverable' });
  });

  it('are tried again later when the server says so, and given up after six times', async () => {
    server.behaviour.set('grey@example.org', ['greylist']);
    server.behaviour.set(
      'never@example.org',
      Array.from({ length: 9 }, () => 'greylist' as const),
    );
    const [grey, never] = [await waiting('grey@example.org'), await waiting('never@example.org')];
    await round();
    await round();
    expect(await found(grey)).toMatchObject({ state: 'requested' });
    expect(server.behaviour.get('never@example.org')).toHaveLength(8);
    const start = Date.now();
    for (const minutes of [2, 10, 40, 120, 400, 1500]) await round(new Date(start + minutes * minute));
    expect(await found(grey)).toMatchObject({ state: 'sent' });
    expect(await found(never)).toMatchObject({ state: 'failed', problem: 'unreachable' });
    expect(server.behaviour.get('never@example.org')).toHaveLength(2);
  });

  it('are uncertain, and not sent again, when a node died while it sent or the answer got lost', async () => {
    server.behaviour.set('lost@example.org', ['dropAfterData']);
    const [lost, cut] = [await waiting('lost@example.org'), await waiting('cut@example.org')];
    // What a node that is killed between the try and its outcome leaves behind.
    await orm().execute(
      sql`INSERT INTO message_delivery (message_id, attempts, claimed_until) VALUES (${cut.id}, 1, now() + interval '2 minutes')`,
    );
    await round();
    expect(await found(cut)).toMatchObject({ state: 'requested' });
    await round(new Date(Date.now() + 3 * minute));
    expect([await found(lost), await found(cut)]).toMatchObject([
      { state: 'failed', problem: 'uncertain' },
      { state: 'failed', problem: 'uncertain' },
    ]);
    expect(server.arrived.filter(({ mail }) => JSON.stringify(mail.to).includes('lost@'))).toHaveLength(1);
    expect(server.arrived.filter(({ mail }) => JSON.stringify(mail.to).includes('cut@'))).toHaveLength(0);
  });

  it('wait without blame while the server refuses the login, which is asked once and not for each', async () => {
    const login = { user: 'onthaal', password: 'wrong' };
    const smtp = {
      host: '127.0.0.1',
      port: server.port,
      security: 'starttls' as const,
      authority: authorityPem,
      login,
    };
    const closed = openChannels({ email: { sender: email.sender, smtp }, reminders: usualReminderDays });
    const messages = [await waiting('first@example.org'), await waiting('second@example.org')];
    const parts = { ...sending(), channels: closed };
    lines.length = 0;
    await round(new Date(), parts);
    await round(new Date(), parts);
    expect(lines).toEqual([expect.stringMatching(/"channel":"email","why":"login"/)]);
    await closeChannels(closed);
    await round(new Date(Date.now() + 20 * minute));
    expect([await found(messages[0] as Message), await found(messages[1] as Message)]).toMatchObject([
      { state: 'sent' },
      { state: 'sent' },
    ]);
  });

  it('do not leave before their time, nor when what they are about is over or was changed', async () => {
    const notBefore = new Date(Date.now() + 20 * minute).toISOString();
    const later = await waiting('later@example.org', { notBefore });
    const told = { startsAt: '2026-01-05T09:00:00.000Z', sequence: 0 };
    const late = await waiting('late@example.org', { appointmentId: 'gone', told });
    await round();
    expect([await found(later), await found(late)]).toMatchObject([
      { state: 'requested' },
      { state: 'failed', problem: 'overtaken' },
    ]);
    await round(new Date(Date.now() + 21 * minute));
    expect(await found(later)).toMatchObject({ state: 'sent' });
  });

  it('name nobody in the log', () => {
    expect(lines.join('')).not.toMatch(/example\.org|Ünal/);
  });
});

describe('a mid-office with a mail server', () => {
  it('tells by itself: booked at a desk, in the mailbox a moment later', { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'onthaal-mailbox-'));
    const authority = await TestAuthority.make(folder, 'authority');
    const server = await MailServer.open(await authority.sign('mail', 'serverAuth'));
    const smtp = { host: '127.0.0.1', port: server.port, security: 'starttls' as const, login: mailAccount };
    const sender = { address: 'onthaal@lindervelde.example', name: 'Lindervelde', replyTo: undefined };
    const correspondence = {
      email: { sender, smtp: { ...smtp, authority: authority.certificate } },
      reminders: usualReminderDays,
    };
    const person = personFixture({ emailAddresses: [{ id: 'e', address: 'josee@example.org' }] });
    const batches = [referenceFixture, hall, { collection: 'persons' as const, documents: [person] }];
    const [engine] = engines;
    if (engine === undefined) throw new Error('No engine');
    const midoffice = await startForTests(engine, { correspondence }, batches);
    const els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
    const at = new Date().toISOString();
    const appointment: DocumentOf<'appointments'> = {
      ...{ id: v7(), createdAt: at, updatedAt: at, updatedBy: { memberId: 'member-els', name: 'Els Peeters' } },
      ...{ code: 'K7P', state: 'booked', mode: 'physical', productCode: 'attest', subject: 'Identiteitskaart' },
      ...{ answers: {}, guests: [], memberIds: [], teamId: 'team-onthaal', locationId: 'location-hall' },
      ...{ startsAt: '2099-03-02T09:30:00.000Z', endsAt: '2099-03-02T09:50:00.000Z', personId: person.id },
      ...{ bring: [], notices: [], notes: [] },
    };
    await els.pushOne('appointments', appointment);
    const { mail } = await server.mailTo('josee@example.org');
    expect(mail.subject).toBe('Uw afspraak op maandag 2 maart 2099, 10:30');
    expect(mail.attachments.some(({ content }) => content.toString().includes(`UID:${appointment.id}`))).toBe(true);
    await midoffice.stop();
    await server.close();
    rmSync(folder, { recursive: true });
  });
});
