import { PassThrough } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { MailSender, SmtpConfiguration } from '../../configuration/correspondence.ts';
import type { Channel, OutgoingMessage, SendOutcome } from '../channel.ts';
import { markField, type ReturnMarks } from '../returned-mail/return-mark.ts';
import { calendarFile } from './calendar-file.ts';
import { mailHtml } from './mail-text.ts';

/** Longest silence of the server, in milliseconds, before it counts as gone. */
const mostSilence = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 } as const;

interface SmtpError {
  readonly code?: string;
  /** What was being said when it went wrong. */
  readonly command?: string;
  /** The server's answer, such as 550. */
  readonly responseCode?: number;
}

/** How a mail comes back that could not be delivered. */
export interface ReturnPath {
  readonly marks: ReturnMarks;
  /** Envelope sender; `{message}` in it is replaced by the mark. */
  readonly address: string;
}

/**
 * A mail, ready for any way of sending it.
 *
 * @param mark names the message to who gives the mail back
 */
export function mailOf(message: OutgoingMessage, sender: MailSender, mark?: string) {
  const { id, to, subject, body, language, appointment } = message;
  const domain = sender.address.split('@')[1] ?? 'onthaal';
  const calendar =
    appointment === undefined ? undefined : calendarFile(appointment, { name: sender.name, email: sender.address }, to);
  return {
    from: { name: sender.name, address: sender.address },
    to,
    ...(sender.replyTo === undefined ? {} : { replyTo: sender.replyTo }),
    subject,
    text: body,
    html: mailHtml(subject, body, language),
    // The same at every try: mail readers and many servers show it once.
    messageId: `<${id}@${domain}>`,
    // No holiday answer comes back to a machine (RFC 3834).
    headers: {
      ...{ 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
      ...(mark === undefined ? {} : { [markField]: mark }),
    },
    ...(calendar === undefined
      ? {}
      : { icalEvent: { method: calendar.method, filename: 'afspraak.ics', content: calendar.text } }),
  };
}

/**
 * What an error means for the mail. 5xx is for good, 4xx for now (greylisting); without an answer it depends on how far it was: when all
 * of the mail was given, nobody knows whether the server kept it; before that it certainly did not leave.
 */
function outcomeOf({ code, command, responseCode }: SmtpError, isGiven: boolean): SendOutcome {
  if (code === 'EAUTH' || code === 'ENOAUTH') return { kind: 'resting', seconds: 900, why: 'login' };
  if (code === 'ETLS') return { kind: 'resting', seconds: 900, why: 'line' };
  const isAboutMail = ['RCPT TO', 'DATA'].includes(command ?? '');
  if (responseCode !== undefined && isAboutMail) {
    if (responseCode < 500) return { kind: 'later' };
    return { kind: 'refused', problem: command === 'DATA' ? 'refused' : 'undeliverable' };
  }
  if (code === 'EENVELOPE' && command === 'API') return { kind: 'refused', problem: 'noAddress' };
  return isGiven ? { kind: 'uncertain' } : { kind: 'resting', seconds: 60, why: 'line' };
}

/**
 * The envelope by which a mail comes back: the mark in its sender (VERP), and where the server knows delivery status notifications
 * (RFC 3461) as the name of the envelope too, with the head of the mail only and with a word when it arrived.
 */
function envelopeOf(to: string, address: string, mark: string) {
  return {
    envelope: { from: address.replace('{message}', mark), to },
    dsn: { id: mark, return: 'headers', notify: ['success', 'failure', 'delay'], recipient: to },
  };
}

/** E-mail by the mail server of the municipality. What it accepted is sent; what became of it then comes back as mail. */
export function openSmtpChannel(smtp: SmtpConfiguration, sender: MailSender, returns?: ReturnPath): Channel {
  const { host, port, security, authority, login } = smtp;
  const transport = createTransport({
    ...{ host, port, ...mostSilence },
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(authority === undefined ? {} : { tls: { ca: authority } }),
    ...(login === undefined ? {} : { auth: { user: login.user, pass: login.password } }),
    // Text of messages names no files and no addresses to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  /** Mails of which everything was given to the server. */
  const given = new Set<string>();
  transport.use('stream', (mail, next) => {
    const content = new PassThrough();
    const { messageId } = mail.data;
    content.once('end', () => given.add(String(messageId)));
    mail.message.transform(content);
    next();
  });
  return {
    repeatsSafely: false,
    keepsQuietHours: false,
    send: async (message) => {
      const mark = returns?.marks.of(message.id);
      const mail = mailOf(message, sender, mark);
      const way = returns === undefined || mark === undefined ? {} : envelopeOf(message.to, returns.address, mark);
      try {
        await transport.sendMail({ ...mail, ...way });
        return { kind: 'accepted', reference: mail.messageId };
      } catch (error) {
        return outcomeOf(error as SmtpError, given.has(mail.messageId));
      } finally {
        given.delete(mail.messageId);
      }
    },
    close: () => Promise.resolve(transport.close()),
  };
}
