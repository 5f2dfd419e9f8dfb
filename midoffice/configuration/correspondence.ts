import { type ReminderDays, usualReminderDays } from '@onthaal/contract/rules/messages/index.ts';
import { type MailServerConfiguration, ownMachine, readMailServer, textOf } from './mail-server.ts';
import { type ReturnedMailConfiguration, readReturnedMail } from './returned-mail.ts';
import type { Environment } from './setting-sources.ts';

/** A mail server that takes the mail of the municipality. */
export type SmtpConfiguration = MailServerConfiguration;

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
  | { readonly smtp: SmtpConfiguration; readonly returned?: ReturnedMailConfiguration | undefined }
  /** `readsReturned`: what comes back to the mailbox that mails come from is read. */
  | { readonly graph: GraphConfiguration; readonly readsReturned?: boolean | undefined }
);

/** Who sends messages to citizens: one owner per channel. */
export interface CorrespondenceConfiguration {
  readonly email?: EmailConfiguration | undefined;
  readonly sms?: SmsConfiguration | undefined;
  /** Calendar days before an appointment. */
  readonly reminders: ReminderDays;
}

const usualPorts = { starttls: 587, tls: 465, none: 25 } as const;

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

function readsByGraph(environment: Environment, sentences: string[]): boolean {
  const value = textOf(environment, 'ONTHAAL_RETURNED_MAIL_GRAPH') ?? '0';
  if (value !== '0' && value !== '1') sentences.push('ONTHAAL_RETURNED_MAIL_GRAPH must be 1 (on) or 0 (off).');
  return value === '1';
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
  const [returned, readsReturned] = [readReturnedMail(environment, sentences), readsByGraph(environment, sentences)];
  if (returned !== undefined && host === undefined) {
    sentences.push(
      'ONTHAAL_RETURNED_MAIL_HOST needs ONTHAAL_MAIL_HOST: Microsoft 365 reads what comes back by itself.',
    );
  }
  if (readsReturned && tenant === undefined) {
    sentences.push('ONTHAAL_RETURNED_MAIL_GRAPH needs ONTHAAL_MAIL_GRAPH_TENANT.');
  }
  if (host !== undefined) {
    const smtp = readMailServer(environment, 'ONTHAAL_MAIL', host, usualPorts, sentences);
    return { sender: senderOf(environment, sentences), smtp, ...(returned === undefined ? {} : { returned }) };
  }
  if (tenant === undefined) return undefined;
  return { sender: senderOf(environment, sentences), graph: graphOf(environment, tenant, sentences), readsReturned };
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
