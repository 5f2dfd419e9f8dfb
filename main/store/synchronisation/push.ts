import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { errorCodes } from '@onthaal/contract/errors.ts';
import { pushDocuments } from '@onthaal/contract/generated/client-documents.ts';
import { mostRequestBytes } from '@onthaal/contract/graphql/limits.ts';
import { pushFieldName } from '@onthaal/contract/graphql/operation-names.ts';
import { stripNulls } from '@onthaal/contract/graphql/strip-nulls.ts';
import { failure, type OnthaalError } from '@onthaal/contract/result.ts';
import { deepEqual } from '@onthaal/contract/rules/merge/index.ts';
import { splitRefusal } from '../conflicts/innocent-writes.ts';
import type { PendingOutcomes } from '../conflicts/pending-outcomes.ts';
import { nowInstant } from '../database/clock.ts';
import { plainFields } from '../outbox/changed-fields.ts';
import { lostStateOf } from '../outbox/lost-work.ts';
import { isIncluded, type Outbox } from '../outbox/outbox.ts';
import type { OutboxRow } from '../outbox/outbox-rows.ts';
import type { Line } from './line.ts';
import type { MidofficeClient } from './midoffice-client.ts';
import type { PushOrder } from './push-order.ts';
import { RequestError, requestErrorIn } from './request-error.ts';

type WireDocument = Record<string, unknown> & { readonly id: string; readonly deleted: boolean };

/** A row as RxDB hands it over, with the deleted flag named as on the wire. */
export interface ReplicationRow {
  readonly assumedMasterState?: unknown;
  readonly newDocumentState: unknown;
}

interface OutgoingRow {
  readonly operationId: string;
  readonly assumedMasterState: WireDocument | undefined;
  readonly newDocumentState: WireDocument;
}

interface PushOutcome {
  readonly operationId: string;
  readonly outcome: 'accepted' | 'conflict' | 'rejected';
  readonly acceptedAt?: string | null;
  readonly master?: WireDocument | null;
  readonly error?: { readonly code: string; readonly field?: string | null; readonly details?: unknown } | null;
}

export interface PushParts {
  readonly client: MidofficeClient;
  readonly line: Line;
  readonly outbox: Outbox;
  readonly outcomes: PendingOutcomes;
  readonly order: PushOrder;
}

function wireOf(state: unknown): WireDocument {
  return plainFields(state as Record<string, unknown>) as WireDocument;
}

/**
 * Brings rows to the centre and notes what it answered, row by row.
 *
 * @returns the centre's version of every document in conflict; RxDB gives each to the conflict handler. A refused document
 * that the centre never had comes back as deleted.
 * @throws LineClosed
 */
export async function pushBatch(
  parts: PushParts,
  collection: CollectionName,
  rows: readonly ReplicationRow[],
): Promise<WireDocument[]> {
  const outgoing = rows.map((row) => outgoingRow(parts, collection, row)).filter((row) => row !== undefined);
  if (outgoing.length === 0) return [];
  const pending = outgoing.flatMap((row) => parts.outbox.pendingRows(collection, row.newDocumentState.id));
  await parts.order.turn(collection, Math.min(...pending.map((row) => row.sequence)));
  parts.outbox.markSending(pending);
  const conflicts: WireDocument[] = [];
  for (const [row, outcome] of await send(parts, collection, outgoing)) {
    const conflict = settle(parts, collection, row, await pastOwnState(parts, collection, row, outcome));
    if (conflict !== undefined) conflicts.push(conflict);
  }
  return conflicts;
}

/**
 * Undefined when there is nothing to send: RxDB also hands over documents that came from the centre (after a crash between
 * its two writes) or that went back to the centre's version. Only what a clerk wrote is in the outbox.
 */
function outgoingRow(parts: PushParts, collection: CollectionName, row: ReplicationRow): OutgoingRow | undefined {
  const newDocumentState = wireOf(row.newDocumentState);
  const pending = parts.outbox.pendingRows(collection, newDocumentState.id);
  const newest = pending.at(-1);
  if (newest === undefined) return undefined;
  const assumed = row.assumedMasterState === undefined ? undefined : wireOf(row.assumedMasterState);
  if (assumed !== undefined && deepEqual(assumed, newDocumentState)) {
    parts.outbox.accept(collection, newDocumentState.id, String(newDocumentState.updatedAt), nowInstant());
    return undefined;
  }
  const unknown = parts.outbox.isUnknownToCentre(collection, newDocumentState.id);
  const assumedMasterState = unknown ? undefined : (assumed ?? lostBase(pending));
  return { operationId: newest.operation_id, assumedMasterState, newDocumentState };
}

/** After a restore the centre most likely has what the clerk's first lost write started from. */
function lostBase(pending: readonly OutboxRow[]): WireDocument | undefined {
  const base = lostStateOf(pending)?.base;
  return base === undefined ? undefined : ({ ...base, deleted: false } as WireDocument);
}

/** Room for the text of the mutation beside its rows. */
const queryBytes = 16 * 1024;

function bytesOf(rows: readonly OutgoingRow[]): number {
  return Buffer.byteLength(JSON.stringify(rows));
}

type Settled = readonly [OutgoingRow, PushOutcome];

/** Sends rows; when they are too large together, in halves. */
async function send(parts: PushParts, collection: CollectionName, rows: readonly OutgoingRow[]): Promise<Settled[]> {
  try {
    // A centre that stops reading in the middle of a request may be heard as a broken line, and the batch would be sent for ever.
    if (bytesOf(rows) > mostRequestBytes - queryBytes) throw new RequestError('REQUEST_TOO_LARGE');
    const outcomes = await parts.line.run(() => request(parts.client, collection, rows));
    return rows.map((row, index) => [row, outcomes[index] as PushOutcome]);
  } catch (error) {
    if (requestErrorIn(error)?.problem.code !== 'REQUEST_TOO_LARGE') throw error;
    const [only] = rows;
    if (rows.length === 1 && only !== undefined) {
      return [[only, { operationId: only.operationId, outcome: 'rejected', error: { code: 'REQUEST_TOO_LARGE' } }]];
    }
    const middle = Math.ceil(rows.length / 2);
    const first = await send(parts, collection, rows.slice(0, middle));
    return [...first, ...(await send(parts, collection, rows.slice(middle)))];
  }
}

/**
 * The centre may have a state that this desk pushed itself, of which RxDB never heard because a process was killed or a line
 * was cut. What the clerk wrote since follows on it and clashes with nobody: it is sent again, as a change of that state.
 * Every write has an own `updatedAt`, which tells the state.
 */
async function pastOwnState(
  parts: PushParts,
  collection: CollectionName,
  row: OutgoingRow,
  outcome: PushOutcome,
): Promise<PushOutcome> {
  if (outcome.outcome !== 'conflict' || outcome.master === null || outcome.master === undefined) return outcome;
  const master = stripNulls(outcome.master);
  const { id, updatedBy } = row.newDocumentState;
  const isOwn = deepEqual(master.updatedBy, updatedBy) && parts.outbox.wrote(collection, id, String(master.updatedAt));
  if (!isOwn || master.deleted) return outcome;
  const [again] = await send(parts, collection, [{ ...row, assumedMasterState: master }]);
  return again === undefined ? outcome : again[1];
}

async function request(
  client: MidofficeClient,
  collection: CollectionName,
  rows: readonly OutgoingRow[],
): Promise<readonly PushOutcome[]> {
  const answer = await client.request<Record<string, unknown>>(pushDocuments[collection], { rows });
  const outcomes = answer[pushFieldName(collection)];
  if (!Array.isArray(outcomes) || outcomes.length !== rows.length) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
  const fits = outcomes.every(
    (outcome: PushOutcome | null, index) =>
      outcome?.operationId === rows[index]?.operationId &&
      (outcome?.outcome !== 'conflict' || (outcome.master ?? undefined) !== undefined),
  );
  if (!fits) throw new RequestError('MIDOFFICE_ANSWER_MALFORMED');
  return outcomes as readonly PushOutcome[];
}

function settle(
  parts: PushParts,
  collection: CollectionName,
  row: OutgoingRow,
  outcome: PushOutcome,
): WireDocument | undefined {
  const { id } = row.newDocumentState;
  const pushedAt = String(row.newDocumentState.updatedAt);
  const master = outcome.master === null || outcome.master === undefined ? undefined : stripNulls(outcome.master);
  if (outcome.outcome === 'accepted') {
    parts.outcomes.forget(collection, id);
    parts.outbox.accept(collection, id, pushedAt, outcome.acceptedAt ?? nowInstant());
    return undefined;
  }
  if (outcome.outcome === 'conflict' && master?.deleted !== true) {
    const lost = lostStateOf(parts.outbox.pendingRows(collection, id));
    if (lost === undefined) parts.outcomes.forget(collection, id);
    else parts.outcomes.set(collection, id, { kind: 'lost', ...lost });
    return master;
  }
  // A document that the centre deleted cannot be changed any more: the clerk's text stays in the outbox, explained.
  const error = outcome.outcome === 'conflict' ? failure('DOCUMENT_UNKNOWN').error : errorOf(outcome);
  // What is not for this member any more goes; the clerk's words stay in the outbox.
  const isLost = error.code === 'ACCESS_LOST';
  const known = isLost ? undefined : (master ?? row.assumedMasterState);
  const writes = parts.outbox.pendingRows(collection, id).filter((write) => isIncluded(write, pushedAt));
  const { guilty, kept } = splitRefusal(collection, writes, error, known === undefined ? undefined : fieldsOf(known));
  parts.outcomes.set(collection, id, {
    kind: 'refused',
    error,
    pushedAt,
    guilty: guilty.map((write) => write.operation_id),
    kept,
    unknownToCentre: known === undefined && !isLost,
  });
  return known ?? { ...row.newDocumentState, deleted: true };
}

function fieldsOf({ deleted: _deleted, ...fields }: WireDocument): Record<string, unknown> {
  return fields;
}

function errorOf({ error }: PushOutcome): OnthaalError {
  const code = errorCodes.find((known) => known === error?.code) ?? 'UNEXPECTED';
  const details = detailsOf(error?.details);
  return failure(code, {
    ...(typeof error?.field === 'string' ? { field: error.field } : {}),
    ...(details === undefined ? {} : { details }),
  }).error;
}

function detailsOf(details: unknown): Record<string, string | number> | undefined {
  if (typeof details !== 'object' || details === null) return undefined;
  const plain = Object.entries(details).filter(
    (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return Object.fromEntries(plain);
}
