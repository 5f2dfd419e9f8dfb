import { setTimeout as wait } from 'node:timers/promises';
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

const lockTimeoutMilliseconds = 1000;
const mostAttempts = 120;
const jobConnections = 2;
const lockNotAvailable = '55P03';

function isLockedOut(error: unknown): boolean {
  const { code, cause } = error as { readonly code?: string; readonly cause?: { readonly code?: string } };
  return (code ?? cause?.code) === lockNotAvailable;
}

/**
 * Brings a database to the newest migration of a folder, beside nodes that serve from it. One node migrates at a time. A statement
 * that must wait for a table gives up after a second and tries again later: while it waits, every other query on that table
 * would queue behind it.
 */
export async function migrateAlone(connectionString: string, folder = migrationsFolder): Promise<void> {
  const client = new Client({ connectionString, application_name: 'onthaal-midoffice-migration' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await client.query(`SET lock_timeout = ${lockTimeoutMilliseconds}`);
    for (let attempt = 1; ; attempt += 1) {
      try {
        await migrate(drizzle(client), { migrationsFolder: folder });
        return;
      } catch (error) {
        if (!isLockedOut(error) || attempt === mostAttempts) throw error;
        await wait(lockTimeoutMilliseconds * (0.5 + Math.random()));
      }
    }
  } finally {
    await client.end();
  }
}

/** Opens a PostgreSQL database (15 or newer) with a pool of connections and brings it to the newest migration. */
export async function openPostgresql(connectionString: string, logger: Logger): Promise<Database> {
  await migrateAlone(connectionString);
  // PostgreSQL would compile for seconds what it answers in tenths of a second: the questions of a scope have many parts.
  const options = '-c jit=off';
  const pool = new Pool({ connectionString, max: 12, application_name: 'onthaal-midoffice', options });
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
    jobStore: { connectionString, max: jobConnections, application_name: 'onthaal-midoffice-jobs' },
    poolFigures: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  };
}
