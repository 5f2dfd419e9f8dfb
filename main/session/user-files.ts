import { createHash, randomBytes } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { type SessionGrant, SessionMember } from '@onthaal/contract/session/session.ts';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { readFileIfPresent, writeFileAtomically } from '../files/atomic-file.ts';
import { diskErrorCode } from '../files/disk-error.ts';
import type { SecretBox } from './secret-box.ts';

const KEY_BYTES = 32;
const Grant = Compile(Type.Object({ member: SessionMember, token: Type.String(), expiresAt: Type.String() }));

/** Where one user's things are. */
export interface UserFiles {
  readonly folder: string;
  readonly database: string;
  readonly key: string;
  readonly grant: string;
}

/**
 * Each user of a shared PC has an own folder. Its name says nothing about who it is.
 *
 * @param userDataFolder absolute
 */
export function userFiles(userDataFolder: string, memberId: string): UserFiles {
  const name = createHash('sha256').update(memberId, 'utf8').digest('hex').slice(0, 24);
  const folder = path.join(userDataFolder, 'users', name);
  return {
    folder,
    database: path.join(folder, 'store.db'),
    key: path.join(folder, 'store.key'),
    grant: path.join(folder, 'session.grant'),
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
 * @returns 32 bytes in base64, KEYRING_UNAVAILABLE, STORE_KEY_WRONG or a disk code
 */
export async function databaseKey(files: UserFiles, box: SecretBox): Promise<Result<string>> {
  return withDisk(async () => {
    const content = await readFileIfPresent(files.key);
    if (content !== undefined) return checkedKey(await box.unseal(content.toString('utf8')));
    if (await exists(files.database)) return failure('STORE_KEY_WRONG', { details: { reason: 'keyFileMissing' } });
    const key = randomBytes(KEY_BYTES).toString('base64');
    const sealed = await box.seal(key);
    if (!sealed.ok) return sealed;
    await mkdir(files.folder, { recursive: true, mode: 0o700 });
    await writeFileAtomically(files.key, sealed.value);
    const written = await readFileIfPresent(files.key);
    const back = await box.unseal(written?.toString('utf8') ?? '');
    return back.ok && back.value === key
      ? success(key)
      : failure('STORE_KEY_WRONG', { details: { reason: 'roundTrip' } });
  });
}

/** Keeps a grant, so that this member can open the file when there is no line. */
export async function keepGrant(files: UserFiles, box: SecretBox, grant: SessionGrant): Promise<Result<null>> {
  return withDisk(async () => {
    const sealed = await box.seal(JSON.stringify(grant));
    if (!sealed.ok) return sealed;
    await writeFileAtomically(files.grant, sealed.value);
    return success(null);
  });
}

/** The grant of an earlier login; undefined when there is none or it cannot be read. */
export async function earlierGrant(files: UserFiles, box: SecretBox): Promise<SessionGrant | undefined> {
  try {
    const content = await readFileIfPresent(files.grant);
    if (content === undefined) return undefined;
    const text = await box.unseal(content.toString('utf8'));
    const grant: unknown = text.ok ? JSON.parse(text.value) : undefined;
    return Grant.Check(grant) ? grant : undefined;
  } catch {
    return undefined;
  }
}

function checkedKey(key: Result<string>): Result<string> {
  if (!key.ok) return key;
  return Buffer.from(key.value, 'base64').length === KEY_BYTES ? key : failure('STORE_KEY_WRONG');
}

async function withDisk<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    return failure(diskErrorCode(error), { retryable: true });
  }
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
