import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { ChipAnswer } from '../chip-challenge.ts';

const CURVE = 'secp384r1';
const SIGNATURE_LENGTH = 96;

/** Whether the answer to a challenge was made with the chip's own key. Null when the key is of another kind. */
export function chipAnswerIsRight(answer: ChipAnswer, basicKeyFile: Uint8Array): boolean | null {
  const key = publicKeyOf(basicKeyFile);
  if (key === null || key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== CURVE) return null;
  if (answer.signature.length !== SIGNATURE_LENGTH) return false;
  return verify('sha384', answer.secret, { key, dsaEncoding: 'ieee-p1363' }, answer.signature);
}

function publicKeyOf(bytes: Uint8Array): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(bytes), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}
