import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import {
  decide,
  glassOpenMilliseconds,
  openedDossier,
  servedPolicy,
  subjectOf,
} from '@onthaal/contract/rules/policy/index.ts';
import type { ReadArguments } from '@onthaal/contract/store/reads.ts';
import type { WatchedLook } from '@onthaal/contract/store/rows.ts';
import { currentTime } from '../database/clock.ts';
import { applicantFlags } from './protection.ts';
import { documentById, documentsWhere, personNames, type ReadContext, tableOf } from './read-context.ts';
import { linksWithDossier } from './work-links.ts';

/** The screens show looks of so many days, and the desk keeps no longer ones; what is older is read in the log of the mid-office. */
export const daysWatched = 30;
const MOST_LOOKS = 20;

/** The log row by which this member broke the glass of a dossier a moment ago; undefined while it is closed. */
export function breaking(
  context: ReadContext,
  dossier: DocumentOf<'dossiers'>,
): DocumentOf<'consultations'> | undefined {
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

/** What may be said of a dossier before it opens, so that it is known what a reason is asked for: nothing about a person. */
function closedDossier({ references, member }: ReadContext, dossier: DocumentOf<'dossiers'>) {
  const { number, typeCode, teamId } = dossier;
  const ofTeam = decide(servedPolicy, subjectOf(member), 'open', { collection: 'dossiers', document: dossier });
  const cause = ofTeam.kind === 'needsReason' ? 'otherTeam' : 'protected';
  const type = references.dossierType(typeCode)?.name ?? typeCode;
  return { number, type, team: references.nameOf('team', teamId), cause };
}

/** By which reason a card is open, and until when. */
export interface Opening {
  readonly reason: string | undefined;
  readonly until: string;
}

/**
 * Whether the card of a dossier may open.
 *
 * @returns undefined when it may without a reason; REASON_REQUIRED for a dossier of another team or of a protected person until its
 *   glass is broken
 */
export function dossierOpening(context: ReadContext, dossier: DocumentOf<'dossiers'>): Result<Opening | undefined> {
  const links = linksWithDossier(context.file, context.member, dossier.id);
  const about = { document: dossier, links, personFlags: applicantFlags(context, dossier) };
  const decision = decide(servedPolicy, subjectOf(context.member), 'open', { collection: 'dossiers', ...about });
  if (decision.kind === 'allowed') return success(undefined);
  if (decision.kind === 'denied') return failure(decision.code);
  const row = breaking(context, dossier);
  if (row === undefined)
    return failure('REASON_REQUIRED', { field: 'reason', details: closedDossier(context, dossier) });
  return success({ reason: row.reason, until: new Date(Date.parse(row.at) + glassOpenMilliseconds).toISOString() });
}

/**
 * The persons by whom the log is found: the applicant of one dossier, or those of the open dossiers and of the appointments of the member
 * and their teams.
 */
function personsOf(dossierId: string | undefined, { memberId, teamIds }: ReadContext['member'], since: string) {
  if (dossierId !== undefined)
    return { sql: 'SELECT applicant_id FROM dossier_row WHERE dossier_id = ?', values: [dossierId] };
  return {
    sql: `SELECT applicant_id FROM dossier_row WHERE closed = 0 AND team_id IN (SELECT value FROM json_each(?))
      UNION SELECT applicant_id FROM dossier_row WHERE closed = 0 AND handler_id = ?
      UNION SELECT a.field_personId FROM ${tableOf('appointments')} a
        WHERE a.deleted = 0 AND a.field_startsAt > ? AND (json_extract(a.data, '$.teamId') IN (SELECT value FROM json_each(?))
          OR EXISTS (SELECT 1 FROM json_each(a.data, '$.memberIds') WHERE value = ?))`,
    values: [JSON.stringify(teamIds), memberId, since, JSON.stringify(teamIds), memberId],
  };
}

/** Who of others looked with a reason into the team's open dossiers and at its persons, or into one dossier; the last first. */
export function readWatchedLooks(
  context: ReadContext,
  { dossierId }: ReadArguments['watchedLooks'],
): Result<readonly WatchedLook[]> {
  const since = new Date(currentTime() - daysWatched * 86_400_000).toISOString();
  const persons = personsOf(dossierId, context.member, since);
  // The desk has the log rows of its member, and of others only those that the centre lets the team see.
  const rows = documentsWhere(
    context,
    'consultations',
    `d.field_personId IN (${persons.sql}) AND d.field_at > ?
       AND json_extract(d.data, '$.memberId') <> ? AND json_extract(d.data, '$.reason') IS NOT NULL
       AND (? IS NULL OR json_extract(d.data, '$.dossierId') = ?)
     ORDER BY d.field_at DESC LIMIT ${MOST_LOOKS}`,
    ...persons.values,
    since,
    context.member.memberId,
    dossierId ?? null,
    dossierId ?? null,
  );
  const names = personNames(
    context,
    rows.map(({ personId }) => personId),
  );
  return success(
    rows.flatMap(({ id, at, memberId, reason, personId, dossierId: of }): WatchedLook[] => {
      if (reason === undefined) return [];
      const look = { id, at, memberName: context.references.nameOf('member', memberId), reason };
      if (of === undefined) return [{ ...look, person: { id: personId, name: names.get(personId) ?? '' } }];
      const dossier = documentById(context, 'dossiers', of);
      const known = dossier && { dossierNumber: dossier.number, subject: dossier.subject };
      return [{ ...look, dossierId: of, ...known }];
    }),
  );
}
