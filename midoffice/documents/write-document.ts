import { createHash } from 'node:crypto';
import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { sql } from 'drizzle-orm';
import { type Audience, audienceSuffix } from '../changes/audience.ts';
import type { PokeName } from '../changes/subscribers.ts';
import { type Orm, rowsOf } from '../database/database.ts';
import { concernedBy } from '../scope/concerned.ts';
import { applyMovement, movementOf } from '../scope/movements.ts';
import type { Session } from '../session/session.ts';
import { canonicalText } from './canonical-text.ts';
import { dossierIdsOf, moveDependants, movesScope } from './scope.ts';
import { type StoredDocument, toWire } from './stored-document.ts';

type Executor = Pick<Orm, 'execute'>;

/** The channel of "something changed" between the nodes of the mid-office; payload `<collection>:<transaction id>[:<whom it concerns>]`. */
export const changeChannel = 'onthaal_changes';

/** A raw row of the document table: its data may break the schema. */
export interface RawDocument {
  readonly data: unknown;
  readonly deleted: boolean;
}

/** Which operation writes which document. */
export interface WriteTarget {
  readonly session: Session;
  readonly collection: CollectionName;
  readonly operationId: string;
  readonly documentId: string;
  /** Desks receive only what their members work on: what a write moves besides its own document is judged anew. */
  readonly workOnly?: boolean | undefined;
}

/** Tells all nodes at commit that a collection changed, and whom that concerns. */
export async function announceChange(
  executor: Executor,
  collection: PokeName,
  audience: Audience = 'everyone',
): Promise<void> {
  const suffix = audienceSuffix(audience);
  await executor.execute(
    sql`SELECT pg_notify(${changeChannel}, ${`${collection}:`}::text || pg_current_xact_id()::text || ${suffix}::text)`,
  );
}

async function moveOthers(
  executor: Executor,
  { collection, documentId, workOnly }: WriteTarget,
  before: RawDocument | undefined,
  next: StoredDocument,
): Promise<readonly CollectionName[]> {
  if (workOnly === true) {
    const movement = movementOf(collection, before?.data as Readonly<Record<string, unknown>> | undefined, next.data);
    return movement === undefined ? [] : applyMovement(executor, movement);
  }
  return movesScope(collection, before?.data, next.data) ? moveDependants(executor, documentId) : [];
}

/**
 * Makes other writers of the same document wait until this transaction ends, also when the document is still new. A dossier that
 * changes hands waits for what is being hung on it: else the new row would be judged by the team that loses the dossier,
 * and never reach the one that gets it.
 */
export async function lockDocument(
  executor: Executor,
  collection: CollectionName,
  document: { readonly id: string },
): Promise<void> {
  await executor.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${collection}/${document.id}`}, 0))`);
  if (collection === 'dossiers') return;
  for (const id of [...new Set(dossierIdsOf({ ...document }))].sort()) {
    await executor.execute(sql`SELECT pg_advisory_xact_lock_shared(hashtextextended(${`dossiers/${id}`}, 0))`);
  }
}

/** Reads the centre's document. */
export async function readMaster(
  executor: Executor,
  collection: CollectionName,
  id: string,
): Promise<RawDocument | undefined> {
  const rows = await rowsOf<RawDocument>(
    executor,
    sql`SELECT data, deleted FROM document WHERE collection = ${collection} AND id = ${id}`,
  );
  return rows[0];
}

/** The same for equal states, whatever the order of their keys. */
export function stateHash(next: StoredDocument): string {
  return createHash('sha256')
    .update(canonicalText(toWire(next)))
    .digest('hex');
}

/** When this very write was accepted before; undefined when it never was. */
export async function acceptedBefore(
  executor: Executor,
  target: WriteTarget,
  hash: string,
): Promise<string | undefined> {
  const rows = await rowsOf<{ at: string }>(
    executor,
    sql`SELECT to_char(accepted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at FROM operation
        WHERE device_id = ${target.session.deviceId} AND operation_id = ${target.operationId}
          AND collection = ${target.collection} AND document_id = ${target.documentId} AND state_hash = ${hash}`,
  );
  return rows[0]?.at;
}

/** Keeps the document, its audit line and its operation, and tells all nodes at commit. One statement: one round trip; more for a dossier that changes hands. */
export async function writeDocument(
  executor: Executor,
  target: WriteTarget,
  before: RawDocument | undefined,
  next: StoredDocument,
  acceptedAt: string,
  pushed: StoredDocument = next,
): Promise<void> {
  const { session, collection, operationId, documentId } = target;
  const data = JSON.stringify(next.data);
  const beforeText =
    before === undefined ? null : JSON.stringify({ ...(before.data as object), deleted: before.deleted });
  const fields = before?.data as Readonly<Record<string, unknown>> | undefined;
  const audience = target.workOnly === true ? await concernedBy(executor, collection, fields, next.data) : 'everyone';
  await executor.execute(sql`
    WITH written AS (
      INSERT INTO document (collection, id, data, deleted)
      VALUES (${collection}, ${documentId}, ${data}::jsonb, ${next.deleted})
      ON CONFLICT (collection, id) DO UPDATE SET data = excluded.data, deleted = excluded.deleted,
        transaction_id = excluded.transaction_id, sequence = excluded.sequence
    ), audited AS (
      INSERT INTO audit_entry (at, member_id, device_id, operation_id, collection, document_id, before, after)
      VALUES (${acceptedAt}::timestamptz, ${session.memberId}, ${session.deviceId}, ${operationId}, ${collection},
        ${documentId}, ${beforeText}::jsonb, ${JSON.stringify(toWire(next))}::jsonb)
    ), remembered AS (
      INSERT INTO operation (device_id, operation_id, collection, document_id, state_hash, accepted_at)
      VALUES (${session.deviceId}, ${operationId}, ${collection}, ${documentId}, ${stateHash(pushed)},
        ${acceptedAt}::timestamptz)
      ON CONFLICT (device_id, operation_id, collection, document_id)
      DO UPDATE SET state_hash = excluded.state_hash, accepted_at = excluded.accepted_at
    )
    SELECT pg_notify(${changeChannel},
      ${`${collection}:`}::text || pg_current_xact_id()::text || ${audienceSuffix(audience)}::text)`);
  for (const moved of await moveOthers(executor, target, before, next)) {
    await announceChange(executor, moved, audience);
  }
}
