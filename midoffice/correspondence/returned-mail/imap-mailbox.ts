import { createHash } from 'node:crypto';
import { type FetchMessageObject, ImapFlow, type MessageStructureObject } from 'imapflow';
import type { ImapConfiguration } from '../../configuration/returned-mail.ts';
import { mostReportBytes } from './delivery-report.ts';
import { firstLookDays, type Look, type Reading, type ReturnedMailbox } from './returned-mailbox.ts';

/** Longest silence of the server, in milliseconds, before it counts as gone. */
const mostSilence = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 } as const;
/** What a server may answer at once: a report is cut off long before. */
const mostBytes = { maxLineLength: 1024 * 1024, maxLiteralSize: 4 * 1024 * 1024, maxResponseSize: 8 * 1024 * 1024 };
/** So many mails are looked at in one round, of which only the structure is asked. */
const mostAtOnce = 200;
/** Why the client breaks off over one answer, by its limits or since it does not understand it. The line itself is good. */
const unreadable = /^(?:(?:Line|Literal|Response)TooLarge|TooManyTokens|MAX_IMAP_NESTING_REACHED|ParserError\w*)$/;

interface Failure {
  readonly authenticationFailed?: boolean;
  readonly code?: string;
  readonly responseStatus?: string;
  readonly mailboxMissing?: boolean;
}

/** A client, and what it broke off over: the command that was under way then only says that the connection is gone. */
interface Connection {
  readonly client: ImapFlow;
  readonly brokeOver: () => Failure | undefined;
}

function connectionTo({ host, port, security, authority, login }: ImapConfiguration): Connection {
  const client = new ImapFlow({
    ...{ host, port, ...mostSilence, ...mostBytes },
    secure: security === 'tls',
    // With starttls a server that does not switch gets no password.
    doSTARTTLS: security === 'starttls',
    ...(authority === undefined ? {} : { tls: { ca: authority } }),
    auth: { user: login.user, pass: login.password },
    ...{ logger: false, disableAutoIdle: true, clientInfo: { name: 'Onthaal' } },
  });
  let failure: Failure | undefined;
  // Without a listener it would end the process.
  client.on('error', (error: Failure) => {
    failure = error;
  });
  return { client, brokeOver: () => failure };
}

function isReport(structure: MessageStructureObject | undefined): boolean {
  if (structure?.type !== 'multipart/report') return false;
  return structure.parameters?.['report-type']?.toLowerCase() === 'delivery-status';
}

/** Names the mailbox in a bookmark: two servers may give theirs the same UIDVALIDITY. */
function nameOf({ host, login, folder }: ImapConfiguration): string {
  return createHash('sha256')
    .update(JSON.stringify([host, login.user, folder]))
    .digest('hex')
    .slice(0, 16);
}

/** The number after the last mail that was looked at. Another mailbox, or one that was made anew (UIDVALIDITY), is looked at anew. */
async function firstUid(client: ImapFlow, mailbox: string, bookmark: string | undefined): Promise<number> {
  const [, before, next] = /^(.+):(\d+)$/.exec(bookmark ?? '') ?? [];
  if (before === mailbox) return Number(next);
  const since = new Date(Date.now() - firstLookDays * 86_400_000);
  const found = (await client.search({ since }, { uid: true })) || [];
  return found.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...found);
}

async function takeReports(
  client: ImapFlow,
  mails: readonly FetchMessageObject[],
  take: Reading['take'],
): Promise<void> {
  for (const { uid } of mails.filter(({ bodyStructure }) => isReport(bodyStructure))) {
    const mail = await client.fetchOne(String(uid), { source: { maxLength: mostReportBytes } }, { uid: true });
    const source = mail === false ? undefined : mail.source;
    // Whoever opens the mailbox sees what is left to look at.
    if (source !== undefined && (await take(source)) === 'ours') {
      await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
    }
  }
}

/** Mails that the server did not give in so many looks, while it opened the mailbox, are taken for unreadable too. */
const mostTries = 5;

/** Where a look stands, over more than one connection. */
interface Place {
  /** As it was kept last. */
  bookmark: string | undefined;
  /** Up to this one mails are asked one by one: among them is one that the client breaks off over. */
  oneByOneUntil: number;
  /** In how many looks mails were not given, by their first and last number. */
  readonly failures: Map<string, number>;
}

/** Looks at the mails from `first` to `last`. A single one that cannot be read is passed by; of more, each is asked alone next time. */
async function lookAt(
  { client, brokeOver }: Connection,
  { first, last }: { readonly first: number; readonly last: number },
  { take, passBy }: Reading,
  failures: Place['failures'],
): Promise<'looked' | 'passedBy' | 'oneByOne'> {
  const range = `${first}:${last}`;
  let isTaking = false;
  const takeOne = async (source: Buffer) => {
    isTaking = true;
    const taken = await take(source);
    isTaking = false;
    return taken;
  };
  try {
    const mails = await client.fetchAll(range, { uid: true, bodyStructure: true }, { uid: true });
    await takeReports(client, mails, takeOne);
    return 'looked';
  } catch (error) {
    if (isTaking) throw error;
    const tries = (failures.get(range) ?? 0) + 1;
    failures.set(range, tries);
    const isUnreadable = [brokeOver(), error as Failure].some((one) => unreadable.test(one?.code ?? ''));
    if (!isUnreadable && tries < mostTries) throw error;
    if (first < last) return 'oneByOne';
    passBy();
    return 'passedBy';
  }
}

/** Looks from the place on, to the end or until the connection is gone over one mail (undefined): then with a new one. */
async function lookIn(
  connection: Connection,
  imap: ImapConfiguration,
  place: Place,
  ...[reading, signal]: [Reading, AbortSignal]
): Promise<Look | undefined> {
  const { client } = connection;
  const lock = await client.getMailboxLock(imap.folder);
  try {
    const { mailbox } = client;
    if (mailbox === false) return { kind: 'resting', seconds: 900, why: 'login' };
    const name = `${nameOf(imap)}:${mailbox.uidValidity}`;
    const end = mailbox.uidNext;
    const keep = async (uid: number) => {
      place.bookmark = `${name}:${uid}`;
      await reading.keep(place.bookmark);
    };
    let first = Math.min(await firstUid(client, name, place.bookmark), end);
    await keep(first);
    while (first < end && !signal.aborted) {
      const last = first <= place.oneByOneUntil ? first : Math.min(first + mostAtOnce, end) - 1;
      const how = await lookAt(connection, { first, last }, reading, place.failures);
      if (how === 'oneByOne') place.oneByOneUntil = last;
      else await keep(last + 1);
      if (how !== 'looked') return undefined;
      first = last + 1;
    }
    return { kind: 'read' };
  } finally {
    lock.release();
  }
}

/** What an error of the client means; undefined when it is no error of the line or the server. */
function restAfter(error: unknown): Look | undefined {
  const { authenticationFailed, code, responseStatus, mailboxMissing } = error as Failure;
  if (authenticationFailed === true || mailboxMissing === true) return { kind: 'resting', seconds: 900, why: 'login' };
  if (code !== undefined || responseStatus !== undefined) return { kind: 'resting', seconds: 60, why: 'line' };
  return undefined;
}

async function lookOnce(imap: ImapConfiguration, ...asked: [Place, Reading, AbortSignal]): Promise<Look | undefined> {
  const connection = connectionTo(imap);
  try {
    await connection.client.connect();
    return await lookIn(connection, imap, ...asked);
  } catch (error) {
    const rest = restAfter(error);
    if (rest === undefined) throw error;
    return rest;
  } finally {
    connection.client.close();
  }
}

/** The mailbox by IMAP. Its mails are looked at without marking them as read. */
export function openImapMailbox(imap: ImapConfiguration): ReturnedMailbox {
  const failures: Place['failures'] = new Map();
  return {
    look: async (bookmark, reading, signal) => {
      const place: Place = { bookmark, oneByOneUntil: 0, failures };
      let look: Look | undefined;
      while (look === undefined && !signal.aborted) look = await lookOnce(imap, place, reading, signal);
      if (look?.kind === 'read') failures.clear();
      return look ?? { kind: 'read' };
    },
  };
}
