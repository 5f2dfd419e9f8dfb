import { type FetchMessageObject, ImapFlow, type MessageStructureObject } from 'imapflow';
import type { ImapConfiguration } from '../../configuration/returned-mail.ts';
import { mostReportBytes } from './delivery-report.ts';
import { firstLookDays, type Look, type ReturnedMailbox, type Taken } from './returned-mailbox.ts';

/** Longest silence of the server, in milliseconds, before it counts as gone. */
const mostSilence = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 } as const;
/** What a server may answer at once: a report is cut off long before. */
const mostBytes = { maxLineLength: 1024 * 1024, maxLiteralSize: 4 * 1024 * 1024, maxResponseSize: 8 * 1024 * 1024 };
/** So many mails are looked at in one round, of which only the structure is asked. */
const mostAtOnce = 200;

function clientOf({ host, port, security, authority, login }: ImapConfiguration): ImapFlow {
  const client = new ImapFlow({
    ...{ host, port, ...mostSilence, ...mostBytes },
    secure: security === 'tls',
    // With starttls a server that does not switch gets no password.
    doSTARTTLS: security === 'starttls',
    ...(authority === undefined ? {} : { tls: { ca: authority } }),
    auth: { user: login.user, pass: login.password },
    ...{ logger: false, disableAutoIdle: true, clientInfo: { name: 'Onthaal' } },
  });
  // What goes wrong later comes with the next command; without a listener it would end the process.
  client.on('error', () => {});
  return client;
}

function isReport(structure: MessageStructureObject | undefined): boolean {
  if (structure?.type !== 'multipart/report') return false;
  return structure.parameters?.['report-type']?.toLowerCase() === 'delivery-status';
}

/** The number after the last mail that was looked at. A mailbox that was made anew (UIDVALIDITY) is looked at anew. */
async function firstUid(client: ImapFlow, validity: string, bookmark: string | undefined): Promise<number> {
  const [before, next] = (bookmark ?? '').split(':');
  if (before === validity && Number.isInteger(Number(next))) return Number(next);
  const since = new Date(Date.now() - firstLookDays * 86_400_000);
  const found = (await client.search({ since }, { uid: true })) || [];
  return found.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...found);
}

async function takeReports(
  client: ImapFlow,
  mails: readonly FetchMessageObject[],
  take: (source: Buffer) => Promise<Taken>,
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

async function lookIn(
  client: ImapFlow,
  folder: string,
  ...[bookmark, take, signal]: Parameters<ReturnedMailbox['look']>
): Promise<Look> {
  const lock = await client.getMailboxLock(folder);
  try {
    const { mailbox } = client;
    if (mailbox === false) return { kind: 'resting', seconds: 900, why: 'login' };
    const validity = String(mailbox.uidValidity);
    let next = Math.min(await firstUid(client, validity, bookmark), mailbox.uidNext);
    while (next < mailbox.uidNext && !signal.aborted) {
      const last = Math.min(next + mostAtOnce, mailbox.uidNext) - 1;
      const mails = await client.fetchAll(`${next}:${last}`, { uid: true, bodyStructure: true }, { uid: true });
      await takeReports(client, mails, take);
      next = last + 1;
    }
    return { kind: 'read', bookmark: `${validity}:${next}` };
  } finally {
    lock.release();
  }
}

/** What an error of the client means; undefined when it is no error of the line or the server. */
function restAfter(error: unknown): Look | undefined {
  const { authenticationFailed, code, responseStatus, mailboxMissing } = error as {
    readonly authenticationFailed?: boolean;
    readonly code?: string;
    readonly responseStatus?: string;
    readonly mailboxMissing?: boolean;
  };
  if (authenticationFailed === true || mailboxMissing === true) return { kind: 'resting', seconds: 900, why: 'login' };
  if (code !== undefined || responseStatus !== undefined) return { kind: 'resting', seconds: 60, why: 'line' };
  return undefined;
}

/** The mailbox by IMAP. Its mails are looked at without marking them as read. */
export function openImapMailbox(imap: ImapConfiguration): ReturnedMailbox {
  return {
    look: async (...asked) => {
      const client = clientOf(imap);
      try {
        await client.connect();
        return await lookIn(client, imap.folder, ...asked);
      } catch (error) {
        const rest = restAfter(error);
        if (rest === undefined) throw error;
        return rest;
      } finally {
        client.close();
      }
    },
  };
}
