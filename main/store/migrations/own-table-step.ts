import type { SqliteDatabase } from '../storage/index.ts';

/**
 * One step of the own tables from a version to the next, forward only. It changes tables, never many rows: what must be filled is
 * filled afterwards in slices, by a rebuild. It runs in one transaction together with the new version, so that a killed step has not
 * begun. A step stays as it is for good once it was shipped.
 */
export interface OwnTableStep {
  /** The version that the file has after it. */
  readonly to: number;
  readonly run: (database: SqliteDatabase) => void;
}
