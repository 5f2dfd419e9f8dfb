import { createHash, randomBytes } from 'node:crypto';
import type { VisitState } from '@onthaal/contract/entities/visit.ts';
import { openVisits, pageTokenBytes, pageTokenShape } from '@onthaal/contract/rules/visits/index.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../../database/database.ts';

type Executor = Pick<Orm, 'execute'>;

/** Paper that was printed again and again: nobody has more. */
const mostPerVisit = 40;
/** Who left or was helped may come back for a moment; then their ticket opens nothing any more. */
const hoursAfterEnd = 2;
/** A visit that nobody ended is over when its day is. */
const hoursAfterArrival = 30;

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Lets the tokens with these hashes open the page of a visit, unless one opens a page already: nobody takes over the paper of another. */
export async function keepPositionLinks(
  executor: Executor,
  visitId: string,
  tokenHashes: readonly string[],
): Promise<void> {
  if (tokenHashes.length === 0) return;
  await executor.execute(
    sql`INSERT INTO position_link (token_hash, visit_id)
        SELECT given, ${visitId} FROM jsonb_array_elements_text(${JSON.stringify(tokenHashes)}::jsonb) AS given
        WHERE (SELECT count(*) FROM position_link WHERE visit_id = ${visitId}) < ${mostPerVisit}
        ON CONFLICT (token_hash) DO NOTHING`,
  );
}

interface Linked {
  readonly id: string;
  readonly state: VisitState;
  readonly pageHashes?: readonly string[] | undefined;
}

/**
 * Keeps the links that a desk put on paper: it sent their hashes with the visit. Those of a visit that is over open nothing any more; of one
 * that was over when the centre first heard of it they do from when it is open again.
 */
export async function keepPrintedLinks(executor: Executor, { id, state, pageHashes = [] }: Linked): Promise<void> {
  if (openVisits.includes(state)) await keepPositionLinks(executor, id, pageHashes);
}

/** Makes a token for the page of a visit; only who asked has it. */
export async function issuePositionToken(executor: Executor, visitId: string): Promise<string> {
  const token = randomBytes(pageTokenBytes).toString('base64url');
  await keepPositionLinks(executor, visitId, [hashOf(token)]);
  return token;
}

/** The visit whose page a token opens; undefined for a token that never was or is no more. */
export async function visitOfToken(executor: Executor, token: string): Promise<string | undefined> {
  if (!pageTokenShape.test(token)) return undefined;
  // What is looked up is a hash, so the time that it takes tells nothing of the tokens.
  const [row] = await rowsOf<{ visitId: string }>(
    executor,
    sql`SELECT visit_id AS "visitId" FROM position_link WHERE token_hash = ${hashOf(token)}`,
  );
  return row?.visitId;
}

/** Removes the links of visits that are over or gone; how many. */
export async function removeOldPositionLinks(orm: Orm, now: Date): Promise<number> {
  const before = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
  const rows = await rowsOf(
    orm,
    sql`DELETE FROM position_link WHERE NOT EXISTS (
          SELECT 1 FROM document WHERE collection = 'visits' AND id = visit_id AND NOT deleted
            AND (data ->> 'arrivedAt') COLLATE "C" >= ${before(hoursAfterArrival)}
            AND (data ->> 'state' IN (SELECT jsonb_array_elements_text(${JSON.stringify(openVisits)}::jsonb))
                 OR (data ->> 'updatedAt') COLLATE "C" >= ${before(hoursAfterEnd)})
        ) RETURNING token_hash`,
  );
  return rows.length;
}
