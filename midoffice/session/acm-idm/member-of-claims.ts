import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { sql } from 'drizzle-orm';
import type { JWTPayload } from 'jose';
import type { AcmIdmConfiguration } from '../../configuration/acm-idm.ts';
import { type Orm, rowsOf } from '../../database/database.ts';
import { activeMember } from '../members.ts';
import { rolesAt } from './role-strings.ts';

/** Who logged in, and by which session of the identity provider. */
export interface ProvedMember {
  readonly member: ReferenceOf<'member'>;
  /** `sub`: how the provider names the person when it says that somebody logged out. */
  readonly subject: string;
  readonly providerSession: string | undefined;
}

function textOf(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim !== '' && claim.length <= 254 ? claim : undefined;
}

/** The member with this e-mail address whom nobody is linked to yet; undefined unless there is exactly one. */
async function unlinkedMember(orm: Orm, emailAddress: string): Promise<string | undefined> {
  const rows = await rowsOf<{ id: string }>(
    orm,
    sql`SELECT id FROM document
        WHERE collection = 'references' AND data ->> 'kind' = 'member' AND NOT deleted
          AND lower(data -> 'data' ->> 'emailAddress') = ${emailAddress.toLowerCase()}
          AND NOT EXISTS (SELECT 1 FROM member_identity WHERE member_id = document.id)
        LIMIT 2`,
  );
  return rows.length === 1 ? rows[0]?.id : undefined;
}

async function linkedMember(orm: Orm, subject: string): Promise<string | undefined> {
  const rows = await rowsOf<{ id: string }>(
    orm,
    sql`SELECT member_id AS id FROM member_identity WHERE subject = ${subject}`,
  );
  return rows[0]?.id;
}

/** The member of a person: the linked one, or at the first login the one with the same e-mail address, who is linked then. */
async function memberIdOf(orm: Orm, subject: string, emailAddress: string | undefined): Promise<string | undefined> {
  const linked = await linkedMember(orm, subject);
  if (linked !== undefined || emailAddress === undefined) return linked;
  const memberId = await unlinkedMember(orm, emailAddress);
  if (memberId === undefined) return undefined;
  await orm.execute(
    sql`INSERT INTO member_identity (subject, member_id) VALUES (${subject}, ${memberId}) ON CONFLICT DO NOTHING`,
  );
  // Another login may have been quicker, for this person or for this member.
  return linkedMember(orm, subject);
}

/**
 * Finds the member whom claims of ACM/IDM prove.
 *
 * @returns LOGIN_ROLE_MISSING when ACM/IDM gives no role here, or not the one that the member has; LOGIN_PERSON_UNKNOWN when there is no
 * such member; LOGIN_MEANS_TOO_WEAK when the role asks for another means of logging in
 */
export async function memberOfClaims(
  orm: Orm,
  configuration: AcmIdmConfiguration,
  claims: JWTPayload,
): Promise<Result<ProvedMember>> {
  const { organisation, application, requiredMeans } = configuration;
  const [personNumber, subject] = [textOf(claims.vo_id), textOf(claims.sub)];
  if (personNumber === undefined || subject === undefined) return failure('LOGIN_PERSON_UNKNOWN');
  const roles = claims.vo_orgcode === organisation ? rolesAt(claims[`${application}_rol_3d`], organisation) : new Set();
  if (roles.size === 0) return failure('LOGIN_ROLE_MISSING');
  const memberId = await memberIdOf(orm, personNumber, textOf(claims.vo_email));
  const member = memberId === undefined ? undefined : await activeMember(orm, memberId);
  if (member === undefined) return failure('LOGIN_PERSON_UNKNOWN');
  const { role } = member.data;
  if (!roles.has(role)) return failure('LOGIN_ROLE_MISSING');
  const means = requiredMeans[role];
  if (means !== undefined && !means.includes(String(claims.acr))) return failure('LOGIN_MEANS_TOO_WEAK');
  return success({ member, subject, providerSession: textOf(claims.sid) });
}
