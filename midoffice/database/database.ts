import { collectionNames } from '@onthaal/contract/entities/index.ts';
import { type SQL, sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { ConstructorOptions } from 'pg-boss';
import type { PoolFigures } from '../observability/metrics.ts';
import type * as schema from './schema.ts';

/** Queries and transactions, the same for PGlite and PostgreSQL. */
export type Orm = PgDatabase<PgQueryResultHKT, typeof schema>;

/** The open database of the mid-office. */
export interface Database {
  readonly kind: 'pglite' | 'postgresql';
  readonly orm: Orm;
  /**
   * Hears every NOTIFY on the channel, also after a lost connection came back; `onGap` says that some may have been missed.
   *
   * @returns a function that stops listening
   */
  readonly listen: (
    channel: string,
    onMessage: (payload: string) => void,
    onGap: () => void,
  ) => Promise<() => Promise<void>>;
  /** Whether changes are heard at this moment. */
  readonly isListening: () => boolean;
  /** The connections of the pool; undefined for an engine that has none. */
  readonly poolFigures?: () => PoolFigures;
  /** Where the jobs are kept: with PostgreSQL by connections of their own, so that desks and jobs never wait for each other's. */
  readonly jobStore: Pick<ConstructorOptions, 'connectionString' | 'max' | 'db' | 'backend' | 'application_name'>;
  readonly close: () => Promise<void>;
}

/**
 * Runs a query and returns its rows. The caller's type must match the columns the query names: the driver returns bigint and
 * xid8 as text or number by engine, so queries cast them to text.
 */
export async function rowsOf<Row>(orm: Pick<Orm, 'execute'>, query: SQL): Promise<readonly Row[]> {
  const result = (await orm.execute(query)) as unknown as { readonly rows: readonly Row[] };
  return result.rows;
}

/** The names of all collections, as a list to ask each of them once: to find them in the table would read its whole index. */
export function everyCollection(): SQL {
  return sql`(SELECT jsonb_array_elements_text(${JSON.stringify(collectionNames)}::jsonb) AS collection)`;
}
