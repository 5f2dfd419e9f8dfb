import { readFileSync } from 'node:fs';
import type { Environment } from './setting-sources.ts';

/** A mail server, and how one logs in there. */
export interface MailServerConfiguration {
  readonly host: string;
  readonly port: number;
  readonly security: 'starttls' | 'tls' | 'none';
  /** PEM, of who signed its certificate. */
  readonly authority: string | undefined;
  readonly login: { readonly user: string; readonly password: string } | undefined;
}

type Security = MailServerConfiguration['security'];

/** Names of this computer itself. */
export const ownMachine = ['localhost', '127.0.0.1', '::1'];

/** A setting without spaces around it; undefined when there is none. */
export function textOf(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === '' ? undefined : value;
}

function authorityOf(environment: Environment, name: string, sentences: string[]): string | undefined {
  const path = textOf(environment, name);
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    sentences.push(`The file named in ${name} cannot be read.`);
    return undefined;
  }
}

/**
 * Reads the settings of a mail server, which all begin alike.
 *
 * @param prefix `ONTHAAL_MAIL` for `ONTHAAL_MAIL_PORT` and so on
 */
export function readMailServer(
  environment: Environment,
  prefix: string,
  host: string,
  usualPorts: Readonly<Record<Security, number>>,
  sentences: string[],
): MailServerConfiguration {
  const security = (textOf(environment, `${prefix}_SECURITY`) ?? 'starttls') as Security;
  const isKnown = Object.hasOwn(usualPorts, security);
  if (!isKnown) sentences.push(`${prefix}_SECURITY must be starttls, tls or none.`);
  if (security === 'none' && !ownMachine.includes(host)) {
    sentences.push(`${prefix}_SECURITY is none for another machine: mails of citizens would travel readable.`);
  }
  const port = Number(textOf(environment, `${prefix}_PORT`) ?? (isKnown ? usualPorts[security] : 25));
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    sentences.push(`${prefix}_PORT must be a whole number from 1 to 65535.`);
  }
  const [user, password] = [textOf(environment, `${prefix}_USER`), textOf(environment, `${prefix}_PASSWORD`)];
  if ((user === undefined) !== (password === undefined)) {
    sentences.push(`${prefix}_USER and ${prefix}_PASSWORD belong together: set both or neither.`);
  }
  const login = user === undefined || password === undefined ? undefined : { user, password };
  return { host, port, security, authority: authorityOf(environment, `${prefix}_AUTHORITY`, sentences), login };
}
