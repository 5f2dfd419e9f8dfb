import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import { type Orm, rowsOf } from '../../database/database.ts';
import { replaceSetting } from '../../database/settings.ts';
import { lockDocument } from '../../documents/write-document.ts';
import { itself } from '../../session/itself.ts';
import { afterReport } from '../after-report.ts';
import { type Executor, readMessage, writeMessage } from '../message-writer.ts';
import { type DeliveryReport, readDeliveryReport } from './delivery-report.ts';
import type { ReturnMarks } from './return-mark.ts';
import type { ReturnedMailbox, Taken } from './returned-mailbox.ts';

/** What reading works with. */
export interface ReturnedMailParts {
  readonly orm: Orm;
  readonly mailbox: ReturnedMailbox;
  readonly marks: ReturnMarks;
  readonly logger: Logger;
  readonly workOnly?: boolean | undefined;
  readonly now: () => Date;
  /** Until when the mailbox is left alone, in milliseconds since 1970. */
  readonly rests: Map<string, number>;
}

const bookmarkName = 'returned-mail-bookmark';
const restName = 'returned-mail';

async function bookmarkOf(orm: Orm): Promise<string | undefined> {
  const [row] = await rowsOf<{ value: string }>(orm, sql`SELECT value FROM setting WHERE name = ${bookmarkName}`);
  return row?.value;
}

/** Whether a message of ours is named; then it is brought up to date. */
async function settle(parts: ReturnedMailParts, { names, reported }: DeliveryReport): Promise<boolean> {
  const id = parts.marks.messageIn(names);
  if (id === undefined) return false;
  return parts.orm.transaction(async (transaction) => {
    const executor = transaction as unknown as Executor;
    await lockDocument(executor, 'messages', { id });
    const read = await readMessage(executor, id);
    if (read?.message.channel !== 'email') return false;
    const next = afterReport(read.message, reported, parts.now());
    if (next !== undefined) await writeMessage(executor, { session: itself, workOnly: parts.workOnly }, read.raw, next);
    return true;
  });
}

/**
 * Reads what came back to the mailbox of the municipality and writes on the messages what became of them. A report is believed when it
 * carries the mark of a message: whoever has not had the mail cannot make one.
 *
 * @returns how many reports were of our messages
 */
export async function readReturnedMail(parts: ReturnedMailParts, signal: AbortSignal): Promise<number> {
  const { orm, mailbox, logger, rests, now } = parts;
  if ((rests.get(restName) ?? 0) > now().getTime()) return 0;
  const counts = { ours: 0, notOurs: 0, passedBy: 0 };
  const take = async (source: Buffer): Promise<Taken> => {
    const report = await readDeliveryReport(source);
    const taken = report !== undefined && (await settle(parts, report)) ? 'ours' : 'notOurs';
    counts[taken] += 1;
    return taken;
  };
  const passBy = () => {
    counts.passedBy += 1;
  };
  let bookmark = await bookmarkOf(orm);
  const keep = async (next: string) => {
    if (next !== bookmark) await replaceSetting(orm, bookmarkName, next);
    bookmark = next;
  };
  const look = await mailbox.look(bookmark, { take, passBy, keep }, signal);
  // Never what they say or whose they are: that is somebody else's text.
  if (counts.notOurs > 0) logger.warn({ count: counts.notOurs }, 'delivery reports that name no message of ours');
  if (counts.passedBy > 0) logger.warn({ count: counts.passedBy }, 'mails that cannot be read: they are passed by');
  if (look.kind === 'resting') {
    rests.set(restName, now().getTime() + look.seconds * 1000);
    logger.warn({ why: look.why }, 'the mailbox of returned mail cannot be read: it rests');
  }
  return counts.ours;
}
