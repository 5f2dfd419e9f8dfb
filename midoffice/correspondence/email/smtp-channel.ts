import { createTransport } from 'nodemailer';
import type { MailSender, SmtpConfiguration } from '../../configuration/correspondence.ts';
import type { Channel, OutgoingMessage, SendOutcome } from '../channel.ts';
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

/** A mail, ready for any way of sending it. */
export function mailOf(message: OutgoingMessage, sender: MailSender) {
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
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
    ...(calendar === undefined
      ? {}
      : { icalEvent: { method: calendar.method, filename: 'afspraak.ics', content: calendar.text } }),
  };
}

/**
 * What an error means for the mail. 5xx is for good, 4xx for now (greylisting). Once its content was underway nobody knows whether the
 * server kept it: that is uncertain. Before that it certainly did not leave.
 */
function outcomeOf({ code, command, responseCode }: SmtpError): SendOutcome {
  if (code === 'EAUTH' || code === 'ETLS' || code === 'ENOAUTH') return { kind: 'later' };
  if (responseCode !== undefined && responseCode >= 500) {
    return { kind: 'refused', problem: command === 'DATA' ? 'refused' : 'undeliverable' };
  }
  if (responseCode !== undefined && responseCode >= 400) return { kind: 'later' };
  if (code === 'EENVELOPE') return { kind: 'refused', problem: 'noAddress' };
  return command === 'DATA' ? { kind: 'uncertain' } : { kind: 'later' };
}

/** E-mail by the mail server of the municipality. What it accepted is sent; whether it was read nobody knows. */
export function openSmtpChannel(smtp: SmtpConfiguration, sender: MailSender): Channel {
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
  return {
    repeatsSafely: false,
    keepsQuietHours: false,
    send: async (message) => {
      try {
        const { messageId } = await transport.sendMail(mailOf(message, sender));
        return { kind: 'accepted', reference: messageId };
      } catch (error) {
        return outcomeOf(error as SmtpError);
      }
    },
    close: () => Promise.resolve(transport.close()),
  };
}
