import { createHash } from 'node:crypto';

const REAL_COLLECTION = /^[a-zA-Z][a-zA-Z0-9_]*$/;
/** Storage instances that RxDB makes for itself and whose name looks like a collection's. */
const RXDB_OWN_NAMES: ReadonlySet<string> = new Set(['rxdatabase_storage_local']);
/** A database name that is safe as a file name as it stands: also where case does not count. */
const PLAIN_FILE_NAME = /^[a-z0-9][a-z0-9_-]{0,99}$/;
/** Names that Windows keeps for devices, with any extension. Source: Microsoft, "Naming Files, Paths, and Namespaces". */
const DEVICE_NAME = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

/**
 * Whether a storage instance belongs to a collection of the application. RxDB's own (`_rxdb_internal`,
 * `rx-replication-meta-...`, `plugin-local-documents-...`) start with an underscore or hold a hyphen, so collections of
 * the application have letters, digits and underscores only.
 */
export function isRealCollection(collectionName: string): boolean {
  return REAL_COLLECTION.test(collectionName) && !RXDB_OWN_NAMES.has(collectionName);
}

/**
 * Name of the table of a collection at a schema version: `collection_<name>_v<version>`; needs no quoting in SQL.
 *
 * @param prefix that of the RxDatabase in its file: empty for the first one, `db2_`, `db3_`, ... for others
 */
export function tableNameOf(collectionName: string, version: number, prefix = ''): string {
  if (isRealCollection(collectionName)) return `${prefix}collection_${collectionName}_v${version}`;
  const readable = collectionName.replaceAll(/[^a-zA-Z0-9]+/g, '_').slice(0, 60);
  return `${prefix}meta_${readable}_${hashOf(collectionName)}_v${version}`;
}

/** How the names of columns of indexed fields start. */
export const FIELD_PREFIX = 'field_';

/** Name of the column of an indexed field: `field_<path with underscores>`; needs no quoting in SQL. */
export function columnNameOf(path: string): string {
  return `${FIELD_PREFIX}${path.replaceAll(/[^a-zA-Z0-9]/g, '_')}`;
}

/**
 * The columns of all indexed paths of a table. Paths that `columnNameOf` cannot tell apart (`a.b` and `a_b`, and `|k` and `|K`,
 * since SQL names differ in more than case) get a hash each: a name that went by their order could change hands.
 */
export function columnNamesOf(paths: readonly string[]): ReadonlyMap<string, string> {
  const users = new Map<string, number>();
  const alike = (path: string) => columnNameOf(path).toLowerCase();
  for (const path of paths) users.set(alike(path), (users.get(alike(path)) ?? 0) + 1);
  return new Map(
    paths.map((path) => {
      const name = columnNameOf(path);
      return [path, users.get(alike(path)) === 1 ? name : `${name}_${hashOf(path)}`];
    }),
  );
}

/**
 * Name of the file of an RxDatabase inside a directory: `<name>.sqlite` when the name is safe on every file system, else
 * a readable part and a hash. Two names never give the same file, also where case does not count.
 */
export function fileNameOf(databaseName: string): string {
  if (PLAIN_FILE_NAME.test(databaseName) && !DEVICE_NAME.test(databaseName)) return `${databaseName}.sqlite`;
  const readable = databaseName
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60);
  // The tilde cannot occur in a plain name.
  return `${readable}~${hashOf(databaseName)}.sqlite`;
}

function hashOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 12);
}
