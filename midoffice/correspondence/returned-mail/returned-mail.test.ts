import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { usualReminderDays } from '@onthaal/contract/rules/messages/index.ts';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliveryReport, type ToReport } from '../../../simulators/mail-server/delivery-report.ts';
import { type ArrivedMail, MailServer, mailAccount } from '../../../simulators/mail-server/mail-server.ts';
import type { CorrespondenceConfiguration } from '../../configuration/correspondence.ts';
import { type Certificate, TestAuthority } from '../../testing/certificates.ts';
import { imapAccount, startDovecot, type TestDovecot } from '../../testing/dovecot.ts';
import { engines } from '../../testing/engines.ts';
import { personFixture, referenceFixture } from '../../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../../testing/start-for-tests.ts';
import { readMessage } from '../message-writer.ts';
import { closeChannels, openChannels, openReturnedMailbox } from '../open-channels.ts';
import { sendMessages } from '../send-messages.ts';
import { mostReportBytes } from './delivery-report.ts';
import { readReturnedMail } from './read-returned-mail.ts';
import { ReturnMarks } from './return-mark.ts';
import type { Reading } from './returned-mailbox.ts';

type Message = DocumentOf<'messages'>;
type Email = Extract<NonNullable<CorrespondenceConfiguration['email']>, { smtp: unknown }>;

const [engine] = engines;
if (engine === undefined) throw new Error('There is no database');
const ordinary = 'From: an@example.org\r\nTo: retour@lindervelde.example\r\nSubject: Vraag\r\n\r\nGoeiemorgen\r\n';

describe('mail that comes back', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onthaal-returned-'));
  const person = personFixture();
  const marks = new ReturnMarks('a secret of the tests');
  const lines: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => lines.push(line) });
  let midoffice: TestMidoffice;
  let server: MailServer;
  let dovecot: TestDovecot;
  let email: Email;
  let certificate: Certificate;
  beforeAll(async () => {
    const authority = await TestAuthority.make(folder, 'authority');
    certificate = await authority.sign('mail', 'serverAuth');
    [server, dovecot] = [await MailServer.open(certificate), await startDovecot(certificate)];
    const way = { host: '127.0.0.1', security: 'starttls' as const, authority: authority.certificate };
    email = {
      sender: { address: 'onthaal@lindervelde.example', name: 'Lindervelde', replyTo: undefined },
      smtp: { ...way, port: server.port, login: mailAccount },
      returned: {
        address: 'retour+{message}@lindervelde.example',
        imap: { ...way, port: dovecot.port, login: imapAccount, folder: 'INBOX' },
      },
    };
    const persons = { collection: 'persons' as const, documents: [person] };
    midoffice = await startForTests(engine, {}, [referenceFixture, persons]);
  });
  afterAll(async () => {
    await midoffice?.stop();
    await server?.close();
    await dovecot?.stop();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    lines.length = 0;
    await dovecot.renew();
    await orm().execute(sql`DELETE FROM setting WHERE name = 'returned-mail-bookmark'`);
  });

  const orm = () => midoffice.services.database.orm;
  const found = async ({ id }: { readonly id: string }): Promise<Message> => {
    const read = await readMessage(orm(), id);
    if (read === undefined) throw new Error('Not there');
    return read.message;
  };
  const look = (changes: Partial<Email> = {}, now = new Date(), rests = new Map<string, number>()) => {
    const mailbox = openReturnedMailbox({ email: { ...email, ...changes }, reminders: usualReminderDays });
    if (mailbox === undefined) throw new Error('No mailbox');
    const parts = { orm: orm(), mailbox, marks, logger, rests, now: () => now };
    return readReturnedMail(parts, new AbortController().signal);
  };

  /** A mail that left, as its server has it. */
  async function sent(
    to: string,
    way: Partial<Email> = {},
    by = server,
  ): Promise<{ message: Message; arrived: ArrivedMail }> {
    const at = new Date().toISOString();
    const message: Message = {
      ...{ id: v7(), createdAt: at, updatedAt: at, updatedBy: { memberId: 'system', name: 'Onthaal' } },
      ...{ channel: 'email', registered: false, state: 'requested', stateSince: at, personId: person.id },
      ...{ subject: 'Uw afspraak', body: 'Beste', documentIds: [], purpose: 'confirmation', language: 'nl' },
      ...{ address: to, problem: 'notConfigured' },
    };
    await orm().execute(
      sql`INSERT INTO document (collection, id, data) VALUES ('messages', ${message.id}, ${JSON.stringify(message)}::jsonb)`,
    );
    const channels = openChannels({ email: { ...email, ...way }, reminders: usualReminderDays }, marks);
    const rests = new Map<string, number>();
    const parts = { orm: orm(), channels, logger, now: () => new Date(), rests };
    await sendMessages(parts, new AbortController().signal);
    await closeChannels(channels);
    expect(await found(message)).toMatchObject({ state: 'sent' });
    return { message, arrived: await by.mailTo(to) };
  }

  /** What the server of the receiver reports of it, in the way of one that knows RFC 3461. */
  function reportOf({ envelope, head }: ArrivedMail, changes: Partial<ToReport> = {}): ToReport {
    return {
      ...{ returnTo: envelope.from, recipient: envelope.to, action: 'failed', status: '5.1.1' },
      ...{ diagnostic: '550 5.1.1 User unknown', envelopeId: envelope.id, returned: { kind: 'headers', text: head } },
      originalRecipient: envelope.originalRecipient,
      ...changes,
    };
  }
  const nothing = { envelopeId: undefined, originalRecipient: undefined } as const;
  const noHead = { returned: { kind: 'headers', text: 'Subject: Uw afspraak' } } as const;

  it('leaves with its mark, and asks a server that can for a word of it without the text', async () => {
    const { message, arrived } = await sent('mark@example.org');
    const mark = marks.of(message.id) ?? '';
    expect(arrived.envelope).toEqual({
      ...{ from: `retour+${mark}@lindervelde.example`, to: 'mark@example.org', id: mark, return: 'HDRS' },
      ...{ notify: ['SUCCESS', 'FAILURE', 'DELAY'], originalRecipient: 'rfc822;mark@example.org' },
    });
    expect(arrived.mail.from?.value[0]?.address).toBe('onthaal@lindervelde.example');
    expect(`retour+${mark}`.length).toBeLessThanOrEqual(64);
    const unread = await sent('unread@example.org', { returned: undefined });
    expect(unread.arrived.envelope).toMatchObject({ from: 'onthaal@lindervelde.example', id: undefined });
    expect(unread.arrived.head).not.toContain('X-Onthaal-Message');
  });

  it('leaves by a server that knows no such words with its mark in the address and the head', async () => {
    const plain = await MailServer.open(certificate, 'starttls', 'noReports');
    const { message, arrived } = await sent('plain@example.org', { smtp: { ...email.smtp, port: plain.port } }, plain);
    expect(arrived.envelope).toMatchObject({
      ...{ from: expect.stringContaining(marks.of(message.id) ?? ''), id: undefined, notify: undefined },
    });
    expect(arrived.head).toContain(`X-Onthaal-Message: ${marks.of(message.id)}`);
    await plain.close();
  });

  it.each([
    ['5.1.1', 'undeliverable'],
    ['5.1.2', 'undeliverable'],
    ['5.2.1', 'undeliverable'],
    ['5.2.2', 'mailboxFull'],
    ['4.4.7', 'unreachable'],
    ['5.7.1', 'refused'],
    ['odd', 'undeliverable'],
  ])('says why it did not arrive: %s', async (status, problem) => {
    const { message, arrived } = await sent(`why-${status}@example.org`);
    await dovecot.deliver(deliveryReport(reportOf(arrived, { status })));
    expect(await look()).toBe(1);
    expect(await found(message)).toMatchObject({ state: 'failed', problem });
    expect(await found(message)).toMatchObject({ updatedBy: { memberId: 'system' } });
    // A report that was read is marked, and is not read again.
    expect(await dovecot.flags()).toEqual([['\\Seen']]);
    expect(await look()).toBe(0);
  });

  it('is known by its address, its envelope or its head, also in capitals and given back whole', async () => {
    const ways: readonly ((arrived: ArrivedMail) => Partial<ToReport>)[] = [
      ({ envelope }) => ({ ...nothing, ...noHead, returnTo: envelope.from.toUpperCase() }),
      () => ({ ...noHead, returnTo: 'onthaal@lindervelde.example' }),
      () => ({ ...nothing, returnTo: 'onthaal@lindervelde.example' }),
      ({ head }) => ({
        ...{ ...nothing, returnTo: 'onthaal@lindervelde.example' },
        returned: { kind: 'mail', text: `${head}\r\n\r\n${'Een lange tekst.\r\n'.repeat(40_000)}` },
      }),
    ];
    for (const [index, way] of ways.entries()) {
      const { message, arrived } = await sent(`way-${index}@example.org`);
      await dovecot.deliver(deliveryReport(reportOf(arrived, way(arrived))));
      expect(await look()).toBe(1);
      expect(await found(message)).toMatchObject({ state: 'failed' });
    }
  });

  it('only goes on: delayed stays sent, arrived after failed is arrived, and what comes too late changes nothing', async () => {
    const { message, arrived } = await sent('order@example.org');
    const comes = async (changes: Partial<ToReport>) => {
      await dovecot.deliver(deliveryReport(reportOf(arrived, changes)));
      await look();
      return (await found(message)).state;
    };
    expect(await comes({ action: 'delayed', status: '4.4.1' })).toBe('sent');
    expect(await comes({ action: 'relayed', status: '2.0.0' })).toBe('sent');
    expect(await comes({ action: 'failed', status: '5.2.2' })).toBe('failed');
    expect(await comes({ action: 'delivered', status: '2.0.0' })).toBe('delivered');
    expect(await found(message)).not.toHaveProperty('problem');
    expect(await comes({ action: 'failed', status: '5.1.1' })).toBe('delivered');
    expect(await comes({ action: 'delayed', status: '4.4.1' })).toBe('delivered');
  });

  it('leaves all other mail as it was, unopened', async () => {
    const { message, arrived } = await sent('other@example.org');
    const mark = marks.of(message.id) ?? '';
    const answer = ordinary.replace('To: retour@', `To: retour+${mark}@`);
    await dovecot.deliver(ordinary);
    await dovecot.deliver(`${answer}Auto-Submitted: auto-replied\r\n`);
    await dovecot.deliver(
      deliveryReport(reportOf(arrived)).replace('report-type=delivery-status', 'report-type=other'),
    );
    expect(await look()).toBe(0);
    expect(await dovecot.flags()).toEqual([[], [], []]);
    expect(await found(message)).toMatchObject({ state: 'sent' });
    expect(lines).toEqual([]);
  });

  it('believes no report that was made up, and tells nothing of anybody in the log', async () => {
    const [mine, other] = [await sent('mine@example.org'), await sent('other-one@example.org')];
    const forged = new ReturnMarks('another secret').of(other.message.id) ?? '';
    const address = `retour+${forged}@lindervelde.example`;
    const head = `X-Onthaal-Message: ${forged}\r\nMessage-ID: <${other.message.id}@lindervelde.example>`;
    const report = reportOf(mine.arrived, { recipient: 'other-one@example.org' });
    const made = { returnTo: address, envelopeId: forged, returned: { kind: 'headers', text: head } } as const;
    await dovecot.deliver(deliveryReport({ ...report, ...made }));
    const unknown = marks.of(v7()) ?? '';
    await dovecot.deliver(deliveryReport({ ...report, ...made, returnTo: '', envelopeId: unknown }));
    // Whose mark is right names no other than their own, whatever else it says.
    await dovecot.deliver(deliveryReport({ ...report, ...made, envelopeId: marks.of(mine.message.id) }));
    expect(await look()).toBe(1);
    expect(await found(other.message)).toMatchObject({ state: 'sent' });
    expect(await found(mine.message)).toMatchObject({ state: 'failed' });
    expect(lines.filter((line) => line.includes('name no message'))).toHaveLength(1);
    expect(lines.join()).toContain('"count":2');
    expect(lines.join()).not.toMatch(/example|retour|[0-9a-f]{32}/);
  });

  it('is not stopped by what is broken, endless or nested', async () => {
    const { message, arrived } = await sent('broken@example.org');
    const good = deliveryReport(reportOf(arrived));
    const open = good.slice(0, good.indexOf('boundary='));
    const huge = 'x'.repeat(mostReportBytes * 2);
    const nested = Array.from(
      { length: 300 },
      (_, depth) => `--b${depth}\r\nContent-Type: multipart/mixed; boundary=b${depth + 1}\r\n`,
    );
    const hostile = [
      `${open}boundary="b"\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n`,
      `${open}boundary="b"\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%%\r\n--b--`,
      good.replace('This is the mail system', huge),
      `${open}boundary="b0"\r\n\r\n${nested.join('\r\n')}`,
      good.replace(/Action: .*/, `Action: ${huge}`),
      good
        .replaceAll(/Status: .*/g, `${'Status: 5.1.1\r\n\r\n'.repeat(20_000)}`)
        .replace('Action: failed', 'Action: \0'),
    ];
    for (const one of hostile) await dovecot.deliver(one);
    expect(await look()).toBe(0);
    expect(await found(message)).toMatchObject({ state: 'sent' });
    await dovecot.deliver(good);
    expect(await look()).toBe(1);
    expect(await found(message)).toMatchObject({ state: 'failed' });
  });

  /** Its structure alone is more than the client takes in one answer. */
  const tooLarge = [
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n',
    ...Array.from({ length: 9000 }, () => `--b\r\nContent-Type: text/plain; name=${'n'.repeat(150)}\r\n\r\nx`),
    '--b--\r\n',
  ].join('\r\n');

  it('is read before and after a mail that breaks the line, which is passed by for good', async () => {
    const [first, second, third] = [
      await sent('one@example.org'),
      await sent('two@example.org'),
      await sent('three@example.org'),
    ];
    await dovecot.deliver(deliveryReport(reportOf(first.arrived)));
    await dovecot.deliver(tooLarge);
    await dovecot.deliver(tooLarge);
    await dovecot.deliver(deliveryReport(reportOf(second.arrived)));
    expect(await look()).toBe(2);
    expect(lines).toEqual([expect.stringMatching(/"count":2,.*passed by/)]);
    await dovecot.deliver(deliveryReport(reportOf(third.arrived)));
    expect(await look()).toBe(1);
    expect(lines).toHaveLength(1);
  });

  it('is read past a mail that the server cannot give, and not before it had its tries', async () => {
    const { arrived } = await sent('behind@example.org');
    for (let count = 0; count < 2; count += 1) await dovecot.deliver(deliveryReport(reportOf(arrived)));
    await dovecot.damageFirst();
    const mailbox = openReturnedMailbox({ email, reminders: usualReminderDays });
    const found: string[] = [];
    const once = async () => {
      const passedBy: string[] = [];
      const reading: Reading = {
        take: async (source) => {
          found.push(source.toString());
          return 'ours';
        },
        passBy: () => passedBy.push('one'),
        keep: async () => {},
      };
      const ended = await mailbox?.look(undefined, reading, new AbortController().signal);
      return [ended?.kind, passedBy.length];
    };
    const looks = [];
    for (let count = 0; count < 10 && found.length === 0; count += 1) looks.push(await once());
    expect(looks.slice(0, 4)).toEqual(Array.from({ length: 4 }, () => ['resting', 0]));
    expect(looks.at(-1)).toEqual(['read', 1]);
    expect(found).toHaveLength(1);
  });

  it('is looked at from as far as it came, however the look ended', async () => {
    const { arrived } = await sent('far@example.org');
    await dovecot.deliver(tooLarge);
    await dovecot.deliver(deliveryReport(reportOf(arrived)));
    const mailbox = openReturnedMailbox({ email, reminders: usualReminderDays });
    const kept: string[] = [];
    const passedBy: string[] = [];
    const ends = (bookmark?: string) =>
      mailbox?.look(
        bookmark,
        {
          take: () => Promise.reject(new Error('The database is gone')),
          passBy: () => passedBy.push('one'),
          keep: async (place) => void kept.push(place),
        },
        new AbortController().signal,
      );
    await expect(ends()).rejects.toThrow('The database is gone');
    await expect(ends(kept.at(-1))).rejects.toThrow('The database is gone');
    expect(passedBy).toEqual(['one']);
  });

  it('has a bookmark of its mailbox: another one is looked at from its start, also with the same numbers', async () => {
    const { arrived } = await sent('moved@example.org');
    await dovecot.deliver(deliveryReport(reportOf(arrived)));
    const { returned } = email;
    if (returned === undefined) throw new Error('No mailbox');
    expect([await look(), await look()]).toEqual([1, 0]);
    // Dovecot takes both for one account, so that its numbers are the same; the bookmark does not.
    const login = { ...imapAccount, user: imapAccount.user.toUpperCase() };
    expect(await look({ returned: { ...returned, imap: { ...returned.imap, login } } })).toBe(1);
  });

  it('is looked at from where it was, and from the start in a mailbox that was made anew', async () => {
    const [first, second] = [await sent('first@example.org'), await sent('second@example.org')];
    for (let count = 0; count < 5; count += 1) await dovecot.deliver(ordinary);
    await dovecot.deliver(deliveryReport(reportOf(first.arrived)));
    expect(await look()).toBe(1);
    await dovecot.renew();
    await dovecot.deliver(deliveryReport(reportOf(second.arrived)));
    expect(await look()).toBe(1);
    expect(await found(second.message)).toMatchObject({ state: 'failed' });
  });

  async function closedPort(): Promise<number> {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as { readonly port: number };
    closed.close();
    return port;
  }

  it('leaves a server alone that refuses the login, shows a wrong certificate, has no such folder or is not there', async () => {
    const { returned } = email;
    if (returned === undefined) throw new Error('No mailbox');
    const rests = new Map<string, number>();
    const why = async (changes: Partial<typeof returned.imap>) => {
      lines.length = 0;
      rests.clear();
      expect(await look({ returned: { ...returned, imap: { ...returned.imap, ...changes } } }, new Date(), rests)).toBe(
        0,
      );
      return [
        /"why":"(\w+)"/.exec(lines.join())?.[1],
        Math.round(((rests.get('returned-mail') ?? 0) - Date.now()) / 60_000),
      ];
    };
    expect(await why({ login: { ...imapAccount, password: 'wrong' } })).toEqual(['login', 15]);
    expect(await why({ folder: 'Nergens' })).toEqual(['login', 15]);
    expect(await why({ authority: undefined })).toEqual(['line', 1]);
    expect(await why({ security: 'tls' })).toEqual(['line', 1]);
    expect(await why({ port: await closedPort() })).toEqual(['line', 1]);
    // While it rests it is not asked.
    expect(await look({}, new Date(), rests)).toBe(0);
    expect(lines.join()).not.toMatch(/wrong|password/);
  });
});
