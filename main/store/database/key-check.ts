import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writeFileDurably } from '../files/durable-files.ts';

const SALT_BYTES = 16;
const DIGEST_BYTES = 32;
const CHECKED_BYTES = SALT_BYTES + DIGEST_BYTES;
/** Of the checksum over the rest: with it a damaged check is not taken for a wrong key. */
const SUM_BYTES = 8;

function pathOf(file: string): string {
  return `${file}.keycheck`;
}

function digestOf(key: Uint8Array, salt: Uint8Array): Buffer {
  return createHmac('sha256', key).update('onthaal key check').update(salt).digest();
}

function sumOf(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest().subarray(0, SUM_BYTES);
}

/**
 * Writes a salted digest of the key beside the database. A wrong key and a damaged first page look alike to SQLite; with
 * this they can be told apart. It reveals nothing of a random 256-bit key. Call it when the key has just opened the file: a check
 * that is missing, damaged or of another key is replaced.
 */
export function writeKeyCheck(file: string, key: Uint8Array): void {
  if (isRightKey(file, key) === true) return;
  const salt = randomBytes(SALT_BYTES);
  const content = Buffer.concat([salt, digestOf(key, salt)]);
  writeFileDurably(pathOf(file), Buffer.concat([content, sumOf(content)]));
}

/** Whether this is the key that the database was made with; undefined when that is not known. */
export function isRightKey(file: string, key: Uint8Array): boolean | undefined {
  if (!existsSync(pathOf(file))) return undefined;
  const content = readFileSync(pathOf(file));
  const checked = content.subarray(0, CHECKED_BYTES);
  if (checked.length !== CHECKED_BYTES || content.length > CHECKED_BYTES + SUM_BYTES) return undefined;
  const digest = digestOf(key, checked.subarray(0, SALT_BYTES));
  if (timingSafeEqual(checked.subarray(SALT_BYTES), digest)) return true;
  // Checks from before the checksum have none: their word is taken.
  const sum = content.subarray(CHECKED_BYTES);
  return sum.length === 0 || sum.equals(sumOf(checked)) ? false : undefined;
}
