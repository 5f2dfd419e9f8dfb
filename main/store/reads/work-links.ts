import type { PolicyLinks } from '@onthaal/contract/rules/policy/index.ts';
import type { SessionMember } from '@onthaal/contract/session/session.ts';
import { type DatabaseFile, tableNameOf } from '../storage/index.ts';

/** Whether a person has an open dossier that the member or one of their teams works on; as the policy wants to know it. */
export function linksWith(file: DatabaseFile, { memberId, teamIds }: SessionMember, personId: string): PolicyLinks {
  const found = file
    .prepare<number>(
      `SELECT 1 FROM dossier_row
       WHERE closed = 0
         AND (applicant_id = ? OR dossier_id IN
           (SELECT source_id FROM record_link WHERE target_id = ? AND source_collection = 'dossiers'))
         AND (handler_id = ? OR team_id IN (SELECT value FROM json_each(?))) LIMIT 1`,
    )
    .pluck()
    .get(personId, personId, memberId, JSON.stringify(teamIds));
  return found === undefined ? {} : { personIds: new Set([personId]) };
}

/** Whether the member or one of their teams has an open task on a dossier; as the policy wants to know it. */
export function linksWithDossier(
  file: DatabaseFile,
  { memberId, teamIds }: SessionMember,
  dossierId: string,
): PolicyLinks {
  const found = file
    .prepare<number>(
      `SELECT 1 FROM ${tableNameOf('tasks', 0)} d JOIN open_task t ON t.task_id = d.id
       WHERE d.field_dossierId = ? AND (t.member_id = ? OR t.team_id IN (SELECT value FROM json_each(?))) LIMIT 1`,
    )
    .pluck()
    .get(dossierId, memberId, JSON.stringify(teamIds));
  return found === undefined ? {} : { dossierIds: new Set([dossierId]) };
}
