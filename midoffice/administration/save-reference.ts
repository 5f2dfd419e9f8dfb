import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import {
  frozenField,
  isOnlyWorded,
  isScheduleKind,
  type KnownCodes,
  knownCodes,
  referenceProblems,
  type WrittenReference,
} from '@onthaal/contract/rules/administration/index.ts';
import { deepEqual } from '@onthaal/contract/rules/merge/index.ts';
import type { HitAppointments, SavedReference, SaveReference } from '@onthaal/contract/store/administration.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import { sql } from 'drizzle-orm';
import type { ExternalTime } from '../appointment-master/external-time.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { type Orm, rowsOf } from '../database/database.ts';
import { mayAdminister } from '../documents/authorisation.ts';
import { changeTime } from '../documents/change-time.ts';
import { lockDocument, type RawDocument, readMaster, writeDocument } from '../documents/write-document.ts';
import { nameOf } from '../planner/plan.ts';
import type { Session } from '../session/session.ts';
import { describeHits, findHits, plannerChange } from './hit-appointments.ts';
import { settledBefore, settleHits } from './settle-hits.ts';
import { lockThemes, shareTheme } from './share-theme.ts';

type Reference = DocumentOf<'references'>;

/** Who administers, and when. */
export interface AdministrationContext {
  readonly orm: Orm;
  readonly session: Session;
  readonly scope: Configuration['scope'];
  readonly workOnly?: boolean | undefined;
  readonly now: Date;
  /** The system of another that gives out time at some locations. */
  readonly external?: ExternalTime | undefined;
}

async function codesOf(executor: Orm): Promise<KnownCodes> {
  const rows = await rowsOf<Pick<Reference, 'kind' | 'code' | 'active'>>(
    executor,
    sql`SELECT data ->> 'kind' AS kind, data ->> 'code' AS code, (data ->> 'active')::boolean AS active FROM document
        WHERE collection = 'references' AND NOT deleted AND data ->> 'kind' IN ('product', 'dossierType', 'price')`,
  );
  return knownCodes(rows);
}

async function wasWritten(executor: Orm, { deviceId }: Session, { operationId, id }: SaveReference): Promise<boolean> {
  const rows = await rowsOf(
    executor,
    sql`SELECT 1 FROM operation WHERE device_id = ${deviceId} AND operation_id = ${operationId}
          AND collection = 'references' AND document_id = ${id}`,
  );
  return rows.length > 0;
}

/** What is wrong with the row in itself. A row that is withdrawn need not be right: nobody uses it. */
async function problemOf(executor: Orm, next: Reference): Promise<Result<true>> {
  const shape = checkDocument('references', next);
  if (!shape.ok) return shape;
  if (!next.active) return success(true);
  const [problem] = referenceProblems(next as unknown as WrittenReference, await codesOf(executor));
  return problem === undefined ? success(true) : failure('REFERENCE_NOT_RIGHT', { field: problem.where });
}

/** The fields of a product that are words; all else decides about queues and calendars. */
const wordFields = ['names', 'themeNames', 'bring', 'bringNames'];

/** Of what has more than words only these are written on a screen; it is made and taken away with the mid-office. */
function isOnlyReworded(known: Reference | undefined, { active, data }: SaveReference): boolean {
  if (known === undefined || known.active !== active) return false;
  const others = (all: Reference['data']) =>
    Object.fromEntries(Object.entries(all).filter(([field]) => !wordFields.includes(field)));
  return deepEqual(others(known.data), others(data));
}

/** The row as it would be written, judged by itself: what people log in to and what terms go by is not changed here. NOT_ALLOWED. */
async function judged(
  executor: Orm,
  { session }: AdministrationContext,
  asked: Pick<SaveReference, 'id' | 'kind' | 'name' | 'active' | 'data'>,
  known: Reference | undefined,
  at: string,
): Promise<Result<Reference>> {
  const { id, kind } = asked;
  // Another kind under the same id would make of a product a text.
  if (known !== undefined && known.kind !== kind) return failure('NOT_ALLOWED', { field: 'kind' });
  const next: Reference = {
    ...{ id, createdAt: known?.createdAt ?? at, updatedAt: at },
    updatedBy: { memberId: session.memberId, name: await nameOf(executor, session.memberId) },
    ...{ kind, code: known?.code ?? id, name: asked.name, active: asked.active, data: asked.data },
  };
  const right = await problemOf(executor, next);
  if (!right.ok) return right;
  if (!isScheduleKind(kind)) return success(next);
  const row = { kind, name: next.name, active: next.active, data: next.data };
  const before = known && { kind, name: known.name, active: known.active, data: known.data };
  const field = frozenField(before, row);
  return field === undefined ? success(next) : failure('NOT_ALLOWED', { field });
}

async function save(
  executor: Orm,
  context: AdministrationContext,
  asked: SaveReference,
): Promise<Result<SavedReference>> {
  const { session, now, workOnly } = context;
  const { id, operationId, decisions = [], groups = [] } = asked;
  if (isOnlyWorded(asked.kind)) await lockThemes(executor);
  await lockDocument(executor, 'references', { id });
  const before: RawDocument | undefined = await readMaster(executor, 'references', id);
  const known = before?.data as Reference | undefined;
  if (known !== undefined && (await wasWritten(executor, session, asked))) {
    const settled = decisions.length === 0 ? {} : await settledBefore(executor, context, decisions);
    return success({ id, updatedAt: known.updatedAt, ...settled });
  }
  const at = changeTime(now, known);
  const next = await judged(executor, context, asked, known, at);
  if (!next.ok) return next;
  if (known?.updatedAt !== asked.basedOn) return failure('REFERENCE_CHANGED_MEANWHILE');
  if (isOnlyWorded(asked.kind) && !isOnlyReworded(known, asked)) return failure('NOT_ALLOWED', { field: 'data' });
  const change = await plannerChange(executor, now, known, next.value);
  const hits = change && { data: change.data, hits: findHits(executor, now, change) };
  const settled = hits && (await settleHits(executor, context, hits, { decisions, groups }));
  if (settled?.ok === false) return settled;
  const target = { session, collection: 'references' as const, operationId, documentId: id, workOnly };
  await writeDocument(executor, target, before, { data: next.value, deleted: false }, at);
  if (known !== undefined && isOnlyWorded(asked.kind)) await shareTheme(executor, context, known, next.value);
  return success({ id, updatedAt: at, ...settled?.value });
}

/** Which appointments would not be possible any more when a row were written so. Nothing is written. */
export async function hitAppointments(
  context: AdministrationContext,
  asked: Pick<SaveReference, 'id' | 'kind' | 'name' | 'active' | 'data'>,
): Promise<Result<HitAppointments>> {
  const { orm, session, now, external } = context;
  if (!mayAdminister(session)) return failure('NOT_ALLOWED');
  const known = (await readMaster(orm, 'references', asked.id))?.data as Reference | undefined;
  const next = await judged(orm, context, asked, known, changeTime(now, known));
  if (!next.ok) return next;
  const change = await plannerChange(orm, now, known, next.value);
  return success(change === undefined ? { hits: [], groups: [] } : await describeHits(orm, now, change, external));
}

/**
 * Writes a row of reference data for an administrator: with its line in the audit log, and only on top of what was read, so that of two
 * administrators neither overwrites the other.
 */
export async function saveReference(
  context: AdministrationContext,
  asked: SaveReference,
): Promise<Result<SavedReference>> {
  if (!mayAdminister(context.session)) return failure('NOT_ALLOWED');
  return context.orm.transaction((transaction) => save(transaction as unknown as Orm, context, asked));
}
