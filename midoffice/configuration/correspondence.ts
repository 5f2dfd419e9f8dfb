import { readFileSync } from 'node:fs';
import { type ReminderDays, usualReminderDays } from '@onthaal/contract/rules/messages/index.ts';
import type { Environment } from './setting-sources.ts';

/** A mail server that takes the mail of the municipality. */
export interface SmtpConfiguration {
  readonly host: string;
  readonly port: number;
  readonly security: 'starttls' | 'tls' | 'none';
  /** PEM, of who signed its certificate. */
  readonly authority: string | undefined;
  readonly login: { readonly user: string; readonly password: string } | undefined;
}

/** An application in Microsoft Entra that may send by Microsoft 365. */
export interface GraphConfiguration {
  /** Of Microsoft Graph, without a slash at its end. */
  readonly url: string;
  /** Where tokens come from. */
  readonly loginUrl: string;
  readonly tenant: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Whose name mails carry. */
export interface MailSender {
  readonly address: string;
  readonly name: string;
  readonly replyTo: string | undefined;
}

/** A gateway for text messages. */
export interface SmsConfiguration {
  readonly url: string;
  readonly token: string;
  /** What telephones show as the sender. */
  readonly sender: string;
  /** Of one part of a message, in cents. */
  readonly priceCents: number;
  /** End of the address to which the gateway reports; undefined: it does not. */
  readonly reportSecret: string | undefined;
}

/** The one owner of e-mail: a mail server, or Microsoft 365. */
type EmailConfiguration = { readonly sender: MailSender } & (
  | { readonly smtp: SmtpConfiguration }
  | { readonly graph: GraphConfiguration }
);

/** Who sends messages to citizens: one owner per channel. */
export interface CorrespondenceConfiguration {
  readonly email?: EmailConfiguration | undefined;
  readonly sms?: SmsConfiguration | undefined;
  /** Calendar days before an appointment. */
  readonly reminders: ReminderDays;
}

const usualPorts = { starttls: 587, tls: 465, none: 25 } as const;
const ownMachine = ['localhost', '127.0.0.1', '::1'];

function textOf(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === '' ? undefined : value;
}

function authorityOf(environment: Environment, sentences: string[]): string | undefined {
  const path = textOf(environment, 'ONTHAAL_MAIL_AUTHORITY');
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    sentences.push('The file named in ONTHAAL_MAIL_AUTHORITY cannot be read.');
    return undefined;
  }
}

function smtpOf(environment: Environment, host: string, sentences: string[]): SmtpConfiguration {
  const security = (textOf(environment, 'ONTHAAL_MAIL_SECURITY') ?? 'starttls') as SmtpConfiguration['security'];
  const isKnown = Object.hasOwn(usualPorts, security);
  if (!isKnown) sentences.push('ONTHAAL_MAIL_SECURITY must be starttls, tls or none.');
  if (security === 'none' && !ownMachine.includes(host)) {
    sentences.push('ONTHAAL_MAIL_SECURITY is none for another machine: mails of citizens would travel readable.');
  }
  const port = Number(textOf(environment, 'ONTHAAL_MAIL_PORT') ?? (isKnown ? usualPorts[security] : 25));
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    sentences.push('ONTHAAL_MAIL_PORT must be a whole number from 1 to 65535.');
  }
  const [user, password] = [textOf(environment, 'ONTHAAL_MAIL_USER'), textOf(environment, 'ONTHAAL_MAIL_PASSWORD')];
  if ((user === undefined) !== (password === undefined)) {
    sentences.push('ONTHAAL_MAIL_USER and ONTHAAL_MAIL_PASSWORD belong together: set both or neither.');
  }
  const login = user === undefined || password === undefined ? undefined : { user, password };
  return { host, port, security, authority: authorityOf(environment, sentences), login };
}

function daysOf(environment: Environment, name: string, usual: number, sentences: string[]): number {
  const days = Number(textOf(environment, name) ?? usual);
  if (Number.isInteger(days) && days >= 0 && days <= 14) return days;
  sentences.push(`${name} must be a whole number of days from 0 to 14.`);
  return usual;
}

const usualGraph = 'https://graph.microsoft.com';
const usualLogin = 'https://login.microsoftonline.com';

function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ownMachine.includes(hostname));
}

function senderOf(environment: Environment, sentences: string[]): MailSender {
  const address = textOf(environment, 'ONTHAAL_MAIL_FROM');
  if (address === undefined || !/^[^\s@<>]+@[^\s@<>]+$/.test(address)) {
    sentences.push('ONTHAAL_MAIL_FROM must be the e-mail address that mails come from.');
  }
  return {
    address: address ?? '',
    name: textOf(environment, 'ONTHAAL_MAIL_FROM_NAME') ?? 'Onthaal',
    replyTo: textOf(environment, 'ONTHAAL_MAIL_REPLY_TO'),
  };
}

function graphOf(environment: Environment, tenant: string, sentences: string[]): GraphConfiguration {
  const needed = (name: string) => {
    const value = textOf(environment, name);
    if (value === undefined) sentences.push(`${name} is needed to send by Microsoft 365.`);
    return value ?? '';
  };
  const address = (name: string, usual: string) => {
    const value = (textOf(environment, name) ?? usual).replace(/\/+$/, '');
    if (!isSafeAddress(value)) sentences.push(`${name} must be an https address.`);
    return value;
  };
  return {
    url: address('ONTHAAL_MAIL_GRAPH_URL', usualGraph),
    loginUrl: address('ONTHAAL_MAIL_GRAPH_LOGIN_URL', usualLogin),
    tenant,
    clientId: needed('ONTHAAL_MAIL_GRAPH_CLIENT_ID'),
    clientSecret: needed('ONTHAAL_MAIL_GRAPH_CLIENT_SECRET'),
  };
}

function emailOf(environment: Environment, sentences: string[]): EmailConfiguration | undefined {
  const host = textOf(environment, 'ONTHAAL_MAIL_HOST');
  const tenant = textOf(environment, 'ONTHAAL_MAIL_GRAPH_TENANT');
  if (host !== undefined && tenant !== undefined) {
    sentences.push(
      'ONTHAAL_MAIL_HOST and ONTHAAL_MAIL_GRAPH_TENANT are both set: e-mail has one owner, so leave one of them out.',
    );
    return undefined;
  }
  if (host !== undefined) {
    return { sender: senderOf(environment, sentences), smtp: smtpOf(environment, host, sentences) };
  }
  if (tenant === undefined) return undefined;
  return { sender: senderOf(environment, sentences), graph: graphOf(environment, tenant, sentences) };
}

const usualGateway = 'https://gw.cmtelecom.com';
const usualPriceCents = 7;
const shortestSecret = 24;

function smsOf(environment: Environment, sentences: string[]): SmsConfiguration | undefined {
  const token = textOf(environment, 'ONTHAAL_SMS_TOKEN');
  if (token === undefined) return undefined;
  const url = (textOf(environment, 'ONTHAAL_SMS_URL') ?? usualGateway).replace(/\/+$/, '');
  if (!isSafeAddress(url)) sentences.push('ONTHAAL_SMS_URL must be an https address.');
  const sender = textOf(environment, 'ONTHAAL_SMS_SENDER') ?? '';
  if (!/^[A-Za-z0-9 ]{1,11}$/.test(sender)) {
    sentences.push('ONTHAAL_SMS_SENDER must be 1 to 11 letters, digits or spaces: what telephones show as the sender.');
  }
  const priceCents = Number(textOf(environment, 'ONTHAAL_SMS_PRICE_CENTS') ?? usualPriceCents);
  if (!(priceCents >= 0 && priceCents <= 100)) {
    sentences.push('ONTHAAL_SMS_PRICE_CENTS must be a number of cents from 0 to 100.');
  }
  const reportSecret = textOf(environment, 'ONTHAAL_SMS_REPORT_SECRET');
  if (reportSecret !== undefined && !(reportSecret.length >= shortestSecret && /^[\w-]+$/.test(reportSecret))) {
    sentences.push('ONTHAAL_SMS_REPORT_SECRET needs at least 24 letters and digits: it is the end of an address.');
  }
  return { url, token, sender, priceCents, reportSecret };
}

/** Reads who sends messages to citizens; adds a plain sentence for each mistake. */
export function readCorrespondence(
  environment: Environment,
  sentences: string[],
): CorrespondenceConfiguration | undefined {
  const [email, sms] = [emailOf(environment, sentences), smsOf(environment, sentences)];
  if (email === undefined && sms === undefined) return undefined;
  const reminders = {
    email: daysOf(environment, 'ONTHAAL_REMIND_EMAIL_DAYS', usualReminderDays.email, sentences),
    sms: daysOf(environment, 'ONTHAAL_REMIND_SMS_DAYS', usualReminderDays.sms, sentences),
  };
  return { email, sms, reminders };
}
