import { type DatabaseFile, StorageError } from '../storage/index.ts';
import { STORE_VERSION } from './own-tables.ts';

/** Looks whether a newer program made the tables. Writes nothing. Throws StorageError NEWER_VERSION. */
export function refuseNewer(file: DatabaseFile): void {
  const has = file.rows("SELECT 1 FROM sqlite_schema WHERE name = 'store_version'").length > 0;
  const version = has ? file.rows<{ version: number }>('SELECT version FROM store_version')[0]?.version : undefined;
  if (version === undefined || version <= STORE_VERSION) return;
  throw new StorageError('NEWER_VERSION', `The store has version ${version}, this program knows ${STORE_VERSION}`);
}
