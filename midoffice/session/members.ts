import type { ReferenceOf } from '@onthaal/contract/entities/reference.ts';
import { checkDocument } from '@onthaal/contract/validation/index.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';

/** The member's reference row; undefined when unknown, retired or not readable as a member. */
export async function activeMember(
  orm: Pick<Orm, 'execute'>,
  memberId: string,
): Promise<ReferenceOf<'member'> | undefined> {
  const [row] = await rowsOf<{ data: unknown }>(
    orm,
    sql`SELECT data FROM document WHERE collection = 'references' AND id = ${memberId} AND NOT deleted`,
  );
  const checked = row === undefined ? undefined : checkDocument('references', row.data);
  if (checked === undefined || !checked.ok) return undefined;
  if (checked.value.kind !== 'member' || !checked.value.active) return undefined;
  return checked.value as unknown as ReferenceOf<'member'>;
}
