import { sql } from 'drizzle-orm';
import type { Orm } from './database.ts';

// Any fixed number: what nodes that start together must do one after the other.
const startLock = 4_699_902;

/** Lets the nodes that start together take turns at something: the lock is held until the transaction ends. */
export async function takeTurn(transaction: Pick<Orm, 'execute'>): Promise<void> {
  await transaction.execute(sql`SELECT pg_advisory_xact_lock(${startLock})`);
}
