import type { OpeningProgress } from '@onthaal/contract/store/control.ts';
import type { DatabaseFile } from '../storage/index.ts';

/** What must happen to a file before this program can work on it. */
export type MigrationPlan =
  | { readonly kind: 'none' }
  /** It can be brought up to date where it is; make a backup first. */
  | { readonly kind: 'here'; readonly fromVersion: number }
  /** Its documents have another shape: set it aside, fill a new file from the centre and carry the unsent work over. */
  | { readonly kind: 'fillAnew' };

/** Looks, without writing anything, what a file needs. Throws StorageError NEWER_VERSION for a file of a newer program. */
export function planMigration(_file: DatabaseFile): MigrationPlan {
  return { kind: 'none' };
}

/** Brings a file up to date, in small steps that can be taken up again after a kill. */
export async function migrate(_file: DatabaseFile, _report: (progress: OpeningProgress) => void): Promise<void> {
  // Nothing yet: see prepareOwnTables.
}
