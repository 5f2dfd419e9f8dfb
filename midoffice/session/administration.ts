import { collectionNames } from '@onthaal/contract/entities/index.ts';
import type { Role } from '@onthaal/contract/entities/reference-kinds.ts';
import { roles } from '@onthaal/contract/entities/reference-kinds.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { isAllowed, subjectOf, teamPolicy } from '@onthaal/contract/rules/policy/index.ts';
import { checkDocument, isIdentifier } from '@onthaal/contract/validation/index.ts';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Orm } from '../database/database.ts';
import { changeChannel, lockDocument, readMaster, writeDocument } from '../documents/write-document.ts';
import { activeMember } from './members.ts';
import { type AccessTarget, restore, revoke } from './revocations.ts';
import type { Session } from './session.ts';

/** What an administrator changes about a member; what is left out stays as it is. */
export interface MemberChange {
  readonly memberId: string;
  readonly teamIds?: readonly string[] | null;
  readonly role?: string | null;
}

/** Makes every desk come for news: one that lost its access then hears so. */
export async function pokeEveryDesk(orm: Orm): Promise<void> {
  const [collection] = collectionNames;
  await orm.execute(sql`SELECT pg_notify(${changeChannel}, ${`${collection}:`}::text || pg_current_xact_id()::text)`);
}

function mayAdminister(session: Session): boolean {
  return isAllowed(teamPolicy, subjectOf(session), 'administer', { collection: 'references' });
}

/** Tells the triggers of the audit trail who acts, until the end of the transaction. */
async function actAs(transaction: Pick<Orm, 'execute'>, { memberId, deviceId }: Session): Promise<void> {
  await transaction.execute(
    sql`SELECT set_config('onthaal.member', ${memberId}, true), set_config('onthaal.device', ${deviceId}, true)`,
  );
}

/** Takes the access of a member or a device away, or gives it back. NOT_ALLOWED for who is no administrator. */
export async function changeAccess(
  orm: Orm,
  session: Session,
  target: AccessTarget,
  wanted: 'revoked' | 'restored',
): Promise<Result<true>> {
  if (!mayAdminister(session)) return failure('NOT_ALLOWED');
  const named = [target.memberId, target.deviceId].filter((id) => id != null);
  if (named.length === 0 || !named.every(isIdentifier)) return failure('ARGUMENT_INVALID');
  await orm.transaction(async (transaction) => {
    await actAs(transaction, session);
    if (wanted === 'revoked') await revoke(transaction, target, session.memberId);
    else await restore(transaction, target);
  });
  await pokeEveryDesk(orm);
  return success(true);
}

/**
 * Changes the teams or the role of a member: counts from the member's next request on.
 *
 * @returns NOT_ALLOWED, ARGUMENT_INVALID for an unknown role or team id, or REFERENCE_UNKNOWN when there is no such member
 */
export async function changeMember(orm: Orm, session: Session, change: MemberChange): Promise<Result<true>> {
  if (!mayAdminister(session)) return failure('NOT_ALLOWED');
  if (change.role != null && !(roles as readonly string[]).includes(change.role)) {
    return failure('ARGUMENT_INVALID', { field: 'role' });
  }
  if (!isIdentifier(change.memberId)) return failure('REFERENCE_UNKNOWN', { field: 'memberId' });
  return orm.transaction(async (transaction) => {
    await lockDocument(transaction, 'references', { id: change.memberId });
    const member = await activeMember(transaction, change.memberId);
    const before = await readMaster(transaction, 'references', change.memberId);
    if (member === undefined || before === undefined) return failure('REFERENCE_UNKNOWN', { field: 'memberId' });
    const data = {
      ...member.data,
      ...(change.teamIds == null ? {} : { teamIds: change.teamIds }),
      ...(change.role == null ? {} : { role: change.role as Role }),
    };
    const checked = checkDocument('references', { ...member, data, updatedAt: new Date().toISOString() });
    if (!checked.ok) return failure('ARGUMENT_INVALID', { field: 'teamIds' });
    const target = { session, collection: 'references' as const, operationId: v7(), documentId: change.memberId };
    await writeDocument(transaction, target, before, { data: checked.value, deleted: false }, new Date().toISOString());
    return success(true);
  });
}
