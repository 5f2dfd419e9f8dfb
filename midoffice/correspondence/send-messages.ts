import { afterQuietHours, isAgreed, isStillTrue } from '@onthaal/contract/rules/messages/index.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import { type Orm, rowsOf } from '../database/database.ts';
import { changeTime } from '../documents/change-time.ts';
import { lockDocument, readMaster } from '../documents/write-document.ts';
import { hasLink } from '../planner/appointment-page/appointment-link.ts';
import { withPageLink } from '../planner/appointment-page/with-page-link.ts';
import { itself, systemAuthor } from '../session/itself.ts';
import { wordsOf } from './appointment-words.ts';
import type { Channel, Channels, OutgoingMessage, SendOutcome } from './channel.ts';
import { sendingChannels } from './channel.ts';
import { type Executor, inState, type Message, readMessage, writeMessage } from './message-writer.ts';

/** What sending works with. */
export interface SendingParts {
  readonly orm: Orm;
  readonly channels: Channels;
  readonly logger: Logger;
  readonly workOnly?: boolean | undefined;
  readonly now: () => Date;
  /** Until when a channel is left alone, in milliseconds since 1970. */
  readonly rests: Map<string, number>;
  /** Where citizens reach their pages (ONTHAAL_CITIZEN_PAGE). */
  readonly pageUrl?: string | undefined;
}

/** A try that gave no sign for so long was cut off: its node is gone. */
const claimSeconds = 120;
const mostAtOnce = 50;
/** So long a message waits for a channel that does not work. */
const mostWaitMilliseconds = 3 * 86_400_000;
/** Pauses after a try that failed, in seconds; after the last one it is given up. */
const pauses = [60, 300, 900, 3600, 14_400, 43_200];

interface Delivery {
  readonly attempts: number;
  /** `underway`: somebody tries it now; `cutOff`: somebody did, and is gone. */
  readonly state: 'free' | 'underway' | 'cutOff';
}

type Claim =
  | {
      readonly kind: 'send';
      readonly name: string;
      readonly channel: Channel;
      readonly outgoing: OutgoingMessage;
      readonly attempts: number;
      /** It has the address at which its reader can say that they saw it. */
      readonly asksReading: boolean;
    }
  | { readonly kind: 'settled' };

async function waitingIds({ orm, channels, now }: SendingParts): Promise<readonly string[]> {
  const configured = sendingChannels.filter((name) => channels[name] !== undefined);
  const rows = await rowsOf<{ id: string }>(
    orm,
    sql`SELECT d.id FROM document d LEFT JOIN message_delivery m ON m.message_id = d.id
        WHERE d.collection = 'messages' AND d.data ->> 'state' = 'requested' AND NOT d.deleted
          AND d.data ? 'purpose' AND d.data ->> 'channel' IN ('email', 'sms')
          AND (d.data ->> 'problem' IS DISTINCT FROM 'notConfigured'
               OR d.data ->> 'channel' IN (SELECT jsonb_array_elements_text(${JSON.stringify(configured)}::jsonb)))
          AND coalesce((d.data ->> 'notBefore') COLLATE "C", '') <= ${now().toISOString()}
          AND coalesce(m.next_at, '-infinity') <= ${now().toISOString()}::timestamptz
          AND coalesce(m.claimed_until, '-infinity') < ${now().toISOString()}::timestamptz
        ORDER BY d.data ->> 'stateSince' LIMIT ${mostAtOnce}`,
  );
  return rows.map(({ id }) => id);
}

async function deliveryOf(executor: Executor, id: string, now: Date): Promise<Delivery> {
  const at = now.toISOString();
  const [row] = await rowsOf<{ attempts: number; state: Delivery['state'] }>(
    executor,
    sql`SELECT attempts, CASE WHEN claimed_until >= ${at}::timestamptz OR next_at > ${at}::timestamptz THEN 'underway'
          WHEN claimed_until IS NOT NULL THEN 'cutOff' ELSE 'free' END AS state
        FROM message_delivery WHERE message_id = ${id}`,
  );
  return row ?? { attempts: 0, state: 'free' };
}

/** Begins a try: from now on nobody else sends it, and a node that finds it so later knows that it may have left. */
async function claim(executor: Executor, id: string, now: Date): Promise<void> {
  const until = new Date(now.getTime() + claimSeconds * 1000).toISOString();
  await executor.execute(
    sql`INSERT INTO message_delivery (message_id, attempts, claimed_until) VALUES (${id}, 1, ${until}::timestamptz)
        ON CONFLICT (message_id) DO UPDATE
        SET attempts = message_delivery.attempts + 1, claimed_until = excluded.claimed_until`,
  );
}

async function release(executor: Executor, id: string, nextAt: Date, attempts: number): Promise<void> {
  await executor.execute(
    sql`INSERT INTO message_delivery (message_id, attempts, next_at)
        VALUES (${id}, ${attempts}, ${nextAt.toISOString()}::timestamptz)
        ON CONFLICT (message_id) DO UPDATE
        SET claimed_until = NULL, next_at = excluded.next_at, attempts = excluded.attempts`,
  );
}

async function appointmentOf(executor: Executor, { appointmentId, purpose, told, language = 'nl' }: Message) {
  if (appointmentId === undefined || told === undefined) return undefined;
  const checked = checkDocument('appointments', (await readMaster(executor, 'appointments', appointmentId))?.data);
  if (!checked.ok) return undefined;
  const wordsIn = await wordsOf(executor, checked.value);
  const document = { ...checked.value, subject: wordsIn(language).subject };
  const raw =
    document.locationId === undefined ? undefined : await readMaster(executor, 'references', document.locationId);
  const place = (raw?.data as { readonly name?: string } | undefined)?.name;
  return { document, isCancelled: purpose === 'cancellation', sequence: told.sequence, place };
}

/** Whether a message about an appointment came too late: it is over, or not as it says any more. */
function isOvertaken({ purpose, told }: Message, about: OutgoingMessage['appointment'], now: Date): boolean {
  if (told === undefined) return false;
  if (about === undefined || Date.parse(about.document.startsAt) <= now.getTime()) return true;
  if (purpose === 'cancellation') return isAgreed(about.document);
  return !isAgreed(about.document) || !isStillTrue(told, about.document);
}

async function settle(parts: SendingParts, executor: Executor, next: Message): Promise<void> {
  const read = await readMessage(executor, next.id);
  if (read === undefined) return;
  await writeMessage(executor, { session: itself, workOnly: parts.workOnly }, read.raw, next);
}

/** Takes a message for one try, or settles it when there is nothing to send. */
async function take(parts: SendingParts, executor: Executor, id: string): Promise<Claim> {
  await lockDocument(executor, 'messages', { id });
  const message = (await readMessage(executor, id))?.message;
  if (message?.state !== 'requested') return { kind: 'settled' };
  const now = parts.now();
  const fail = async (problem: NonNullable<Message['problem']>, more: Partial<Message> = {}): Promise<Claim> => {
    await settle(parts, executor, inState(message, 'failed', now, { problem, ...more }));
    return { kind: 'settled' };
  };
  const channel = parts.channels[message.channel as keyof Channels];
  if (channel === undefined) {
    if (message.problem === 'notConfigured') return { kind: 'settled' };
    const next = { ...inState(message, 'requested', now), stateSince: message.stateSince };
    await settle(parts, executor, { ...next, problem: 'notConfigured', updatedBy: systemAuthor });
    return { kind: 'settled' };
  }
  if ((parts.rests.get(message.channel) ?? 0) > now.getTime()) return { kind: 'settled' };
  const delivery = await deliveryOf(executor, id, now);
  if (delivery.state === 'underway') return { kind: 'settled' };
  // Whoever began it was cut off before writing what became of it.
  if (delivery.state === 'cutOff' && !channel.repeatsSafely) {
    return fail('uncertain', (await hasLink(executor, id)) ? { asksReading: true } : {});
  }
  if (message.address === undefined) return fail('noAddress');
  const appointment = await appointmentOf(executor, message);
  if (isOvertaken(message, appointment, now)) return fail('overtaken');
  const allowed = channel.keepsQuietHours ? afterQuietHours(now) : now;
  if (allowed.getTime() > now.getTime()) {
    await release(executor, id, allowed, delivery.attempts);
    return { kind: 'settled' };
  }
  await claim(executor, id, now);
  const { subject, language = 'nl', address } = message;
  const body = await withPageLink(executor, parts.pageUrl, message);
  const outgoing = { id, to: address, subject, body, language, ...(appointment === undefined ? {} : { appointment }) };
  const asksReading = body !== message.body;
  return { kind: 'send', name: message.channel, channel, outgoing, attempts: delivery.attempts + 1, asksReading };
}

function pauseAfter(outcome: SendOutcome, message: Message, attempts: number, now: Date): number | undefined {
  if (outcome.kind === 'later') {
    const pause = pauses[attempts - 1];
    return pause === undefined ? undefined : Math.max(outcome.seconds ?? 0, pause);
  }
  if (outcome.kind !== 'resting') return undefined;
  return now.getTime() - Date.parse(message.createdAt) < mostWaitMilliseconds ? outcome.seconds : undefined;
}

function after(message: Message, outcome: SendOutcome, asks: boolean, now: Date): Message {
  const asksReading = asks ? { asksReading: true } : {};
  if (outcome.kind === 'accepted') {
    const { reference, costCents } = outcome;
    return inState(message, 'sent', now, {
      ...(reference === undefined ? {} : { proofReference: reference.slice(0, 200) }),
      ...(costCents === undefined ? {} : { costCents }),
      ...asksReading,
    });
  }
  if (outcome.kind === 'refused') return inState(message, 'failed', now, { problem: outcome.problem });
  // It may have left, and a report may say so later.
  if (outcome.kind === 'uncertain') return inState(message, 'failed', now, { problem: 'uncertain', ...asksReading });
  return inState(message, 'failed', now, { problem: 'unreachable' });
}

/** The message of which a report of the provider was here before its answer: that says more, but not how the message left. */
function afterEarlyReport(message: Message, outcome: SendOutcome, asks: boolean, now: Date): Message | undefined {
  if (!asks || (outcome.kind !== 'accepted' && outcome.kind !== 'uncertain')) return undefined;
  return { ...message, asksReading: true, updatedAt: changeTime(now, message), updatedBy: systemAuthor };
}

/** Writes what became of a try. */
async function keep(
  parts: SendingParts,
  id: string,
  outcome: SendOutcome,
  { attempts, asksReading }: { readonly attempts: number; readonly asksReading: boolean },
): Promise<void> {
  await parts.orm.transaction(async (transaction) => {
    const executor = transaction as unknown as Executor;
    await lockDocument(executor, 'messages', { id });
    const message = (await readMessage(executor, id))?.message;
    const now = parts.now();
    const pause = message === undefined ? undefined : pauseAfter(outcome, message, attempts, now);
    // A channel that did not work is no try of this message.
    const counted = outcome.kind === 'resting' ? attempts - 1 : attempts;
    await release(executor, id, new Date(now.getTime() + (pause ?? 0) * 1000), counted);
    if (message === undefined || pause !== undefined) return;
    const next = (message.state === 'requested' ? after : afterEarlyReport)(message, outcome, asksReading, now);
    if (next !== undefined) await settle(parts, executor, next);
  });
}

/**
 * Sends the messages that wait, each once. Before the provider is asked it is written down that a try began, so that a node that dies
 * in between leaves no second message: where the provider knows a repeated id it is asked again, elsewhere the message is `failed` as
 * uncertain and a clerk decides.
 *
 * @returns with how many messages something was done
 */
export async function sendMessages(parts: SendingParts, signal: AbortSignal): Promise<number> {
  let done = 0;
  for (const id of await waitingIds(parts)) {
    if (signal.aborted) return done;
    const claimed = await parts.orm.transaction((transaction) => take(parts, transaction as unknown as Executor, id));
    done += 1;
    if (claimed.kind !== 'send') continue;
    const outcome = await claimed.channel.send(claimed.outgoing);
    if (outcome.kind === 'resting') {
      parts.rests.set(claimed.name, parts.now().getTime() + outcome.seconds * 1000);
      parts.logger.warn({ channel: claimed.name, why: outcome.why }, 'a channel of messages does not work: it rests');
    }
    await keep(parts, id, outcome, claimed);
  }
  return done;
}
