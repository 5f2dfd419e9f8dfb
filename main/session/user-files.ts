import { createHash, randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { readSealedFile, withDisk, writeSealedFile } from './sealed-file.ts';
import type { SecretBox } from './secret-box.ts';

const KEY_BYTES = 32;

/** Where one user's things are. */
export interface UserFiles {
  readonly folder: string;
  readonly database: string;
  readonly key: string;
  readonly grant: string;
  /** The refresh token of a login through the browser. */
  readonly refresh: string;
  /** PIN or password of the locked screen, with its attempts. */
  readonly lock: string;
  /** How much is unsent: written by the store, a number and a time. */
  readonly waiting: string;
  /** The same of the contents of documents. */
  readonly waitingContents: string;
}

/** The folder that holds the folders of all users of this PC. */
export function usersFolder(userDataFolder: string): string {
  return path.join(userDataFolder, 'users');
}

/** Name of a member's folder: it says nothing about who it is. */
export function userFolderName(memberId: string): string {
  return createHash('sha256').update(memberId, 'utf8').digest('hex').slice(0, 24);
}

/**
 * Each user of a shared PC has an own folder.
 *
 * @param userDataFolder absolute
 */
export function userFiles(userDataFolder: string, memberId: string): UserFiles {
  return filesIn(path.join(usersFolder(userDataFolder), userFolderName(memberId)));
}

/** The files in a user's folder. */
export function filesIn(folder: string): UserFiles {
  return {
    folder,
    database: path.join(folder, 'store.db'),
    key: path.join(folder, 'store.key'),
    grant: path.join(folder, 'session.grant'),
    refresh: path.join(folder, 'session.refresh'),
    lock: path.join(folder, 'lock.secret'),
    waiting: path.join(folder, 'waiting.json'),
    waitingContents: path.join(folder, 'waiting-contents.json'),
  };
}

/**
 * The name under which the mid-office knows one member's database on this PC. Each has its own prefix for dossier numbers:
 * two members of a shared PC count in two databases, and must never give out the same number while the line is down.
 *
 * @param deviceId of the PC
 * @returns a UUID of version 8 (RFC 9562: own making)
 */
export function memberDeviceId(deviceId: string, memberId: string): string {
  const hash = createHash('sha256').update(`${deviceId}\n${memberId}`, 'utf8').digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/**
 * The key of the user's database: the kept one, or a new one when there is no database yet. A key that cannot be read is
 * never replaced while there is a database: it may be readable again tomorrow, and unsent work may be inside.
 *
 * @returns 32 bytes in base64, KEYRING_UNAVAILABLE, KEYRING_CHANGED, STORE_KEY_WRONG or a disk code
 */
export function databaseKey(files: UserFiles, box: SecretBox): Promise<Result<string>> {
  return withDisk(async () => {
    const kept = await readSealedFile(files.key, box);
    if (!kept.ok) return kept;
    if (kept.value !== undefined) return checkedKey(kept.value);
    if (await exists(files.database)) return failure('STORE_KEY_WRONG', { details: { reason: 'keyFileMissing' } });
    const key = randomBytes(KEY_BYTES).toString('base64');
    // Nothing is made for somebody whose key cannot be kept.
    const sealable = await box.seal(key);
    if (!sealable.ok) return sealable;
    const written = await writeSealedFile(files.key, box, key);
    return written.ok ? success(key) : written;
  });
}

function checkedKey(key: string): Result<string> {
  return Buffer.from(key, 'base64').length === KEY_BYTES ? success(key) : failure('STORE_KEY_WRONG');
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}
