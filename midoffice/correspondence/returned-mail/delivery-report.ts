import type { MessageProblem } from '@onthaal/contract/entities/correspondence.ts';
import { type ParsedMail, simpleParser } from 'mailparser';
import type { Reported } from '../after-report.ts';
import { markField } from './return-mark.ts';

/** So much of a report is read: what it says comes first, and behind it a mail that was given back whole. */
export const mostReportBytes = 256 * 1024;
/** One address gets a mail of ours; a list behind it may answer with some. */
const mostRecipients = 50;

/** What a mail server says that became of a mail (RFC 3464). */
export interface DeliveryReport {
  /** Where the mail may be named: the address that it came back to, the envelope, the head of the mail. */
  readonly names: readonly string[];
  readonly reported: Reported;
}

/** The fields of a block of lines, with names in lower case; a line that begins with a space belongs to the one before it. */
function fieldsOf(block: string): ReadonlyMap<string, string> {
  const lines = block.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return new Map(
    lines.flatMap((line) => {
      const [, name, value] = /^([\w-]{1,60}):\s*(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()] as const];
    }),
  );
}

/** Why a mail came back, from the code of the server (RFC 3463): class, subject and detail. */
function problemOf(status: string | undefined): MessageProblem {
  const [, subject = '', detail = ''] = /^[245]\.(\d{1,3})\.(\d{1,3})\b/.exec(status ?? '') ?? [];
  if (subject === '2' && detail === '2') return 'mailboxFull';
  if (subject === '4') return 'unreachable';
  // Too large, content, or not from us.
  if (['3', '6', '7'].includes(subject) || (subject === '2' && detail === '3')) return 'refused';
  return 'undeliverable';
}

/** Each recipient has its own outcome; somebody who has it outweighs somebody who has not. */
function reportedOf(recipients: readonly ReadonlyMap<string, string>[]): Reported | undefined {
  const by = (action: string) => recipients.find((one) => one.get('action')?.toLowerCase().split(/\s/)[0] === action);
  if (by('delivered') !== undefined) return { state: 'delivered' };
  const failed = by('failed');
  if (failed !== undefined) return { state: 'failed', problem: problemOf(failed.get('status')) };
  // A server that tells nothing more took it, or one goes on trying.
  return (by('delayed') ?? by('relayed') ?? by('expanded')) ? { state: 'sent' } : undefined;
}

function isReport(mail: ParsedMail): boolean {
  const type = mail.headers.get('content-type') as { readonly value?: string; readonly params?: object } | undefined;
  const params = type?.params as Readonly<Record<string, string>> | undefined;
  return type?.value === 'multipart/report' && params?.['report-type']?.toLowerCase() === 'delivery-status';
}

const receivers = ['to', 'delivered-to', 'x-original-to'] as const;

/**
 * What a mail says of the delivery of another, when it is a delivery status notification; undefined for any other mail and for what
 * cannot be read. Whatever comes in is somebody else's: nothing of it is kept, shown or believed before a name of ours is found in it.
 *
 * @param source the mail as it came, at most `mostReportBytes` of it
 */
export async function readDeliveryReport(source: Buffer): Promise<DeliveryReport | undefined> {
  const options = { keepDeliveryStatus: true, ignoreEmbedded: true, skipHtmlToText: true, skipTextToHtml: true };
  const mail = await simpleParser(source.subarray(0, mostReportBytes), options).catch(() => undefined);
  if (mail === undefined || !isReport(mail)) return undefined;
  const part = (types: readonly string[]) =>
    mail.attachments.find(({ contentType }) => types.includes(contentType))?.content.toString('utf8');
  const status = part(['message/delivery-status', 'message/global-delivery-status']);
  if (status === undefined) return undefined;
  const [ofMail, ...recipients] = status
    .trim()
    .split(/(?:\r?\n){2,}/, mostRecipients + 1)
    .map(fieldsOf);
  const reported = reportedOf(recipients);
  if (ofMail === undefined || reported === undefined) return undefined;
  const returned = part(['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers']) ?? '';
  const head = fieldsOf(returned.trimStart().split(/(?:\r?\n){2}/, 1)[0] ?? '');
  const names = [
    ofMail.get('original-envelope-id'),
    head.get(markField.toLowerCase()),
    ...mail.headerLines.flatMap(({ key, line }) => ((receivers as readonly string[]).includes(key) ? line : [])),
  ];
  return { names: names.filter((one) => one !== undefined), reported };
}
