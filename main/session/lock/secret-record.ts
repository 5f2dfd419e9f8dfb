import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { type LockSecretKind, PASSWORD_CHARACTERS, PIN_DIGITS } from '@onthaal/contract/session/lock.ts';
import Type, { type Static } from 'typebox';

/** Costs 64 MB and about a fifth of a second for each guess. */
const COST = { N: 2 ** 16, r: 8, p: 1 } as const;
const MEMORY = 256 * COST.N * COST.r;
const BYTES = 32;

/** A PIN or password as it is kept: never itself. */
export const SecretRecord = Type.Object({
  kind: Type.Enum(['pin', 'password'] as const),
  salt: Type.String(),
  hash: Type.String(),
  N: Type.Integer({ minimum: 2 ** 15, maximum: COST.N }),
  r: Type.Literal(COST.r),
  p: Type.Literal(COST.p),
});
export type SecretRecord = Static<typeof SecretRecord>;

/**
 * Whether a text may be somebody's PIN (4 to 8 digits) or password (8 characters or more).
 *
 * @returns its kind; PIN_NOT_ALLOWED with the reason: `length`, or `simple` for one digit repeated, a row of digits or a repeated
 * character
 */
export function checkNewSecret(secret: string): Result<Exclude<LockSecretKind, 'none'>> {
  const isPin = /^\d*$/.test(secret) && secret.length <= PIN_DIGITS.most;
  const least = isPin ? PIN_DIGITS.least : PASSWORD_CHARACTERS.least;
  if (secret.length < least || secret.length > PASSWORD_CHARACTERS.most) return refused('length');
  if (new Set(secret).size === 1 || (isPin && isRow(secret))) return refused('simple');
  return success(isPin ? 'pin' : 'password');
}

/** Makes what is kept of a secret, with a salt of its own. */
export async function makeSecretRecord(kind: SecretRecord['kind'], secret: string): Promise<SecretRecord> {
  const salt = randomBytes(16);
  const hash = await derive(secret, salt, COST.N);
  return { kind, salt: salt.toString('base64'), hash: hash.toString('base64'), ...COST };
}

/** Whether this is the secret; takes equally long either way. */
export async function matchesSecret(record: SecretRecord, secret: string): Promise<boolean> {
  const hash = await derive(secret, Buffer.from(record.salt, 'base64'), record.N);
  const wanted = Buffer.from(record.hash, 'base64');
  return wanted.length === hash.length && timingSafeEqual(wanted, hash);
}

function derive(secret: string, salt: Buffer, N: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same letters typed on two keyboards may be composed otherwise.
    scrypt(secret.normalize('NFC'), salt, BYTES, { ...COST, N, maxmem: MEMORY }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

function isRow(digits: string): boolean {
  const steps = new Set([...digits].slice(1).map((digit, index) => Number(digit) - Number(digits[index])));
  return steps.size === 1 && (steps.has(1) || steps.has(-1));
}

function refused(reason: 'length' | 'simple'): Result<never> {
  return failure('PIN_NOT_ALLOWED', { field: 'next', details: { reason } });
}
