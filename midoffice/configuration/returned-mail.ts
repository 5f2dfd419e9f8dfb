import { type MailServerConfiguration, readMailServer, textOf } from './mail-server.ts';
import type { Environment } from './setting-sources.ts';

/** A mailbox that is read by IMAP. */
export interface ImapConfiguration extends MailServerConfiguration {
  readonly login: NonNullable<MailServerConfiguration['login']>;
  readonly folder: string;
}

/** Where mail comes back to that could not be delivered. */
export interface ReturnedMailConfiguration {
  /** Envelope sender of mails; `{message}` in it is replaced by the mark of the message. Undefined: the address that mails come from. */
  readonly address: string | undefined;
  readonly imap: ImapConfiguration;
}

const usualPorts = { starttls: 143, tls: 993, none: 143 } as const;
const prefix = 'ONTHAAL_RETURNED_MAIL';
// What stands for {message} has 52 characters, and a local part 64 at most.
const mostLocalCharacters = 64 - 52;
// A mark is hexadecimal: with another such character against it nobody sees where it begins or ends.
const runsOn = /[0-9a-f]\{message\}|\{message\}[0-9a-f]/i;

function addressOf(environment: Environment, sentences: string[]): string | undefined {
  const address = textOf(environment, `${prefix}_ADDRESS`);
  if (address === undefined) return undefined;
  const [local = '', , ...rest] = address.split(/(@)/);
  const isAddress = /^[^\s@<>]+@[^\s@<>]+$/.test(address) && rest.length === 1;
  const isShort = !local.includes('{message}') || local.replace('{message}', '').length <= mostLocalCharacters;
  if (!isAddress || !isShort) {
    sentences.push(
      `${prefix}_ADDRESS must be an e-mail address, such as retour+{message}@gemeente.be, with at most 12 characters beside {message}.`,
    );
  } else if (runsOn.test(address)) {
    sentences.push(
      `${prefix}_ADDRESS must not have a digit or a letter from a to f next to {message}: put a sign between, as in retour+{message}@gemeente.be.`,
    );
  }
  return address;
}

/** Reads where mail comes back to; adds a plain sentence for each mistake. Undefined: nobody reads it. */
export function readReturnedMail(environment: Environment, sentences: string[]): ReturnedMailConfiguration | undefined {
  const host = textOf(environment, `${prefix}_HOST`);
  if (host === undefined) return undefined;
  const { login, ...server } = readMailServer(environment, prefix, host, usualPorts, sentences);
  if (login === undefined) sentences.push(`${prefix}_USER and ${prefix}_PASSWORD are needed to read that mailbox.`);
  return {
    address: addressOf(environment, sentences),
    imap: {
      ...server,
      login: login ?? { user: '', password: '' },
      folder: textOf(environment, `${prefix}_FOLDER`) ?? 'INBOX',
    },
  };
}
