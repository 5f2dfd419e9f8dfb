import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { callable, visitAfter } from '@onthaal/contract/rules/visits/index.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { type Orm, rowsOf } from '../database/database.ts';
import { mayWrite } from '../documents/authorisation.ts';
import { lockDocument, readMaster, type WriteTarget, writeDocument } from '../documents/write-document.ts';
import type { Session } from '../session/session.ts';

type Executor = Pick<Orm, 'execute'>;
type Visit = DocumentOf<'visits'>;

/** Who waited longer than this is a forgotten row, not a person in the hall. */
const longestWaitHours = 20;

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
}

interface Counter {
  readonly id: string;
  readonly teamIds: readonly string[];
  readonly building: string;
  /** Of who calls. */
  readonly memberName: string;
}

interface CallContext {
  readonly orm: Orm;
  readonly session: Session;
  readonly workOnly?: boolean | undefined;
  readonly now: Date;
}

async function counterOf(executor: Executor, deskId: string, { memberId }: Session): Promise<Counter | undefined> {
  const [row] = await rowsOf<Omit<Counter, 'id'>>(
    executor,
    sql`SELECT desk.data -> 'data' ->> 'building' AS building, desk.data -> 'data' -> 'teamIds' AS "teamIds",
          coalesce(member.data ->> 'name', '') AS "memberName"
        FROM document desk LEFT JOIN document member ON member.collection = 'references' AND member.id = ${memberId}
        WHERE desk.collection = 'references' AND desk.id = ${deskId} AND NOT desk.deleted
          AND desk.data ->> 'kind' = 'desk' AND (desk.data ->> 'active')::boolean`,
  );
  return row === undefined ? undefined : { id: deskId, ...row };
}

/** One call after the other in a building: two desks that call at once never get the same visitor. */
async function lockQueue(executor: Executor, building: string): Promise<void> {
  await executor.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`queue/${building}`}, 0))`);
}

async function waitingIn(executor: Executor, building: string, now: Date): Promise<readonly Visit[]> {
  const since = new Date(now.getTime() - longestWaitHours * 3_600_000).toISOString();
  const rows = await rowsOf<{ data: unknown }>(
    executor,
    sql`SELECT data FROM document visit
        WHERE collection = 'visits' AND NOT deleted AND data ->> 'state' = 'waiting'
          AND (data ->> 'arrivedAt') COLLATE "C" >= ${since}
          AND EXISTS (SELECT 1 FROM document place WHERE place.collection = 'references'
            AND place.id = visit.data ->> 'locationId' AND place.data ->> 'kind' = 'location'
            AND place.data -> 'data' ->> 'building' = ${building})`,
  );
  return rows.flatMap(({ data }) => {
    const checked = checkDocument('visits', data);
    return checked.ok ? [checked.value] : [];
  });
}

/** The team of each product that somebody waits for. */
async function teamsOfProducts(executor: Executor, visits: readonly Visit[]): Promise<ReadonlyMap<string, string>> {
  const codes = [...new Set(visits.flatMap(({ services }) => services.map(({ productCode }) => productCode)))];
  if (codes.length === 0) return new Map();
  const rows = await rowsOf<{ code: string; teamId: string }>(
    executor,
    sql`SELECT data ->> 'code' AS code, data -> 'data' ->> 'teamId' AS "teamId" FROM document
        WHERE collection = 'references' AND NOT deleted AND data ->> 'kind' = 'product'
          AND data ->> 'code' IN (SELECT jsonb_array_elements_text(${JSON.stringify(codes)}::jsonb))`,
  );
  return new Map(rows.map(({ code, teamId }) => [code, teamId]));
}

/** The visitor that this very call got before: its answer was lost on the way. */
async function calledBefore(executor: Executor, session: Session, operationId: string): Promise<Visit | undefined> {
  const [row] = await rowsOf<{ id: string }>(
    executor,
    sql`SELECT document_id AS id FROM operation
        WHERE device_id = ${session.deviceId} AND operation_id = ${operationId} AND collection = 'visits'`,
  );
  const master = row === undefined ? undefined : await readMaster(executor, 'visits', row.id);
  const checked = checkDocument('visits', master?.data);
  return checked.ok ? checked.value : undefined;
}

function called(visit: Visit, { session, now }: CallContext, { id: deskId, memberName }: Counter): Visit | undefined {
  const at = new Date(Math.max(now.getTime(), Date.parse(visit.updatedAt) + 1)).toISOString();
  const by = { memberId: session.memberId, name: memberName };
  const after = visitAfter(visit, { id: v7(), at, by, event: 'called', deskId });
  return after === undefined ? undefined : { ...after, updatedAt: at, updatedBy: by };
}

async function callIn(
  executor: Orm,
  context: CallContext,
  { operationId, deskId }: Call,
): Promise<Result<CalledVisit>> {
  const { session, now, workOnly } = context;
  const counter = await counterOf(executor, deskId, session);
  if (counter === undefined) return failure('REFERENCE_UNKNOWN', { field: 'deskId' });
  await lockQueue(executor, counter.building);
  const waiting = await waitingIn(executor, counter.building, now);
  const teams = await teamsOfProducts(executor, waiting);
  const inOrder = callable(waiting, counter, (code) => teams.get(code));
  const before = await calledBefore(executor, session, operationId);
  if (before !== undefined) return success({ visit: before, waiting: inOrder.length });
  for (const [place, { id }] of inOrder.entries()) {
    // A desk may be writing this one at the moment: it is judged as it is after that.
    await lockDocument(executor, 'visits', { id });
    const raw = await readMaster(executor, 'visits', id);
    const checked = checkDocument('visits', raw?.data);
    const next = raw?.deleted === false && checked.ok ? called(checked.value, context, counter) : undefined;
    if (next === undefined) continue;
    const target: WriteTarget = { session, collection: 'visits', operationId, documentId: id, workOnly };
    await writeDocument(executor, target, raw, { data: next, deleted: false }, next.updatedAt);
    return success({ visit: next, waiting: inOrder.length - place - 1 });
  }
  return success({ waiting: 0 });
}

/**
 * Calls the next visitor to a desk: the one that waits for it, else by priority and waiting time (`rules/visits`). The centre decides, so
 * that no two desks call the same person.
 *
 * @returns REFERENCE_UNKNOWN for a desk that is none; NOT_ALLOWED for who receives no visitors
 */
export async function callNext(context: CallContext, call: Call): Promise<Result<CalledVisit>> {
  if (mayWrite(context.session, 'visits', 'update').kind !== 'allowed') return failure('NOT_ALLOWED');
  return context.orm.transaction((transaction) => callIn(transaction as unknown as Orm, context, call));
}
