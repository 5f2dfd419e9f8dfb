import { hkdfSync } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type DatabaseFile, openDatabaseFile, StorageError } from '../storage/index.ts';

/** The contents have a file of their own: megabytes that come and go would make every backup of the store as large as they are. */
export function contentFileOf(storeFile: string): string {
  return join(dirname(storeFile), `${basename(storeFile, '.db')}.content.db`);
}

const PURPOSE = 'onthaal content database';
const KEY_BYTES = 32;

/** The key of the contents: it comes from the user's, so that whoever destroys that one destroys both. */
function contentKeyOf(storeKey: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', storeKey, new Uint8Array(), PURPOSE, KEY_BYTES));
}

/** Version of the tables below. A file with another is set aside: what is unsent in it stays there. */
const CONTENT_VERSION = '1';

const TABLES = `
CREATE TABLE content_version (version TEXT NOT NULL);
CREATE TABLE content (
  document_id TEXT PRIMARY KEY,
  digest TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  state TEXT NOT NULL,
  upload_place TEXT,
  sent INTEGER NOT NULL DEFAULT 0,
  error TEXT,
  used_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX content_by_use ON content (state, used_at);
CREATE TABLE piece (document_id TEXT NOT NULL, number INTEGER NOT NULL, bytes BLOB NOT NULL);
CREATE UNIQUE INDEX piece_by_number ON piece (document_id, number);
INSERT INTO content_version (version) VALUES ('${CONTENT_VERSION}');`;

function versionOf({ database }: DatabaseFile): string | undefined {
  const made = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'content_version'").get();
  if (made === undefined) return undefined;
  return database.prepare<string>('SELECT version FROM content_version').pluck().get();
}

function openOnce(file: string, key: Uint8Array, nativeBinding: string | undefined): DatabaseFile {
  const open = openDatabaseFile({ file, key: contentKeyOf(key), nativeBinding });
  try {
    // What is dropped must go on a full disk too, and not be written once more for that: it is encrypted, and ends with its key.
    open.guard(() => {
      open.database.pragma('secure_delete = OFF');
      // Pieces are large: without this the log would take as much as the file.
      open.database.pragma('wal_autocheckpoint = 1000');
    });
    const version = open.guard(() => versionOf(open));
    if (version === undefined) open.transaction(() => open.database.exec(TABLES));
    else if (version !== CONTENT_VERSION)
      throw new StorageError('NEWER_VERSION', `The contents have version ${version}`);
    return open;
  } catch (error) {
    open.close();
    throw error;
  }
}

/** A file that cannot be used is kept beside the new one: it may hold what was never sent. The last one so kept makes room. */
function setAside(file: string): void {
  for (const end of ['', '-wal', '-shm']) {
    rmSync(`${file}.damaged${end}`, { force: true });
    try {
      renameSync(`${file}${end}`, `${file}.damaged${end}`);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

/**
 * Opens the user's contents, making the file when there is none: encrypted like the store itself. A damaged one is set aside.
 *
 * @throws StorageError
 */
export function openContentDatabase(
  file: string,
  key: Uint8Array,
  nativeBinding: string | undefined,
  onSetAside: () => void,
): DatabaseFile {
  try {
    return openOnce(file, key, nativeBinding);
  } catch (error) {
    const isLost = error instanceof StorageError && ['CORRUPT', 'KEY_WRONG', 'NEWER_VERSION'].includes(error.code);
    if (!isLost) throw error;
    onSetAside();
    setAside(file);
    return openOnce(file, key, nativeBinding);
  }
}
