import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { rowsOf } from '../database/database.ts';
import { migrationsFolder } from '../database/migrations-folder.ts';
import { type Answer, jsonAnswer } from './answers.ts';
import type { Services } from './services.ts';

// A load balancer asks again within seconds; a database that does not answer by then serves no desk either.
const patienceMilliseconds = 3000;

interface Journal {
  readonly entries: readonly { readonly when: number }[];
}

const journal = JSON.parse(readFileSync(join(migrationsFolder, 'meta/_journal.json'), 'utf8')) as Journal;
const newestMigration = Math.max(...journal.entries.map(({ when }) => when));

type Problem = 'draining' | 'database not reachable' | 'migrations missing' | 'not listening to changes';

async function databaseProblem({ database }: Services): Promise<Problem | undefined> {
  try {
    const [row] = await rowsOf<{ migrated: boolean }>(
      database.orm,
      sql`SELECT coalesce(max(created_at) >= ${newestMigration}::bigint, false) AS migrated
          FROM drizzle.__drizzle_migrations`,
    );
    return row?.migrated === true ? undefined : 'migrations missing';
  } catch {
    return 'database not reachable';
  }
}

async function problemOf(services: Services): Promise<Problem | undefined> {
  if (services.lifecycle.isDraining) return 'draining';
  const control = new AbortController();
  const late = wait(patienceMilliseconds, 'database not reachable' as const, { signal: control.signal });
  const problem = await Promise.race([databaseProblem(services), late.catch(() => undefined)]);
  control.abort();
  if (problem !== undefined) return problem;
  // Its desks would hear of no change of another node.
  return services.database.isListening() ? undefined : 'not listening to changes';
}

/** Whether desks can be sent to this node, and if not, why. Documents that cannot be kept or scanned now keep no desk away. */
export async function readiness(services: Services): Promise<Answer> {
  const problem = await problemOf(services);
  if (problem !== undefined) return jsonAnswer(503, { status: problem });
  const content = services.content?.condition() ?? 'not kept';
  return jsonAnswer(200, { status: 'ready', database: services.database.kind, content });
}
