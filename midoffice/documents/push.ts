import type { CollectionName, DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type OnthaalError } from '@onthaal/contract/result.ts';
import { deepEqual } from '@onthaal/contract/rules/merge/index.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { tellAppointment } from '../correspondence/tell-appointment.ts';
import type { Orm } from '../database/database.ts';
import { settlePushed } from '../planner/reserved/settle-pushed.ts';
import { keepPrintedLinks } from '../queue/position-page/position-link.ts';
import type { Session } from '../session/session.ts';
import { mayWrite, type WriteAction } from './authorisation.ts';
import { domainProblem } from './domain-rules.ts';
import { documentIdOf, type PushOutcome, type PushRow, type ReadableRow, readRow } from './push-row.ts';
import type { ReferenceLookup } from './reference-lookup.ts';
import { isInScope } from './scope-check.ts';
import { type StoredDocument, toWire } from './stored-document.ts';
import { type KnownFields, withUnknownFields } from './unknown-fields.ts';
import {
  acceptedBefore,
  lockDocument,
  type RawDocument,
  readMaster,
  stateHash,
  type WriteTarget,
  writeDocument,
} from './write-document.ts';

/** Most rows of one push; a desk whose batch has more sends it in halves. */
export const mostPushRows = 1000;

/** What a push works with. */
export interface PushContext {
  readonly orm: Orm;
  readonly lookup: ReferenceLookup;
  readonly session: Session;
  readonly testMode: boolean;
  readonly scope: Configuration['scope'];
  readonly workOnly?: boolean | undefined;
  /** The fields that the pushing desk knows; undefined: all of them. */
  readonly known?: KnownFields | undefined;
  /** Whether another system gives out the time of a location: then it decides what is asked for. */
  readonly isGoverned?: ((locationId: string | undefined) => boolean) | undefined;
}

interface Judgement<Name extends CollectionName> {
  /** The row with what its desk cannot know filled in from the master. */
  readonly row: ReadableRow<Name>;
  /** The new state as it was pushed. */
  readonly pushed: StoredDocument<Name>;
  readonly raw: RawDocument | undefined;
  /** The centre's document; undefined when there is none, or when it is broken and the push may heal it. */
  readonly master: StoredDocument<Name> | undefined;
}

function readableMaster<Name extends CollectionName>(
  collection: Name,
  raw: RawDocument | undefined,
): StoredDocument<Name> | undefined {
  const checked = raw === undefined ? undefined : checkDocument(collection, raw.data);
  return raw !== undefined && checked?.ok === true ? { data: checked.value, deleted: raw.deleted } : undefined;
}

/** What a row may be judged as: one of these must be allowed. */
function actionsOf({ row, master }: Judgement<CollectionName>): readonly WriteAction[] {
  if (row.next.deleted) return ['delete'];
  if (master !== undefined) return ['update'];
  // A desk may know a document that the centre lost (restored from an older copy): who may only change it may send it back, and
  // so may who may only add (to the log of consultations).
  return row.assumed === undefined ? ['create'] : ['create', 'update'];
}

function rejected(
  target: Pick<WriteTarget, 'operationId' | 'documentId'>,
  error: OnthaalError,
  master?: StoredDocument,
): PushOutcome {
  const { code, field, details } = error;
  return {
    operationId: target.operationId,
    documentId: target.documentId,
    outcome: 'rejected',
    error: { code, ...(field === undefined ? {} : { field }), ...(details === undefined ? {} : { details }) },
    ...(master === undefined ? {} : { master: toWire(master) }),
  };
}

/** The answer when the centre need not write: a replay, or a conflict. Undefined when it must judge on. */
async function settledOutcome(
  executor: Pick<Orm, 'execute'>,
  target: WriteTarget,
  { row, pushed, master }: Judgement<CollectionName>,
): Promise<PushOutcome | undefined> {
  if (master === undefined) return undefined;
  const { operationId, documentId } = target;
  const wire = toWire(master);
  const earlier = await acceptedBefore(executor, target, stateHash(pushed));
  if (deepEqual(toWire(row.next), wire)) {
    return { operationId, documentId, outcome: 'accepted', acceptedAt: earlier ?? new Date().toISOString() };
  }
  // Its first answer got lost and others went on from there: the desk's write stands, and `master` says where it is now.
  if (earlier !== undefined) {
    return { operationId, documentId, outcome: 'accepted', acceptedAt: earlier, master: wire };
  }
  if (deepEqual(row.assumed, wire)) return undefined;
  return { operationId, documentId, outcome: 'conflict', master: wire };
}

async function judge<Name extends CollectionName>(
  context: PushContext,
  executor: Pick<Orm, 'execute'>,
  collection: Name,
  sent: ReadableRow<Name>,
): Promise<PushOutcome> {
  const { session, lookup, testMode, workOnly } = context;
  const target = { session, collection, operationId: sent.operationId, documentId: sent.next.data.id, workOnly };
  await lockDocument(executor, collection, sent.next.data);
  const raw = await readMaster(executor, collection, target.documentId);
  const master = readableMaster(collection, raw);
  const row = withUnknownFields(context.known, master, sent);
  const judgement = { row, pushed: sent.next, raw, master };
  // Whose scope the document left may not change it, nor see in the answer what became of it.
  if (master !== undefined && !(await isInScope(context, executor, collection, master.data))) {
    return rejected(target, failure('ACCESS_LOST').error);
  }
  const settled = await settledOutcome(executor, target, judgement);
  if (settled?.outcome === 'accepted') return settled;
  const decisions = actionsOf(judgement).map((action) => mayWrite(session, collection, action, row.next.data));
  const [refusal] = decisions.filter((decision) => decision.kind !== 'allowed');
  if (refusal !== undefined && !decisions.some((decision) => decision.kind === 'allowed')) {
    return rejected(target, failure(refusal.kind === 'denied' ? refusal.code : 'NOT_ALLOWED').error, master);
  }
  if (settled !== undefined) return settled;
  const before = master?.data as DocumentOf<Name> | undefined;
  const problem = await domainProblem({ executor, lookup, session, testMode }, collection, before, row.next.data);
  if (problem !== undefined) return rejected(target, problem, master);
  const acceptedAt = new Date().toISOString();
  await writeDocument(executor, target, raw, row.next, acceptedAt, sent.next);
  if (collection === 'appointments' && !row.next.deleted) {
    const pushedOne = row.next.data as DocumentOf<'appointments'>;
    const isDecidedElsewhere = context.isGoverned?.(pushedOne.locationId) === true;
    // The citizen hears of the outcome, once: told of the question too, what was just asked to be sent would be stopped again.
    const was = before as DocumentOf<'appointments'> | undefined;
    const appointment = await settlePushed(executor, target, was, pushedOne, acceptedAt, isDecidedElsewhere);
    if (appointment !== undefined) await tellAppointment(executor, target, was, appointment, new Date(acceptedAt));
  }
  if (collection === 'visits' && !row.next.deleted) {
    await keepPrintedLinks(executor, row.next.data as DocumentOf<'visits'>);
  }
  return { operationId: row.operationId, documentId: target.documentId, outcome: 'accepted', acceptedAt };
}

function isNumberTaken(error: unknown): boolean {
  const cause = (error instanceof Error ? (error.cause ?? error) : error) as Readonly<Record<string, unknown>> | null;
  return cause?.code === '23505' && cause.constraint === 'document_dossier_number';
}

async function pushOne(context: PushContext, collection: CollectionName, row: PushRow): Promise<PushOutcome> {
  const target = { operationId: row.operationId, documentId: documentIdOf(row) };
  const readable = readRow(collection, row);
  if (!readable.ok) {
    const mayTouch = (['create', 'update'] as const).some(
      (action) => mayWrite(context.session, collection, action).kind === 'allowed',
    );
    return rejected(target, mayTouch ? readable.error : failure('NOT_ALLOWED').error);
  }
  try {
    return await context.orm.transaction((transaction) => judge(context, transaction, collection, readable.value));
  } catch (error) {
    if (!isNumberTaken(error)) throw error;
    return rejected(target, failure('FIELD_INVALID', { field: 'number', details: { rule: 'unique' } }).error);
  }
}

/**
 * Judges and keeps the rows one by one, each in a transaction of its own, so that no row can spoil another.
 *
 * @returns one outcome per row, in the same order
 * @throws only when the database itself fails; rows already accepted are then accepted again at the next try
 */
export async function push(
  context: PushContext,
  collection: CollectionName,
  rows: readonly PushRow[],
): Promise<readonly PushOutcome[]> {
  const outcomes: PushOutcome[] = [];
  for (const row of rows) outcomes.push(await pushOne(context, collection, row));
  return outcomes;
}
