import { createPublicKey, type KeyObject } from 'node:crypto';
import { p384 } from '@noble/curves/nist.js';
import type { ChipAnswer } from '../chip-challenge.ts';

const UNCOMPRESSED = 0x04;
const SIGNATURE_LENGTH = 96;

/**
 * Whether the answer to a challenge was made with the chip's own key. The chip signs the challenge itself as if it were a
 * hash, which Node's own verification cannot be told. Null when the key is of another kind.
 */
export function chipAnswerIsRight(answer: ChipAnswer, basicKeyFile: Uint8Array): boolean | null {
  const point = pointOf(basicKeyFile);
  if (point === null) return null;
  if (answer.signature.length !== SIGNATURE_LENGTH) return false;
  try {
    return p384.verify(answer.signature, answer.challenge, point, { prehash: false, lowS: false, format: 'compact' });
  } catch {
    // The library throws for numbers that cannot be a signature; what a card sends may be anything.
    return false;
  }
}

function pointOf(basicKeyFile: Uint8Array): Uint8Array | null {
  const key = publicKeyOf(basicKeyFile);
  if (key === null || key.asymmetricKeyType !== 'ec') return null;
  const { crv, x, y } = key.export({ format: 'jwk' });
  if (crv !== 'P-384' || x === undefined || y === undefined) return null;
  return Uint8Array.of(UNCOMPRESSED, ...Buffer.from(x, 'base64url'), ...Buffer.from(y, 'base64url'));
}

function publicKeyOf(bytes: Uint8Array): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(bytes), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}
