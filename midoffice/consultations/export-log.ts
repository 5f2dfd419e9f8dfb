import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { isAllowed, subjectOf, teamPolicy } from '@onthaal/contract/rules/policy/index.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { type Orm, rowsOf } from '../database/database.ts';
import type { Session } from '../session/session.ts';

/** Whose consultations: those about a person, those by a member, or those of both at once. */
export interface ExportQuestion {
  readonly personId?: string | null;
  readonly memberId?: string | null;
  readonly format: string;
  /** Goes on after this link; 0 or nothing: from the start. */
  readonly after?: number | null;
}

export interface ExportPage {
  /** CSV with a head, or a JSON list. */
  readonly text: string;
  readonly rows: number;
  /** Where the next page goes on; null at the end. */
  readonly next: number | null;
}

const PAGE = 5000;
const columns = [
  'sequence',
  'at',
  'memberId',
  'deviceId',
  'personId',
  'dossierId',
  'purpose',
  'reason',
  'fields',
  'outcome',
  'receivedAt',
  'hash',
] as const;

type ExportRow = Readonly<Record<(typeof columns)[number], string | number | readonly string[] | null>>;

/** One value for a spreadsheet: quoted where it must be, and never read as a formula. */
function csvValue(value: ExportRow[keyof ExportRow]): string {
  const plain = value === null ? '' : Array.isArray(value) ? value.join(' ') : String(value);
  const harmless = /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
  return /[",\n\r;]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function textOf(format: 'csv' | 'json', rows: readonly ExportRow[]): string {
  if (format === 'json') return JSON.stringify(rows, null, 2);
  const lines = rows.map((row) => columns.map((column) => csvValue(row[column])).join(','));
  return `${[columns.join(','), ...lines].join('\r\n')}\r\n`;
}

function rowsAfter(orm: Pick<Orm, 'execute'>, { personId, memberId, after }: ExportQuestion) {
  return rowsOf<ExportRow>(
    orm,
    sql`SELECT sequence::int AS sequence, entry::jsonb ->> 'at' AS at, member_id AS "memberId",
          entry::jsonb ->> 'deviceId' AS "deviceId", person_id AS "personId", entry::jsonb ->> 'dossierId' AS "dossierId",
          entry::jsonb ->> 'purpose' AS purpose, entry::jsonb ->> 'reason' AS reason, entry::jsonb -> 'fields' AS fields,
          entry::jsonb ->> 'outcome' AS outcome,
          to_char(received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "receivedAt", hash
        FROM consultation_entry
        WHERE sequence > ${after ?? 0}
          AND (${personId ?? null}::text IS NULL OR person_id = ${personId ?? null})
          AND (${memberId ?? null}::text IS NULL OR member_id = ${memberId ?? null})
        ORDER BY consultation_entry.sequence LIMIT ${PAGE}`,
  );
}

/**
 * The log of consultations about a person or by a member, as a file. That it was taken out stands in the audit trail before
 * anything is answered.
 *
 * @returns NOT_ALLOWED for other roles than the policy lets export, ARGUMENT_INVALID without a person or member, or for an unknown
 *   format
 */
export async function exportConsultations(
  orm: Orm,
  session: Session,
  question: ExportQuestion,
): Promise<Result<ExportPage>> {
  if (!isAllowed(teamPolicy, subjectOf(session), 'export', { collection: 'consultations' }))
    return failure('NOT_ALLOWED');
  const { personId, memberId, format } = question;
  if (personId == null && memberId == null) return failure('ARGUMENT_INVALID', { field: 'personId' });
  if (format !== 'csv' && format !== 'json') return failure('ARGUMENT_INVALID', { field: 'format' });
  return orm.transaction(async (transaction) => {
    const rows = await rowsAfter(transaction, question);
    const what = { kind: 'export', personId, memberId, format, after: question.after ?? 0, rows: rows.length };
    await transaction.execute(
      sql`INSERT INTO audit_entry (member_id, device_id, operation_id, collection, document_id, after)
          VALUES (${session.memberId}, ${session.deviceId}, ${v7()}, 'consultations', ${personId ?? memberId},
            ${JSON.stringify(what)}::jsonb)`,
    );
    const last = rows.at(-1)?.sequence;
    const next = rows.length === PAGE && typeof last === 'number' ? last : null;
    return success({ text: textOf(format, rows), rows: rows.length, next });
  });
}
