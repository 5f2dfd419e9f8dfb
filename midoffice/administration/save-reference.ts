import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import {
  isOnlyNamed,
  type KnownCodes,
  knownCodes,
  referenceProblems,
  type WrittenReference,
} from '@onthaal/contract/rules/administration/index.ts';
import { deepEqual } from '@onthaal/contract/rules/merge/index.ts';
import type { SavedReference, SaveReference } from '@onthaal/contract/store/administration.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import { mayAdminister } from '../documents/authorisation.ts';
import { changeTime } from '../documents/change-time.ts';
import { lockDocument, type RawDocument, readMaster, writeDocument } from '../documents/write-document.ts';
import type { Session } from '../session/session.ts';

type Reference = DocumentOf<'references'>;

/** Who administers, and when. */
export interface AdministrationContext {
  readonly orm: Orm;
  readonly session: Session;
  readonly workOnly?: boolean | undefined;
  readonly now: Date;
}

async function codesOf(executor: Orm): Promise<KnownCodes> {
  const rows = await rowsOf<Pick<Reference, 'kind' | 'code' | 'active'>>(
    executor,
    sql`SELECT data ->> 'kind' AS kind, data ->> 'code' AS code, (data ->> 'active')::boolean AS active FROM document
        WHERE collection = 'references' AND NOT deleted AND data ->> 'kind' IN ('product', 'dossierType', 'price')`,
  );
  return knownCodes(rows);
}

async function nameOf(executor: Orm, memberId: string): Promise<string> {
  const [row] = await rowsOf<{ name: string }>(
    executor,
    sql`SELECT data ->> 'name' AS name FROM document WHERE collection = 'references' AND id = ${memberId}`,
  );
  return row?.name ?? '';
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

/** Of what has more than names on a screen only these are written there; it is made and taken away with the mid-office. */
function isOnlyRenamed(known: Reference | undefined, { active, data }: SaveReference): boolean {
  if (known === undefined || known.active !== active) return false;
  const { names: _before, ...was } = known.data;
  const { names: _after, ...is } = data;
  return deepEqual(was, is);
}

async function save(
  executor: Orm,
  context: AdministrationContext,
  asked: SaveReference,
): Promise<Result<SavedReference>> {
  const { session, now, workOnly } = context;
  const { id, kind, operationId } = asked;
  await lockDocument(executor, 'references', { id });
  const before: RawDocument | undefined = await readMaster(executor, 'references', id);
  const known = before?.data as Reference | undefined;
  if (known !== undefined && (await wasWritten(executor, session, asked))) {
    return success({ id, updatedAt: known.updatedAt });
  }
  // Another kind under the same id would make of a product a text.
  if (known !== undefined && known.kind !== kind) return failure('NOT_ALLOWED', { field: 'kind' });
  if (known?.updatedAt !== asked.basedOn) return failure('REFERENCE_CHANGED_MEANWHILE');
  if (isOnlyNamed(kind) && !isOnlyRenamed(known, asked)) return failure('NOT_ALLOWED', { field: 'data' });
  const at = changeTime(now, known);
  const next: Reference = {
    ...{ id, createdAt: known?.createdAt ?? at, updatedAt: at },
    updatedBy: { memberId: session.memberId, name: await nameOf(executor, session.memberId) },
    ...{ kind, code: known?.code ?? id, name: asked.name, active: asked.active, data: asked.data },
  };
  const right = await problemOf(executor, next);
  if (!right.ok) return right;
  const target = { session, collection: 'references' as const, operationId, documentId: id, workOnly };
  await writeDocument(executor, target, before, { data: next, deleted: false }, at);
  return success({ id, updatedAt: at });
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
