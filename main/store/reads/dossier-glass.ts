import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { decide, glassOpenMilliseconds, servedPolicy } from '@onthaal/contract/rules/policy/index.ts';
import type { ReadArguments } from '@onthaal/contract/store/reads.ts';
import type { WatchedLook } from '@onthaal/contract/store/rows.ts';
import { currentTime } from '../database/clock.ts';
import { documentById, documentsWhere, type ReadContext } from './read-context.ts';
import { linksWithDossier } from './work-links.ts';

/** In the fields of a log row: the dossier itself was opened, not only its person. */
export const openedDossier = 'dossier';

/** The screens show looks of so many days, and the desk keeps no longer ones; what is older is read in the log of the mid-office. */
export const daysWatched = 30;
const MOST_LOOKS = 20;

/** The log row by which this member broke the glass of a dossier a moment ago. */
function breaking(context: ReadContext, dossier: DocumentOf<'dossiers'>): DocumentOf<'consultations'> | undefined {
  const since = new Date(currentTime() - glassOpenMilliseconds).toISOString();
  return documentsWhere(
    context,
    'consultations',
    'd.field_personId = ? AND d.field_at > ? ORDER BY d.field_at DESC',
    dossier.applicantId,
    since,
  ).find(
    (row) =>
      row.memberId === context.member.memberId &&
      row.dossierId === dossier.id &&
      row.reason !== undefined &&
      row.outcome === 'shown' &&
      row.fields.includes(openedDossier),
  );
}

/**
 * Whether the card of a dossier may open, and until when.
 *
 * @returns undefined when it may without a reason; REASON_REQUIRED for a dossier of another team until its glass is broken
 */
export function dossierOpening(context: ReadContext, dossier: DocumentOf<'dossiers'>): Result<string | undefined> {
  const { memberId, role, teamIds } = context.member;
  const subject = { id: memberId, role, teamIds };
  const links = linksWithDossier(context.file, context.member, dossier.id);
  const resource = { collection: 'dossiers', document: dossier, links } as const;
  const decision = decide(servedPolicy, subject, 'open', resource);
  if (decision.kind === 'allowed') return success(undefined);
  if (decision.kind === 'denied') return failure(decision.code);
  const row = breaking(context, dossier);
  if (row === undefined) return failure('REASON_REQUIRED', { field: 'reason' });
  return success(new Date(Date.parse(row.at) + glassOpenMilliseconds).toISOString());
}

/** The persons by whom the log is found: the applicant of one dossier, or those of the open dossiers of the member and their teams. */
function personsOf(dossierId: string | undefined, { memberId, teamIds }: ReadContext['member']) {
  if (dossierId !== undefined)
    return { sql: 'SELECT applicant_id FROM dossier_row WHERE dossier_id = ?', values: [dossierId] };
  return {
    sql: `SELECT applicant_id FROM dossier_row WHERE closed = 0 AND team_id IN (SELECT value FROM json_each(?))
      UNION SELECT applicant_id FROM dossier_row WHERE closed = 0 AND handler_id = ?`,
    values: [JSON.stringify(teamIds), memberId],
  };
}

/** Who of others looked with a reason into the team's open dossiers, or into one dossier; the last first. */
export function readWatchedLooks(
  context: ReadContext,
  { dossierId }: ReadArguments['watchedLooks'],
): Result<readonly WatchedLook[]> {
  const since = new Date(currentTime() - daysWatched * 86_400_000).toISOString();
  const persons = personsOf(dossierId, context.member);
  // The desk has the log rows of its member, and of others only those that the centre lets the team see.
  const rows = documentsWhere(
    context,
    'consultations',
    `d.field_personId IN (${persons.sql}) AND d.field_at > ?
       AND json_extract(d.data, '$.memberId') <> ? AND json_extract(d.data, '$.reason') IS NOT NULL
       AND json_extract(d.data, '$.dossierId') = coalesce(?, json_extract(d.data, '$.dossierId'))
     ORDER BY d.field_at DESC LIMIT ${MOST_LOOKS}`,
    ...persons.values,
    since,
    context.member.memberId,
    dossierId ?? null,
  );
  return success(
    rows.flatMap(({ id, at, memberId, reason, dossierId: of }) => {
      if (reason === undefined || of === undefined) return [];
      const dossier = documentById(context, 'dossiers', of);
      const known = dossier && { dossierNumber: dossier.number, subject: dossier.subject };
      return [{ id, at, memberName: context.references.nameOf('member', memberId), reason, dossierId: of, ...known }];
    }),
  );
}
