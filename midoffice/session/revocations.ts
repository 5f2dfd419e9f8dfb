import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';

/** Whose access is meant: a member on every device, or one device of whoever uses it. */
export interface AccessTarget {
  readonly memberId?: string | null;
  readonly deviceId?: string | null;
}

function namesOf({ memberId, deviceId }: AccessTarget): readonly { readonly kind: string; readonly id: string }[] {
  return [
    ...(memberId == null ? [] : [{ kind: 'member', id: memberId }]),
    ...(deviceId == null ? [] : [{ kind: 'device', id: deviceId }]),
  ];
}

/** Whether the access of this member, or of this device, was taken away. */
export async function isRevoked(orm: Orm, memberId: string, deviceId: string): Promise<boolean> {
  const rows = await rowsOf(
    orm,
    sql`SELECT 1 FROM revocation
        WHERE (kind = 'member' AND id = ${memberId}) OR (kind = 'device' AND id = ${deviceId}) LIMIT 1`,
  );
  return rows.length > 0;
}

/** Takes access away. From the next request on the desk hears ACCESS_REVOKED and destroys its copy. */
export async function revoke(orm: Pick<Orm, 'execute'>, target: AccessTarget, by: string): Promise<void> {
  for (const { kind, id } of namesOf(target)) {
    await orm.execute(sql`INSERT INTO revocation (kind, id, by) VALUES (${kind}, ${id}, ${by}) ON CONFLICT DO NOTHING`);
  }
}

/** Gives access back. What the desk destroyed comes back with a first sync. */
export async function restore(orm: Pick<Orm, 'execute'>, target: AccessTarget): Promise<void> {
  for (const { kind, id } of namesOf(target)) {
    await orm.execute(sql`DELETE FROM revocation WHERE kind = ${kind} AND id = ${id}`);
  }
}
