import type { CollectionName, DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import type { Configuration } from '../configuration/configuration.ts';
import type { Orm } from '../database/database.ts';
import { isNarrowed, workChanges } from '../scope/first-pull.ts';
import { departuresOf, personsOfPapers } from '../scope/work-links.ts';
import type { DepartureReason } from '../scope/work-rules.ts';
import type { Session } from '../session/session.ts';
import { keepsNothing, visibleCollections } from './authorisation.ts';
import { type ChangeRow, changesAfter, positionOf, type Room } from './change-rows.ts';
import { type Checkpoint, isBeginning, readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { receivable } from './scope.ts';
import { SequenceSet } from './sequence-set.ts';
import { toWire, type WireDocument } from './stored-document.ts';

/** Why a document is not for a desk: its member may not have it, or does not need it. */
export type LeftReason = 'notAllowed' | DepartureReason;

/** One page of changes of a collection. */
export interface PullPage {
  readonly documents: readonly WireDocument[];
  readonly checkpoint: string | null;
  /** Stored rows that break the schema: left out, so that they do not stop the rest. */
  readonly setAside: number;
  /** Ids of documents that changed and are not, or no longer, for this member: a desk that has one removes it. */
  readonly left: readonly string[];
  /** Why each of those, in the same order. */
  readonly leftReasons: readonly LeftReason[];
  /** The page ends here although more may be there: it has as many rows as were asked, or enough bytes. */
  readonly more: boolean;
}

export interface PullRequest {
  readonly collection: CollectionName;
  readonly checkpoint?: string | null;
  readonly limit: number;
  /** About how large the page may be. Only for a desk that reads `more`: to an older one a short page is the last. */
  readonly mostBytes?: number | undefined;
}

const none: ReadonlyMap<WireDocument, DepartureReason> = new Map();

/** What a pull reads from: the database, the name of its feed, and rows that a test wants served although malformed. */
export interface PullSource {
  readonly orm: Orm;
  readonly feed: string;
  readonly scope: Configuration['scope'];
  readonly workOnly?: boolean | undefined;
  readonly servedUnchecked?: ReadonlySet<string>;
}

export const largestPage = 5000;
/**
 * A page of usual documents stays far below; one of documents with long histories ends here. As PostgreSQL stores them: on the wire
 * it may be some times as much, packed again about the same.
 */
export const mostPageBytes = 4 * 1024 * 1024;

// Every write of a row gets a new sequence number, so what was found whole once stays whole for every desk after it.
const wholeRows = new WeakMap<Orm, SequenceSet>();

function wholeRowsOf(orm: Orm): SequenceSet {
  const known = wholeRows.get(orm) ?? new SequenceSet();
  wholeRows.set(orm, known);
  return known;
}

function readable(source: PullSource, collection: CollectionName, row: ChangeRow): WireDocument | undefined {
  const whole = wholeRowsOf(source.orm);
  const sequence = Number(row.sequenceText);
  if (whole.has(sequence)) return toWire({ data: row.data as DocumentOf<CollectionName>, deleted: row.deleted });
  const checked = checkDocument(collection, row.data);
  if (checked.ok) {
    whole.add(sequence);
    return toWire({ data: checked.value, deleted: row.deleted });
  }
  if (source.servedUnchecked?.has(row.id) !== true) return undefined;
  return { ...(row.data as WireDocument), deleted: row.deleted };
}

interface Found {
  readonly rows: readonly ChangeRow[];
  /** Where the desk stands after these rows. */
  readonly checkpoint: Checkpoint;
  /** More rows lie behind them, or may. */
  readonly more: boolean;
  /** Rows that are not for the desk are no news to it: it never had them. */
  readonly isNew: boolean;
}

/** The next rows for a desk: of its member's work alone while it has nothing, then everything that changed. */
async function nextRows(
  source: PullSource,
  session: Session,
  collection: CollectionName,
  after: Checkpoint,
  room: Room,
): Promise<Found> {
  const isNew = after.workUntil !== undefined || (isBeginning(after) && isNarrowed(collection));
  if (source.workOnly === true && isNew) {
    const { rows, until } = await workChanges(source.orm, session, collection, after, room);
    const last = rows.at(-1);
    const isFull = last !== undefined && (rows.length === room.rows || last.bytes >= room.bytes);
    if (isFull) return { rows, checkpoint: { ...positionOf(last), workUntil: until }, more: true, isNew };
    return { rows, checkpoint: until ?? after, more: until !== undefined, isNew };
  }
  const rows = await changesAfter(source.orm, collection, after, room);
  const last = rows.at(-1);
  const checkpoint = last === undefined ? after : positionOf(last);
  return { rows, checkpoint, more: rows.length === room.rows || (last?.bytes ?? 0) >= room.bytes, isNew: false };
}

/**
 * Answers one page of changes after the checkpoint, in the one order that every desk sees. Rows that are left out are made
 * good by later ones: unless its bytes are bounded, a page with fewer documents than asked is the last one.
 *
 * @returns the page, or ARGUMENT_INVALID for a text that is no checkpoint or a limit outside 1 to 5000
 */
export async function pull(source: PullSource, session: Session, request: PullRequest): Promise<Result<PullPage>> {
  const { collection, limit } = request;
  if (limit < 1 || limit > largestPage) return failure('ARGUMENT_INVALID', { field: 'limit' });
  const start = readCheckpoint(request.checkpoint, source.feed);
  if (start === undefined) return failure('ARGUMENT_INVALID', { field: 'checkpoint' });
  // A row that moves while its page is read may come twice: only what it was judged last counts, or a desk would do both.
  const documents = new Map<string, WireDocument>();
  const left = new Map<string, LeftReason>();
  let setAside = 0;
  let position = start;
  let bytes = request.mostBytes ?? Number.MAX_SAFE_INTEGER;
  let more = visibleCollections(session, source.scope).includes(collection);
  while (more && documents.size < limit && bytes > 0) {
    const room = { rows: limit - documents.size, bytes };
    const { rows, isNew, ...next } = await nextRows(source, session, collection, position, room);
    const whole = rows.map((row) => readable(source, collection, row)).filter((document) => document !== undefined);
    const personIds =
      source.workOnly === true ? await personsOfPapers(source.orm, session, collection, whole) : undefined;
    const received = await receivable(source.orm, session, source.scope, collection, whole, personIds);
    setAside += rows.length - whole.length;
    const unneeded =
      source.workOnly === true ? await departuresOf(source.orm, session, collection, [...received]) : none;
    for (const document of whole) {
      left.delete(document.id);
      documents.delete(document.id);
      if (received.has(document) && !unneeded.has(document)) documents.set(document.id, document);
      else if (!isNew) left.set(document.id, unneeded.get(document) ?? 'notAllowed');
    }
    position = next.checkpoint;
    bytes -= rows.at(-1)?.bytes ?? 0;
    more = next.more;
  }
  // A kiosk or guest keeps nothing, so nothing can leave it.
  if (keepsNothing(session)) left.clear();
  const moved = position !== start;
  const checkpoint = moved ? writeCheckpoint(position, source.feed) : (request.checkpoint ?? null);
  return success({
    documents: [...documents.values()],
    checkpoint,
    setAside,
    left: [...left.keys()],
    leftReasons: [...left.values()],
    more,
  });
}
