import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import { keptDocument, type OutboxRow } from '../outbox/outbox-rows.ts';
import { rebase } from './rebase.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A refused push, taken apart into what caused it and what did not. */
export interface SplitRefusal {
  /** The writes that touched the field at fault. */
  readonly guilty: readonly OutboxRow[];
  /** The document with only the other writes, to be pushed again; undefined when nothing else was written. */
  readonly kept: Fields | undefined;
}

function touches(row: OutboxRow, field: string): boolean {
  return Object.hasOwn(JSON.parse(row.changes) as object, field);
}

/**
 * The centre judges a whole document, but several writes may be in it: a refused status must not take the new dossier and
 * its notes along. Of several writes that touched the field at fault, the creation is the last to blame.
 *
 * @param rows the writes in the refused state, oldest first
 * @param known the document as the centre has it; undefined when it never had it
 */
export function splitRefusal(
  collection: CollectionName,
  rows: readonly OutboxRow[],
  error: OnthaalError,
  known: Fields | undefined,
): SplitRefusal {
  const field = error.field?.split('.')[0];
  if (field === undefined) return { guilty: rows, kept: undefined };
  const touching = rows.filter((row) => touches(row, field));
  const changes = touching.filter((row) => row.base !== null);
  const guilty = changes.length > 0 ? changes : touching;
  const innocent = rows.filter((row) => !guilty.includes(row));
  if (guilty.length === 0 || innocent.length === 0) return { guilty: rows, kept: undefined };
  let kept = known;
  for (const row of innocent) {
    const mine = keptDocument(row.mine);
    if (mine === undefined) return { guilty: rows, kept: undefined };
    // Only the creation can stand without a document under it.
    if (kept === undefined && row.base !== null) return { guilty: rows, kept: undefined };
    kept = kept === undefined ? mine : rebase(collection, keptDocument(row.base), mine, kept);
  }
  return { guilty, kept };
}
