import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { callable, isHeld, visitAfter } from '@onthaal/contract/rules/visits/index.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { type Orm, rowsOf } from '../database/database.ts';
import { mayWrite } from '../documents/authorisation.ts';
import { changeTime } from '../documents/change-time.ts';
import { lockDocument, type WriteTarget, writeDocument } from '../documents/write-document.ts';
import type { Session } from '../session/session.ts';
import { type Counter, counterOf, type Queue, readQueue, readVisit } from './queue-rows.ts';
import { reserveIn } from './reserve.ts';

type Executor = Pick<Orm, 'execute'>;
type Visit = DocumentOf<'visits'>;

/** What a desk asks. */
export interface Call {
  /** Ours of the desk: asked again with the same one, the answer is the same visitor. */
  readonly operationId: string;
  readonly deskId: string;
}

export interface CalledVisit {
  /** Absent when nobody waits whom this desk can help. */
  readonly visit?: Visit;
  /** How many others this desk could call now. */
  readonly waiting: number;
  /** Whom this desk can help, but who are reserved for another: they were asked back. */
  readonly held: number;
}

/** Who calls, and when. */
export interface CallContext {
  readonly orm: Orm;
  readonly session: Session;
  readonly workOnly?: boolean | undefined;
  readonly now: Date;
}

/** One call after the other in a building: two desks that call at once never get the same visitor. */
async function lockQueue(executor: Executor, building: string): Promise<void> {
  await executor.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`queue/${building}`}, 0))`);
}

/** The visitor that this very call got before: its answer was lost on the way. */
async function calledBefore(executor: Executor, session: Session, operationId: string): Promise<Visit | undefined> {
  const [row] = await rowsOf<{ id: string }>(
    executor,
    sql`SELECT document_id AS id FROM operation
        WHERE device_id = ${session.deviceId} AND operation_id = ${operationId} AND collection = 'visits'`,
  );
  return row === undefined ? undefined : (await readVisit(executor, row.id))?.visit;
}

function called(visit: Visit, { session, now }: CallContext, { id: deskId, memberName }: Counter): Visit | undefined {
  const at = changeTime(now, visit);
  const by = { memberId: session.memberId, name: memberName };
  const after = visitAfter(visit, { id: v7(), at, by, event: 'called', deskId, deviceId: session.deviceId });
  return after === undefined ? undefined : { ...after, updatedAt: at, updatedBy: by };
}

async function callIn(
  executor: Orm,
  context: CallContext,
  { counter, waiting, teamOf }: Queue,
  operationId: string,
): Promise<CalledVisit> {
  const { session, now, workOnly } = context;
  // Who is reserved for another desk may be called there without a line: until it is given back, nobody else calls.
  const isFree = (visit: Visit) => !isHeld(visit, now.getTime()) || visit.reservation?.deviceId === session.deviceId;
  const inOrder = callable(waiting.filter(isFree), counter, teamOf);
  const held = callable(waiting, counter, teamOf).length - inOrder.length;
  const before = await calledBefore(executor, session, operationId);
  if (before !== undefined) return { visit: before, waiting: inOrder.length, held };
  for (const [place, { id }] of inOrder.entries()) {
    // A desk may be writing this one at the moment: it is judged as it is after that.
    await lockDocument(executor, 'visits', { id });
    const read = await readVisit(executor, id);
    const next = read?.raw.deleted === false ? called(read.visit, context, counter) : undefined;
    if (next === undefined) continue;
    const target: WriteTarget = { session, collection: 'visits', operationId, documentId: id, workOnly };
    await writeDocument(executor, target, read?.raw, { data: next, deleted: false }, next.updatedAt);
    return { visit: next, waiting: inOrder.length - place - 1, held };
  }
  return { waiting: 0, held };
}

/**
 * Calls the next visitor to a desk: the one that waits for it, else by priority and waiting time (`rules/visits`). The centre decides, so
 * that no two desks call the same person.
 *
 * @returns REFERENCE_UNKNOWN for a desk that is none; NOT_ALLOWED for who receives no visitors
 */
export async function callNext(context: CallContext, { operationId, deskId }: Call): Promise<Result<CalledVisit>> {
  const { session, now } = context;
  if (mayWrite(session, 'visits', 'update').kind !== 'allowed') return failure('NOT_ALLOWED');
  return context.orm.transaction(async (transaction) => {
    const executor = transaction as unknown as Orm;
    const counter = await counterOf(executor, deskId, session);
    if (counter === undefined) return failure('REFERENCE_UNKNOWN', { field: 'deskId' });
    await lockQueue(executor, counter.building);
    const queue = await readQueue(executor, counter, now);
    const answer = await callIn(executor, context, queue, operationId);
    const calledId = answer.visit?.state === 'waiting' ? undefined : answer.visit?.id;
    const waiting = queue.waiting.filter(({ id }) => id !== calledId);
    await reserveIn(executor, context, { ...queue, waiting });
    return success(answer);
  });
}
