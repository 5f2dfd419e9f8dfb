import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const SALT_BYTES = 16;
const DIGEST_BYTES = 32;

function pathOf(file: string): string {
  return `${file}.keycheck`;
}

function digestOf(key: Uint8Array, salt: Uint8Array): Buffer {
  return createHmac('sha256', key).update('onthaal key check').update(salt).digest();
}

/**
 * Writes a salted digest of the key beside the database. A wrong key and a damaged first page look alike to SQLite; with
 * this they can be told apart. It reveals nothing of a random 256-bit key.
 */
export function writeKeyCheck(file: string, key: Uint8Array): void {
  if (existsSync(pathOf(file))) return;
  const salt = randomBytes(SALT_BYTES);
  writeFileSync(pathOf(file), Buffer.concat([salt, digestOf(key, salt)]), { mode: 0o600 });
}

/** Whether this is the key that the database was made with; undefined when that is not known. */
export function isRightKey(file: string, key: Uint8Array): boolean | undefined {
  if (!existsSync(pathOf(file))) return undefined;
  const content = readFileSync(pathOf(file));
  if (content.length !== SALT_BYTES + DIGEST_BYTES) return undefined;
  const salt = content.subarray(0, SALT_BYTES);
  return timingSafeEqual(content.subarray(SALT_BYTES), digestOf(key, salt));
}
