import type { CollectionName, DocumentOf } from '@onthaal/contract/entities/index.ts';
import { type Sight, servedPolicy, subjectOf, visibleDocument } from '@onthaal/contract/rules/policy/index.ts';
import type { SessionMember } from '@onthaal/contract/session/session.ts';
import { type DatabaseFile, fromColumnText, type SqlValue, tableNameOf } from '../storage/index.ts';
import type { References } from './references.ts';

/** What a named read works with. */
export interface ReadContext {
  /** The reader's own, read-only connection. */
  readonly file: DatabaseFile;
  readonly references: References;
  readonly member: SessionMember;
  /** Ids of all documents that the read looked for, found or not: when one of them changes, the answer may change. */
  readonly trail: Set<string>;
}

/**
 * A document without the fields that are not for this member. The row itself is no question on the desk: it only has what the
 * centre let it have.
 */
export function shown<Name extends CollectionName>(
  { member }: Pick<ReadContext, 'member'>,
  collection: Name,
  document: DocumentOf<Name>,
  more: Pick<Sight, 'links' | 'personFlags' | 'reason'> = {},
): DocumentOf<Name> {
  const seen = visibleDocument({ ...more, policy: servedPolicy, subject: subjectOf(member) }, collection, {
    ...document,
  });
  // What is hidden is optional, or a list that stays as an empty one: the rest is a whole document.
  return (seen ?? { id: document.id }) as DocumentOf<Name>;
}

/** Table of a collection. */
export function tableOf(collection: CollectionName): string {
  return tableNameOf(collection, 0);
}

/** Fields that RxDB adds to a stored document. */
const OWN_FIELDS = ['_rev', '_deleted', '_meta', '_attachments'] as const;

function parsed<Name extends CollectionName>(data: string): DocumentOf<Name> {
  const document = JSON.parse(data) as Record<string, unknown>;
  for (const field of OWN_FIELDS) delete document[field];
  return document as unknown as DocumentOf<Name>;
}

/** One document; undefined when it does not exist or was deleted. */
export function documentById<Name extends CollectionName>(
  context: ReadContext,
  collection: Name,
  id: string,
): DocumentOf<Name> | undefined {
  context.trail.add(id);
  const data = context.file
    .prepare<string>(`SELECT data FROM ${tableOf(collection)} WHERE id = ? AND deleted = 0`)
    .pluck()
    .get(id);
  return data === undefined ? undefined : parsed<Name>(data);
}

/** Documents of a collection by a hand-written condition on its columns (alias `d`); deleted ones are left out. */
export function documentsWhere<Name extends CollectionName>(
  context: ReadContext,
  collection: Name,
  condition: string,
  ...parameters: readonly SqlValue[]
): DocumentOf<Name>[] {
  const sql = `SELECT d.data FROM ${tableOf(collection)} d WHERE d.deleted = 0 AND ${condition}`;
  const documents = context.file
    .prepare<string>(sql)
    .pluck()
    .all(...parameters)
    .map((data) => parsed<Name>(data));
  for (const { id } of documents) context.trail.add(id);
  return documents;
}

/** Names of persons by id, without those that were deleted. */
export function personNames(context: ReadContext, ids: readonly (string | undefined)[]): ReadonlyMap<string, string> {
  const wanted = [...new Set(ids.filter((id) => id !== undefined))];
  if (wanted.length === 0) return new Map();
  for (const id of wanted) context.trail.add(id);
  const rows = context.file
    .prepare<{ readonly id: string; readonly name: string }>(
      `SELECT id, field_displayName AS name FROM ${tableOf('persons')}
       WHERE id IN (SELECT value FROM json_each(?)) AND deleted = 0`,
    )
    .all(JSON.stringify(wanted));
  return new Map(rows.map((row) => [row.id, fromColumnText(row.name)]));
}
