import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { stripNulls } from '@onthaal/contract/graphql/strip-nulls.ts';
import { failure, type OnthaalError, type Result, success } from '@onthaal/contract/result.ts';
import { checkDocument, isIdentifier } from '@onthaal/contract/validation/index.ts';
import type { StoredDocument, WireDocument } from './stored-document.ts';

/** One pushed row as it came over the wire: nothing of the two states has been checked. */
export interface PushRow {
  readonly operationId: string;
  readonly assumedMasterState?: unknown;
  readonly newDocumentState: unknown;
}

/** The answer to one row. */
export interface PushOutcome {
  readonly operationId: string;
  readonly documentId: string;
  readonly outcome: 'accepted' | 'conflict' | 'rejected';
  readonly acceptedAt?: string;
  readonly master?: WireDocument;
  readonly error?: Pick<OnthaalError, 'code' | 'field' | 'details'>;
}

/** A row whose new state has the shape of its collection. */
export interface ReadableRow<Name extends CollectionName = CollectionName> {
  readonly operationId: string;
  /** What the desk believed the centre had; undefined when it believed there was nothing. Compared, never stored. */
  readonly assumed: unknown;
  readonly next: StoredDocument<Name>;
}

/** The id that the row talks about, for its answer; '' when it names none. */
export function documentIdOf(row: PushRow): string {
  const state = row.newDocumentState;
  const id = typeof state === 'object' && state !== null ? (state as { readonly id?: unknown }).id : undefined;
  return isIdentifier(id) ? id : '';
}

function withDeleted(state: unknown): unknown {
  const stripped = stripNulls(state);
  if (typeof stripped !== 'object' || stripped === null) return undefined;
  return { deleted: false, ...stripped };
}

/** Reads a row of the wire: FIELD_INVALID or FIELD_REQUIRED when its new state has not the shape of the collection. */
export function readRow<Name extends CollectionName>(collection: Name, row: PushRow): Result<ReadableRow<Name>> {
  if (!isIdentifier(row.operationId)) return failure('FIELD_INVALID', { field: 'operationId' });
  const state = withDeleted(row.newDocumentState);
  if (typeof state !== 'object' || state === null) return failure('FIELD_INVALID');
  const { deleted, ...fields } = state as { readonly deleted: unknown };
  if (typeof deleted !== 'boolean') return failure('FIELD_INVALID', { field: 'deleted' });
  const checked = checkDocument(collection, fields);
  if (!checked.ok) return checked;
  const assumed = withDeleted(row.assumedMasterState);
  return success({ operationId: row.operationId, assumed, next: { data: checked.value, deleted } });
}
