import { createHash, randomBytes } from 'node:crypto';

/** A value that nobody guesses: 256 random bits. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a secret. Secrets are random, so one round of SHA-256 is enough; it is also the challenge of PKCE (S256). */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('base64url');
}
