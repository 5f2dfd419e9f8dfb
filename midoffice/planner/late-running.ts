import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { chooseDestination } from '@onthaal/contract/rules/messages/index.ts';
import { expectedStates } from '@onthaal/contract/rules/planner/index.ts';
import type { LateVisitor, PlannerQuestion } from '@onthaal/contract/store/planner.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { messagesAbout } from '../correspondence/message-writer.ts';
import { requestMessage } from '../correspondence/request-message.ts';
import { type Orm, rowsOf } from '../database/database.ts';
import { mayWrite } from '../documents/authorisation.ts';
import { changeTime } from '../documents/change-time.ts';
import { lockDocument, readMaster, writeDocument } from '../documents/write-document.ts';
import { brusselsDay } from '../scope/work-days.ts';
import type { PlanContext } from './plan.ts';
import { readAppointment } from './planner-rows.ts';

type Appointment = DocumentOf<'appointments'>;

/** Who was told so recently is not told again: a key pressed twice, or an answer that was lost. */
const againMilliseconds = 5 * 60_000;

/** What still comes today at a desk or to who asks, the earliest first. */
async function laterToday(executor: Orm, { session, now }: PlanContext, deskId: string | undefined) {
  const rows = await rowsOf<{ data: unknown }>(
    executor,
    sql`SELECT data FROM document WHERE collection = 'appointments' AND NOT deleted
        AND (data ->> 'startsAt') COLLATE "C" > ${now.toISOString()}
        AND (data ->> 'startsAt') COLLATE "C" < ${new Date(now.getTime() + 86_400_000).toISOString()}
        ORDER BY (data ->> 'startsAt') COLLATE "C", id`,
  );
  const today = brusselsDay(now);
  return rows.flatMap(({ data }) => {
    const checked = checkDocument('appointments', data);
    if (!checked.ok) return [];
    const one = checked.value;
    const isExpected = (expectedStates as readonly string[]).includes(one.state);
    const isOurs = one.deskId === undefined ? one.memberIds.includes(session.memberId) : one.deskId === deskId;
    return isExpected && isOurs && brusselsDay(new Date(one.startsAt)) === today ? [one] : [];
  });
}

async function personOf(executor: Orm, id: string | undefined) {
  const raw = id === undefined ? undefined : await readMaster(executor, 'persons', id);
  const checked = checkDocument('persons', raw?.data);
  return raw === undefined || raw.deleted || !checked.ok ? undefined : checked.value;
}

async function wasTold(executor: Orm, { id }: Appointment, now: Date): Promise<boolean> {
  const messages = await messagesAbout(executor, id);
  return messages.some(
    ({ purpose, createdAt, state }) =>
      purpose === 'delay' && state !== 'failed' && Date.parse(createdAt) > now.getTime() - againMilliseconds,
  );
}

/** Puts somebody on the call sheet whom no message reaches. */
async function mustBeCalled(
  executor: Orm,
  { session, workOnly, now }: PlanContext,
  appointment: Appointment,
  minutes: number,
): Promise<void> {
  await lockDocument(executor, 'appointments', appointment);
  const read = await readAppointment(executor, appointment.id);
  if (read === undefined || read.raw.deleted) return;
  const { toCall } = read.appointment;
  // Who is on it already keeps the calls that were made.
  if (toCall?.reason === 'late' && toCall.closedAt === undefined && toCall.minutes === minutes) return;
  const at = changeTime(now, read.appointment);
  const sheet = { reason: 'late' as const, minutes, since: at, calls: [] };
  const next: Appointment = { ...read.appointment, toCall: sheet, updatedAt: at };
  const target = { session, collection: 'appointments' as const, operationId: v7(), documentId: next.id, workOnly };
  await writeDocument(executor, target, read.raw, { data: next, deleted: false }, at);
}

/** What becomes of one visitor: told, told before, or called. Paper comes too late for today. */
async function tellOne(
  executor: Orm,
  context: PlanContext,
  appointment: Appointment,
  { minutes, send }: PlannerQuestion<'tellLate'>,
): Promise<LateVisitor> {
  const { now } = context;
  const { id, startsAt, subject, personId } = appointment;
  const person = await personOf(executor, personId);
  const destination = person === undefined ? undefined : chooseDestination(person);
  const who = { appointmentId: id, startsAt, name: person?.displayName ?? subject };
  if (person === undefined || destination === undefined || destination.channel === 'paper') {
    if (send) await mustBeCalled(executor, context, appointment, minutes);
    return { ...who, how: 'call' };
  }
  if (await wasTold(executor, appointment, now)) return { ...who, how: 'told' };
  if (send) {
    const { channel } = destination;
    const values = { minutes: String(minutes) };
    const request = { purpose: 'delay' as const, personId: person.id, appointment, channel, values };
    await requestMessage(executor, context, request, now);
  }
  return { ...who, how: destination.channel };
}

/**
 * Tells all who still come today to a desk, or to who asks, that it runs late: a message to who can be written, the call sheet for the
 * others. Without `send` it only says who would get what.
 */
export async function tellLate(
  context: PlanContext,
  asked: PlannerQuestion<'tellLate'>,
): Promise<Result<readonly LateVisitor[]>> {
  if (mayWrite(context.session, 'appointments', 'update').kind !== 'allowed') return failure('NOT_ALLOWED');
  return context.orm.transaction(async (transaction) => {
    const executor = transaction as unknown as Orm;
    // Two who press the key at once for the same desk: the second finds what the first told.
    const lock = `late/${asked.deskId ?? context.session.memberId}`;
    await executor.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))`);
    const visitors: LateVisitor[] = [];
    for (const appointment of await laterToday(executor, context, asked.deskId)) {
      visitors.push(await tellOne(executor, context, appointment, asked));
    }
    return success(visitors);
  });
}
