import { readFileSync } from 'node:fs';
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

/** Whose name mails carry. */
export interface MailSender {
  readonly address: string;
  readonly name: string;
  readonly replyTo: string | undefined;
}

/** Who sends messages to citizens: one owner per channel. */
export interface CorrespondenceConfiguration {
  readonly email: { readonly sender: MailSender; readonly smtp: SmtpConfiguration } | undefined;
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

/** Reads who sends messages to citizens; adds a plain sentence for each mistake. */
export function readCorrespondence(
  environment: Environment,
  sentences: string[],
): CorrespondenceConfiguration | undefined {
  const host = textOf(environment, 'ONTHAAL_MAIL_HOST');
  if (host === undefined) return undefined;
  const address = textOf(environment, 'ONTHAAL_MAIL_FROM');
  if (address === undefined || !/^[^\s@<>]+@[^\s@<>]+$/.test(address)) {
    sentences.push('ONTHAAL_MAIL_FROM must be the e-mail address that mails come from.');
  }
  const sender = {
    address: address ?? '',
    name: textOf(environment, 'ONTHAAL_MAIL_FROM_NAME') ?? 'Onthaal',
    replyTo: textOf(environment, 'ONTHAAL_MAIL_REPLY_TO'),
  };
  return { email: { sender, smtp: smtpOf(environment, host, sentences) } };
}
