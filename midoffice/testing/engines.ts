import type { Configuration } from '../configuration/configuration.ts';
import { type PostgresqlCluster, startPostgresql } from './postgresql-cluster.ts';

type DatabaseConfiguration = Configuration['database'];

/** A database engine that the whole suite runs on. */
export interface Engine {
  readonly name: 'PGlite' | 'PostgreSQL';
  /** A new, empty database and how to clean up after it. */
  readonly open: () => Promise<{ readonly database: DatabaseConfiguration; readonly close: () => Promise<void> }>;
}

async function openPrivatePostgresql() {
  const cluster: PostgresqlCluster = await startPostgresql();
  const connectionString = await cluster.createDatabase();
  return { database: { kind: 'postgresql', connectionString } as const, close: cluster.stop };
}

/** An embedded database in memory, that begins as the prepared one when the run of the tests made one. */
export function inMemory(): DatabaseConfiguration {
  const prepared = process.env.ONTHAAL_PREPARED_DATABASE;
  return { kind: 'pglite', folder: undefined, ...(prepared === undefined ? {} : { prepared }) };
}

/** Both engines: what works on one and not on the other is a defect. */
export const engines: readonly Engine[] = [
  {
    name: 'PGlite',
    open: async () => ({ database: inMemory(), close: async () => undefined }),
  },
  { name: 'PostgreSQL', open: openPrivatePostgresql },
];
