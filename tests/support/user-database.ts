import { createHash } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  globSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { readEnvironment } from '../../build/run/environment.ts';
import { type DatabaseFile, openDatabaseFile } from '../../main/store/storage/database-file.ts';

/** The one user's database below a user data folder, of a desk that is closed. */
export interface UserDatabase {
  readonly file: string;
  readonly bytes: number;
  /** A value for every row of every table, without SQLite's own statistics. */
  fingerprint(): string;
  /** Overwrites bytes from `offset` on, as a failing disk would. */
  damage(offset: number, bytes: number): void;
  /** Opens it as the desk does, for what a test must change inside. */
  change(work: (database: DatabaseFile) => void): void;
  /** Names of what was set aside, newest last. */
  quarantined(): readonly string[];
}

/** Finds the database of the only user who worked in this folder. */
export function userDatabase(userData: string): UserDatabase {
  const [file] = globSync(path.join(userData, 'users', '*', 'store.db'));
  if (file === undefined) throw new Error('Nobody worked in this folder');
  return {
    file,
    bytes: statSync(file).size,
    fingerprint: () => fingerprintOf(file),
    damage: (offset, bytes) => {
      const handle = openSync(file, 'r+');
      writeSync(handle, Buffer.alloc(bytes, 0xa5), 0, bytes, offset);
      closeSync(handle);
    },
    change: (work) => {
      const database = openDatabaseFile({ file, key: keyOf(file) });
      work(database);
      database.close();
      giveToDeskUser(path.dirname(file));
    },
    quarantined: () => {
      const folder = path.join(path.dirname(file), 'quarantine');
      return existsSync(folder) ? readdirSync(folder).sort() : [];
    },
  };
}

function fingerprintOf(file: string): string {
  const opened = openDatabaseFile({ file, key: keyOf(file), readOnly: true });
  const tables = opened.database
    .prepare<string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all();
  const hash = createHash('sha256');
  for (const table of tables) {
    hash.update(`${table}\n`);
    for (const row of opened.database.prepare(`SELECT * FROM "${table}"`).raw().iterate())
      hash.update(JSON.stringify(row));
  }
  opened.close();
  giveToDeskUser(path.dirname(file));
  return hash.digest('hex');
}

/** The key of the demo, which has no keyring to protect it. */
function keyOf(file: string): Uint8Array {
  const envelope = JSON.parse(readFileSync(path.join(path.dirname(file), 'store.key'), 'utf8')) as {
    readonly protection: string;
    readonly data: string;
  };
  if (envelope.protection !== 'none') throw new Error('This key is in a keyring');
  return Buffer.from(Buffer.from(envelope.data, 'base64').toString('utf8'), 'base64');
}

/** What root wrote beside the database must stay writable for the user who runs Electron. */
function giveToDeskUser(folder: string): void {
  const user = readEnvironment().runAsUser;
  if (user === null) return;
  for (const name of readdirSync(folder)) chownSync(path.join(folder, name), user.uid, user.gid);
}
