import type { Reference, ReferenceData, ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { DemoPerson, SessionGrant } from '@onthaal/contract/session/session.ts';
import { checkDocument, isIdentifier } from '@onthaal/contract/validation/index.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { type Orm, rowsOf } from '../database/database.ts';
import { numberPrefixOf } from './devices.ts';
import { activeMember } from './members.ts';
import { isRevoked } from './revocations.ts';
import type { TokenKeeper } from './tokens.ts';

async function referencesOf(orm: Orm, kind: 'member' | 'team'): Promise<readonly Reference[]> {
  const rows = await rowsOf<{ data: unknown }>(
    orm,
    sql`SELECT data FROM document
        WHERE collection = 'references' AND data ->> 'kind' = ${kind} AND NOT deleted
        ORDER BY data ->> 'name'`,
  );
  return rows.flatMap((row) => {
    const checked = checkDocument('references', row.data);
    return checked.ok && checked.value.active ? [checked.value] : [];
  });
}

/** Everybody who can be chosen on the demo's login screen, by name. */
export async function demoPeople(orm: Orm): Promise<readonly DemoPerson[]> {
  const teams = await referencesOf(orm, 'team');
  const teamNames = new Map(teams.map((team) => [team.id, team.name]));
  const members = await referencesOf(orm, 'member');
  return members.map((member) => {
    const data = member.data as ReferenceData['member'];
    return {
      memberId: member.id,
      name: member.name,
      jobTitle: data.jobTitle,
      role: data.role,
      teamNames: data.teamIds.map((id) => teamNames.get(id) ?? id),
    };
  });
}

/** A member as the login screen shows it. */
export async function personOf(orm: Orm, member: ReferenceOf<'member'>): Promise<DemoPerson> {
  const teams = await referencesOf(orm, 'team');
  const names = new Map(teams.map((team) => [team.id, team.name]));
  const { jobTitle, role, teamIds } = member.data;
  return {
    memberId: member.id,
    name: member.name,
    jobTitle,
    role,
    teamNames: teamIds.map((id) => names.get(id) ?? id),
  };
}

/** A demo login has no session that could be ended, so no trigger writes it down. It stands in the trail as others do, and says what it was. */
async function auditLogin(orm: Orm, memberId: string, deviceId: string, endsAt: string): Promise<void> {
  const after = { method: 'demo', member_id: memberId, device_id: deviceId, ends_at: endsAt, deleted: false };
  await orm.execute(
    sql`INSERT INTO audit_entry (member_id, device_id, operation_id, collection, document_id, after)
        VALUES (${memberId}, ${deviceId}, ${v7()}, 'sessions', ${memberId}, ${JSON.stringify(after)}::jsonb)`,
  );
}

/** Logs a demo person in without proof: only for demonstrations and tests. SESSION_UNKNOWN when there is no such person, ACCESS_REVOKED. */
export async function demoLogIn(
  orm: Orm,
  tokens: TokenKeeper,
  memberId: string,
  deviceId: string,
): Promise<Result<SessionGrant>> {
  if (!isIdentifier(deviceId)) return failure('ARGUMENT_INVALID', { field: 'deviceId' });
  if (!isIdentifier(memberId)) return failure('SESSION_UNKNOWN', { field: 'memberId' });
  if (await isRevoked(orm, memberId, deviceId)) return failure('ACCESS_REVOKED');
  const member = await activeMember(orm, memberId);
  if (member === undefined) return failure('SESSION_UNKNOWN', { field: 'memberId' });
  const numberPrefix = await numberPrefixOf(orm, deviceId);
  const { token, expiresAt } = await tokens.make(memberId, deviceId);
  await auditLogin(orm, memberId, deviceId, expiresAt);
  const { role, teamIds } = member.data;
  return success({ token, expiresAt, member: { memberId, name: member.name, role, teamIds, deviceId, numberPrefix } });
}
