import { generateKeyPairSync, type KeyObject, type webcrypto } from 'node:crypto';

/** Cards with applet 1.7 and before have RSA keys, cards from 1.8 on keys on the curve P-384. */
export type KeyFamily = 'rsa' | 'ellipticCurve';

export interface TestKeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Makes a key pair of a family. */
export function makeKeyPair(family: KeyFamily): TestKeyPair {
  return family === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: 'P-384' });
}

/** The same pair for the certificate library. */
export function cryptoKeys(
  pair: TestKeyPair,
  family: KeyFamily,
  hash: 'SHA-1' | 'SHA-256' | 'SHA-384',
): webcrypto.CryptoKeyPair {
  const algorithm =
    family === 'rsa' ? { name: 'RSASSA-PKCS1-v1_5', hash } : ({ name: 'ECDSA', namedCurve: 'P-384' } as const);
  return {
    privateKey: pair.privateKey.toCryptoKey(algorithm, true, ['sign']),
    publicKey: pair.publicKey.toCryptoKey(algorithm, true, ['verify']),
  };
}
