import { createHash, timingSafeEqual, verify } from 'node:crypto';
import { joined } from '../../smart-card/exchange.ts';
import { trimTrailingZeros } from '../content/simplified-tlv.ts';
import { derLength } from '../lengths.ts';
import type { CardCertificate } from './card-certificate.ts';

const hashByLength: Readonly<Record<number, string>> = { 20: 'sha1', 32: 'sha256', 48: 'sha384' };

/** Whether the bytes have this hash, whose length says which hash it is; null when it is of no known length. */
export function hashMatches(bytes: Uint8Array, hash: Uint8Array): boolean | null {
  const name = hashByLength[hash.length];
  if (name === undefined) return null;
  return timingSafeEqual(createHash(name).update(bytes).digest(), hash);
}

export interface SignedFiles {
  readonly identity: Uint8Array;
  readonly identitySignature: Uint8Array;
  readonly address: Uint8Array;
  readonly addressSignature: Uint8Array;
  readonly photoHash: Uint8Array | null;
}

/** Whether the register signed the identity file. */
export function identityIsSigned(files: SignedFiles, register: CardCertificate): boolean {
  return isSigned(files.identity, files.identitySignature, files.photoHash, register);
}

/**
 * Whether the register signed the address for this very identity. What is signed is the address without the zeros behind
 * it, followed by the identity's signature file just as it lies on the card, with its zeros.
 */
export function addressIsSigned(files: SignedFiles, register: CardCertificate): boolean {
  const signed = joined([trimTrailingZeros(files.address), files.identitySignature]);
  return isSigned(signed, files.addressSignature, files.photoHash, register);
}

function isSigned(
  signed: Uint8Array,
  signature: Uint8Array,
  photoHash: Uint8Array | null,
  register: CardCertificate,
): boolean {
  const key = register.x509.publicKey;
  if (key.asymmetricKeyType === 'ec') {
    // The signature verified is the one without the zeros that fill its file.
    const der = signature.subarray(0, derLength(signature) ?? signature.length);
    return verify('sha384', signed, key, der);
  }
  if (key.asymmetricKeyType !== 'rsa') return false;
  const hash = hashByLength[photoHash?.length ?? 0] ?? 'sha256';
  // Cards that were signed anew kept the old hash of their photo.
  const hashes = hash === 'sha1' ? ['sha1', 'sha256'] : [hash];
  return hashes.some((name) => verify(name, signed, key, signature));
}
