import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * One short value for a list of texts; the border between two texts counts.
 * @param {readonly string[]} texts
 * @returns {string} 64 hexadecimal digits
 */
export function fingerprint(texts) {
  const hash = createHash('sha256');
  for (const text of texts) {
    hash.update(`${Buffer.byteLength(text)}:`).update(text);
  }
  return hash.digest('hex');
}

/**
 * @param {string} file
 * @returns {Promise<string>} the hash as npm writes it: "sha512-" and base64
 */
export async function integrityOf(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/**
 * @param {string} file
 * @returns {string | null} the text of a file, null when there is no such file
 */
export function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/**
 * @param {string} file
 * @returns {unknown} the parsed JSON of a file, null when it is absent or damaged
 */
export function readJson(file) {
  const text = readText(file);
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Writes a file in one go (never half a file), and only when its text changes.
 * @param {string} file
 * @param {string} text
 * @param {number} [mode] access rights of a new file
 * @returns {boolean} whether the file changed
 */
export function writeWhenChanged(file, text, mode = 0o644) {
  if (readText(file) === text) return false;
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, text, { mode });
  renameSync(draft, file);
  return true;
}
