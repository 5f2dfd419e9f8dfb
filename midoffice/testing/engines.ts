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

/** Both engines: what works on one and not on the other is a defect. */
export const engines: readonly Engine[] = [
  {
    name: 'PGlite',
    open: async () => ({ database: { kind: 'pglite', folder: undefined }, close: async () => undefined }),
  },
  { name: 'PostgreSQL', open: openPrivatePostgresql },
];
