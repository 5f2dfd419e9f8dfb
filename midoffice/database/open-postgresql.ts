import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Client, Pool } from 'pg';
import type { Logger } from 'pino';
import type { Database, Orm } from './database.ts';
import { migrationsFolder } from './migrations-folder.ts';
import { listenWithReconnect } from './postgresql-listener.ts';
import * as schema from './schema.ts';

// Any fixed number: nodes that start together take turns at migrating.
const migrationLock = 4_699_901;

async function migrateAlone(connectionString: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await migrate(drizzle(client), { migrationsFolder });
  } finally {
    await client.end();
  }
}

/** Opens a PostgreSQL database (15 or newer) with a pool of connections and brings it to the newest migration. */
export async function openPostgresql(connectionString: string, logger: Logger): Promise<Database> {
  await migrateAlone(connectionString);
  const pool = new Pool({ connectionString, max: 12, application_name: 'onthaal-midoffice' });
  // Without a listener an idle connection that PostgreSQL closes would end the process.
  pool.on('error', (error) => logger.warn({ error: error.message }, 'idle database connection lost'));
  let isListening = false;
  const onState = (state: boolean): void => {
    isListening = state;
  };
  return {
    kind: 'postgresql',
    orm: drizzle(pool, { schema }) as unknown as Orm,
    listen: (channel, onMessage, onGap) =>
      listenWithReconnect({ connectionString, channel, onMessage, onGap, onState, logger }),
    isListening: () => isListening,
    poolFigures: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  };
}
