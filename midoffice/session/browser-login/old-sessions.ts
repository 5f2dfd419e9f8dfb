import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../../database/database.ts';

/**
 * Forgets sessions that have been over for so many days, with their refresh tokens; and, a day after their end, logins that nobody
 * finished and one-time codes. A desk whose session was forgotten hears LOGIN_NEEDED, as from any session that is over.
 *
 * @returns how many rows
 */
export function removeOldSessions(orm: Orm, days: number): Promise<number> {
  return orm.transaction(async (transaction) => {
    // The audit trail must not say that the members did it.
    await transaction.execute(
      sql`SELECT set_config('onthaal.member', 'mid-office', true), set_config('onthaal.device', 'mid-office', true)`,
    );
    return (await rowsOf(transaction, deletion(days))).length;
  });
}

function deletion(days: number) {
  return sql`WITH sessions AS (
          DELETE FROM login_session
          WHERE least(ends_at, coalesce(ended_at, ends_at)) < now() - make_interval(days => ${days}) RETURNING id
        ), tokens AS (
          DELETE FROM refresh_token WHERE session_id IN (SELECT id FROM sessions)
        ), attempts AS (
          DELETE FROM login_attempt WHERE expires_at < now() - interval '1 day' RETURNING state AS id
        ), codes AS (
          DELETE FROM login_code WHERE expires_at < now() - interval '1 day' RETURNING hash AS id
        )
        SELECT 1 AS one FROM sessions UNION ALL SELECT 1 FROM attempts UNION ALL SELECT 1 FROM codes`;
}
