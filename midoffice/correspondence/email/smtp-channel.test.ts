import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Behaviour, MailServer, mailAccount } from '../../../simulators/mail-server/mail-server.ts';
import type { SmtpConfiguration } from '../../configuration/correspondence.ts';
import { type Certificate, TestAuthority } from '../../testing/certificates.ts';
import type { OutgoingMessage, SendOutcome } from '../channel.ts';
import { openSmtpChannel } from './smtp-channel.ts';

const sender = { address: 'onthaal@lindervelde.example', name: 'Gemeente Lindervelde', replyTo: undefined };
const appointment = {
  ...{ id: 'appointment-1', updatedAt: '2026-11-20T09:00:00.000Z', code: 'K7P', subject: 'Identiteitskaart' },
  ...{ startsAt: '2099-03-02T09:30:00.000Z', endsAt: '2099-03-02T09:50:00.000Z' },
} as DocumentOf<'appointments'>;
const about = { document: appointment, isCancelled: false, sequence: 2, place: 'Gemeentehuis' };

let sent = 0;
const messageTo = (to: string, more: Partial<OutgoingMessage> = {}): OutgoingMessage => {
  sent += 1;
  const words = { subject: 'Uw afspraak', body: 'Beste Josée\n\nTot <dan> op https://example.org/a', language: 'nl' };
  return { id: `message-${sent}`, to, ...words, ...more };
};

describe('e-mail by a mail server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onthaal-mail-'));
  let authority: TestAuthority;
  let certificate: Certificate;
  let server: MailServer;
  beforeAll(async () => {
    authority = await TestAuthority.make(folder, 'authority');
    certificate = await authority.sign('mail', 'serverAuth');
    server = await MailServer.open(certificate);
  });
  afterAll(async () => {
    await server?.close();
    rmSync(folder, { recursive: true });
  });

  const smtp = (changes: Partial<SmtpConfiguration> = {}): SmtpConfiguration => ({
    ...{ host: '127.0.0.1', port: server.port, security: 'starttls', authority: authority.certificate },
    login: mailAccount,
    ...changes,
  });
  const sendBy = async (message: OutgoingMessage, changes: Partial<SmtpConfiguration> = {}): Promise<SendOutcome> => {
    const channel = openSmtpChannel(smtp(changes), sender);
    const outcome = await channel.send(message);
    await channel.close();
    return outcome;
  };
  const met = (behaviour: Behaviour, to = `${behaviour}@example.org`): Promise<SendOutcome> => {
    server.behaviour.set(to, [behaviour]);
    return sendBy(messageTo(to));
  };

  it('arrives encrypted, as text and as HTML, with a calendar file that moves the one before it', async () => {
    const message = messageTo('josee@example.org', { appointment: about });
    expect(await sendBy(message)).toEqual({ kind: 'accepted', reference: `<${message.id}@lindervelde.example>` });
    const { mail, user, isEncrypted } = await server.mailTo('josee@example.org');
    expect([user, isEncrypted]).toEqual([mailAccount.user, true]);
    expect(mail.from?.value).toEqual([{ address: sender.address, name: sender.name }]);
    expect([mail.subject, mail.text?.trim()]).toEqual([message.subject, message.body]);
    expect(mail.html).toContain('Tot &lt;dan&gt; op <a href="https://example.org/a">');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    const calendars = mail.attachments.map(({ content }) => content.toString());
    expect(calendars[0]).toMatch(
      /METHOD:REQUEST[\s\S]*UID:appointment-1@onthaal[\s\S]*SEQUENCE:2[\s\S]*DTSTART:20990302T093000Z/,
    );
    expect(mail.attachments.map(({ contentType }) => contentType)).toContain('text/calendar');
  });

  it('takes an appointment out of the calendar that was cancelled', async () => {
    const cancelled = { ...about, isCancelled: true, sequence: 3 };
    await sendBy(messageTo('gone@example.org', { appointment: cancelled }));
    const { mail } = await server.mailTo('gone@example.org');
    const text = mail.attachments[0]?.content.toString();
    expect(text).toMatch(/METHOD:CANCEL[\s\S]*UID:appointment-1@onthaal[\s\S]*SEQUENCE:3[\s\S]*STATUS:CANCELLED/);
  });

  it('is given up when the server refuses, and waits when it says so or nothing', async () => {
    expect(await met('refuse')).toEqual({ kind: 'refused', problem: 'undeliverable' });
    expect(await met('refuseContent')).toEqual({ kind: 'refused', problem: 'refused' });
    expect(await met('greylist')).toEqual({ kind: 'later' });
    expect(await met('greylist', 'again@example.org')).toEqual({ kind: 'later' });
    expect(await sendBy(messageTo('again@example.org'))).toMatchObject({ kind: 'accepted' });
    expect(await sendBy(messageTo('no address at all'))).toEqual({ kind: 'refused', problem: 'noAddress' });
  });

  it('is uncertain only when all of it was given and the answer got lost', async () => {
    expect(await met('dropAtRecipient')).toEqual({ kind: 'resting', seconds: 60, why: 'line' });
    expect(await met('dropAfterData')).toEqual({ kind: 'uncertain' });
    expect((await server.mailTo('dropAfterData@example.org')).mail.subject).toBe('Uw afspraak');
  });

  it('leaves a server alone that refuses the login, has no TLS, shows a wrong certificate or is not there', async () => {
    const to = messageTo('nobody@example.org');
    const wrong = { user: mailAccount.user, password: 'wrong' };
    expect(await sendBy(to, { login: wrong })).toEqual({ kind: 'resting', seconds: 900, why: 'login' });
    expect(await sendBy(to, { authority: undefined })).toMatchObject({ kind: 'resting', why: 'line' });
    const open = await MailServer.open(certificate, 'noTls');
    expect(await sendBy(to, { port: open.port })).toMatchObject({ kind: 'resting', why: 'line' });
    await open.close();
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as { readonly port: number };
    closed.close();
    expect(await sendBy(to, { port })).toMatchObject({ kind: 'resting', why: 'line' });
    expect(server.arrived.some(({ mail }) => JSON.stringify(mail.to).includes('nobody@'))).toBe(false);
  });

  it('goes by TLS from the start where the server wants that', async () => {
    const tls = await MailServer.open(certificate, 'tls');
    expect(await sendBy(messageTo('tls@example.org'), { port: tls.port, security: 'tls' })).toMatchObject({
      kind: 'accepted',
    });
    expect((await tls.mailTo('tls@example.org')).isEncrypted).toBe(true);
    await tls.close();
  });
});
