import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { deepEqual } from 'rxdb';
import { type DatabaseFile, openDatabaseFile } from './database-file.ts';
import { eventLoopTurns } from './event-loop-turns.ts';
import { layoutUpgradeOf, upgradeLayout } from './layout-upgrade.ts';
import { openTable, type TableOwner } from './open-table.ts';
import { StorageUseError } from './storage-error.ts';
import { TableState } from './table-state.ts';
import type { StoredSchema } from './types.ts';

/** How a storage opens a file of its own. */
export interface OwnFileOptions {
  readonly file: string;
  readonly key?: Uint8Array | undefined;
  readonly nativeBinding?: string | undefined;
  readonly fullSync?: boolean | undefined;
}

/** An open file and what all storages on it share in this process. */
export class OpenFile {
  readonly databaseFile: DatabaseFile;
  readonly turns = eventLoopTurns;
  readonly #tables = new Map<string, TableState>();
  #opening: Promise<unknown> = Promise.resolve();

  constructor(databaseFile: DatabaseFile) {
    this.databaseFile = databaseFile;
  }

  /**
   * The shared state of a collection's table, opened at the first call.
   *
   * @throws StorageUseError OTHER_SCHEMA when it is open with another schema; StorageError
   */
  table(owner: TableOwner, schema: StoredSchema): Promise<TableState> {
    // One after the other, because making a table over takes more than one transaction.
    const opened = this.#opening.then(() => this.#table(owner, schema));
    this.#opening = opened.catch(() => undefined);
    return opened;
  }

  async #table(owner: TableOwner, schema: StoredSchema): Promise<TableState> {
    await this.turns.next();
    const key = JSON.stringify([owner.databaseName, owner.collectionName, schema.version]);
    const known = this.#tables.get(key);
    if (known !== undefined && !known.removed && known.openInstances > 0) {
      if (deepEqual(known.table.layout.schema, schema)) return this.#joined(known);
      throw new StorageUseError(
        'OTHER_SCHEMA',
        `The collection ${owner.collectionName} is already open with another schema`,
      );
    }
    if (layoutUpgradeOf(this.databaseFile).isNeeded) await upgradeLayout(this.databaseFile);
    const state = new TableState(await openTable(this.databaseFile, owner, schema));
    this.#tables.set(key, state);
    return this.#joined(state);
  }

  /** Counted at once, so that nobody opens the table a second time before the instance is there. */
  #joined(state: TableState): TableState {
    state.openInstances += 1;
    return state;
  }
}

const BY_DATABASE_FILE = new WeakMap<DatabaseFile, OpenFile>();

/** What the storages on a file share; two storages on one DatabaseFile see each other's changes. */
export function openFileOf(databaseFile: DatabaseFile): OpenFile {
  let open = BY_DATABASE_FILE.get(databaseFile);
  if (open === undefined) {
    open = new OpenFile(databaseFile);
    BY_DATABASE_FILE.set(databaseFile, open);
  }
  return open;
}

interface OwnFile {
  readonly open: OpenFile;
  readonly keyDigest: string;
  users: number;
}

/** The files that storages opened themselves, by real path. */
const OWN_FILES = new Map<string, OwnFile>();

/**
 * Opens a file for a user of it, or joins those who have it open already in this process. The last one to release it closes
 * it. Makes the directory when it is not there.
 *
 * @throws StorageUseError OTHER_KEY when it is open with another key; StorageError as `openDatabaseFile`
 */
export function acquireFile(options: OwnFileOptions): { readonly open: OpenFile; readonly release: () => void } {
  const path = realPathOf(options.file);
  const keyDigest = digestOf(options.key);
  let own = OWN_FILES.get(path);
  if (own === undefined || own.open.databaseFile.closed) {
    const { key, nativeBinding, fullSync } = options;
    const databaseFile = openDatabaseFile({
      file: path,
      nativeBinding,
      ...(key === undefined ? {} : { key }),
      ...(fullSync === undefined ? {} : { fullSync }),
    });
    own = { open: openFileOf(databaseFile), keyDigest, users: 0 };
    OWN_FILES.set(path, own);
  } else if (own.keyDigest !== keyDigest) {
    throw new StorageUseError('OTHER_KEY', 'The file is open in this process with another key');
  }
  const joined = own;
  joined.users += 1;
  let released = false;
  const release = () => {
    if (released) return;
    released = true;
    joined.users -= 1;
    if (joined.users > 0) return;
    if (OWN_FILES.get(path) === joined) OWN_FILES.delete(path);
    joined.open.databaseFile.close();
  };
  return { open: joined.open, release };
}

function realPathOf(file: string): string {
  mkdirSync(dirname(file), { recursive: true });
  try {
    return realpathSync.native(file);
  } catch {
    // Not made yet.
    return join(realpathSync.native(dirname(file)), basename(file));
  }
}

/** Keys are compared without being kept. */
function digestOf(key: Uint8Array | undefined): string {
  return key === undefined ? 'none' : createHash('sha256').update(key).digest('base64');
}
