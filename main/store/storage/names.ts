import { createHash } from 'node:crypto';

const REAL_COLLECTION = /^[a-zA-Z][a-zA-Z0-9_]*$/;
/** Storage instances that RxDB makes for itself and whose name looks like a collection's. */
const RXDB_OWN_NAMES: ReadonlySet<string> = new Set(['rxdatabase_storage_local']);

/**
 * Whether a storage instance belongs to a collection of the application. RxDB's own (`_rxdb_internal`,
 * `rx-replication-meta-...`, `plugin-local-documents-...`) start with an underscore or hold a hyphen, so collections of
 * the application have letters, digits and underscores only.
 */
export function isRealCollection(collectionName: string): boolean {
  return REAL_COLLECTION.test(collectionName) && !RXDB_OWN_NAMES.has(collectionName);
}

/** Name of the table of a collection at a schema version: `collection_<name>_v<version>`; needs no quoting in SQL. */
export function tableNameOf(collectionName: string, version: number): string {
  if (isRealCollection(collectionName)) return `collection_${collectionName}_v${version}`;
  const hash = createHash('sha256').update(collectionName).digest('hex').slice(0, 12);
  return `meta_${collectionName.replaceAll(/[^a-zA-Z0-9]+/g, '_').slice(0, 60)}_${hash}_v${version}`;
}

/** How the names of columns of indexed fields start. */
export const FIELD_PREFIX = 'field_';

/** Name of the column of an indexed field: `field_<path with underscores>`; needs no quoting in SQL. */
export function columnNameOf(path: string): string {
  return `${FIELD_PREFIX}${path.replaceAll(/[^a-zA-Z0-9]/g, '_')}`;
}
