import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { deepEqual } from '@onthaal/contract/rules/merge/index.ts';
import { decide, hiddenFields, subjectOf, teamPolicy } from '@onthaal/contract/rules/policy/index.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import type { Session } from '../session/session.ts';

/** What a line may be about besides the document: of a member also their sessions, their identity and their access. */
const aboutMembers = ['sessions', 'identities', 'access'] as const;

/** One change of a document, ready to read. */
export interface AuditLine {
  readonly sequence: string;
  /** The collection, or what of the member changed: `sessions`, `identities`, `access`. */
  readonly about: string;
  readonly at: string;
  readonly memberId: string;
  /** As the member is called now; undefined when there is no such member. */
  readonly memberName?: string | undefined;
  readonly deviceId: string;
  readonly operationId: string;
  readonly kind: 'created' | 'changed' | 'deleted';
  readonly fields: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

type Fields = Readonly<Record<string, unknown>>;

interface StoredLine {
  readonly sequence: string;
  readonly about: string;
  readonly at: string;
  readonly memberId: string;
  readonly memberName: string | null;
  readonly deviceId: string;
  readonly operationId: string;
  readonly before: Fields | null;
  readonly after: Fields;
}

const largestPage = 500;
/** Fields that change with every write and say nothing. */
const restless: readonly string[] = ['updatedAt', 'updatedBy', 'deleted'];

function lineOf(stored: StoredLine, hidden: ReadonlySet<string>): AuditLine {
  const { before, after, memberName, ...line } = stored;
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after)])];
  const shown = names.filter(
    (name) => !restless.includes(name) && !hidden.has(name) && !deepEqual(before?.[name], after[name]),
  );
  const fields = shown.map((field) => ({ field, before: before?.[field] ?? null, after: after[field] ?? null }));
  const kind = after.deleted === true ? 'deleted' : before === null ? 'created' : 'changed';
  return { ...line, ...(memberName === null ? {} : { memberName }), kind, fields };
}

/**
 * Who changed what in a document, the newest first: for the roles that may read the trail of such a row.
 *
 * @param before only lines before this one, to read on
 * @returns ARGUMENT_INVALID for an unknown collection, DOCUMENT_UNKNOWN, NOT_ALLOWED or ACCESS_LOST
 */
export async function auditTrail(
  orm: Pick<Orm, 'execute'>,
  session: Session,
  collection: string,
  documentId: string,
  before?: string | null,
): Promise<Result<readonly AuditLine[]>> {
  const name = collectionNames.find((known): known is CollectionName => known === collection);
  if (name === undefined) return failure('ARGUMENT_INVALID', { field: 'collection' });
  if (before != null && !/^\d{1,18}$/.test(before)) return failure('ARGUMENT_INVALID', { field: 'before' });
  const subject = subjectOf(session);
  const role = decide(teamPolicy, subject, 'readTrail', { collection: name });
  if (role.kind === 'denied') return failure(role.code);
  const [found] = await rowsOf<{ data: Fields }>(
    orm,
    sql`SELECT data FROM document WHERE collection = ${name} AND id = ${documentId}`,
  );
  if (found === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'documentId' });
  const decision = decide(teamPolicy, subject, 'readTrail', { collection: name, document: found.data });
  if (decision.kind !== 'allowed') return failure(decision.kind === 'denied' ? decision.code : 'REASON_REQUIRED');
  const hidden = hiddenFields({ policy: teamPolicy, subject }, name, found.data).map(
    (path) => path.split(/[.[]/)[0] ?? '',
  );
  const names = name === 'references' ? [name, ...aboutMembers] : [name];
  const lines = await rowsOf<StoredLine>(
    orm,
    sql`SELECT a.sequence::text AS sequence, a.collection AS about, to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
          a.member_id AS "memberId", m.data ->> 'name' AS "memberName", a.device_id AS "deviceId",
          a.operation_id AS "operationId", a.before, a.after
        FROM audit_entry a LEFT JOIN document m ON m.collection = 'references' AND m.id = a.member_id
        WHERE a.collection IN (SELECT jsonb_array_elements_text(${JSON.stringify(names)}::jsonb))
          AND a.document_id = ${documentId}
          AND (${before ?? null}::bigint IS NULL OR a.sequence < ${before ?? null}::bigint)
        ORDER BY a.sequence DESC LIMIT ${largestPage}`,
  );
  return success(lines.map((line) => lineOf(line, new Set(hidden))));
}
