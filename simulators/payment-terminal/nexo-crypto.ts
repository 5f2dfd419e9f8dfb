import { createCipheriv, createDecipheriv, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

/** The key that a simulated terminal shares with a desk. */
export interface SharedKey {
  readonly identifier: string;
  readonly version: number;
  readonly passphrase: string;
}

interface Sealed {
  readonly NexoBlob: string;
  readonly SecurityTrailer: {
    readonly AdyenCryptoVersion: number;
    readonly KeyIdentifier: string;
    readonly KeyVersion: number;
    readonly Nonce: string;
    readonly Hmac: string;
  };
}

/** Bytes 0-31: for the HMAC, 32-63: of the cipher, 64-79: what the nonce is mixed with. */
function material(passphrase: string): { readonly hmac: Buffer; readonly cipher: Buffer; readonly vector: Buffer } {
  const bytes = pbkdf2Sync(Buffer.from(passphrase, 'latin1'), 'AdyenNexoV1Salt', 4000, 80, 'sha1');
  return { hmac: bytes.subarray(0, 32), cipher: bytes.subarray(32, 64), vector: bytes.subarray(64, 80) };
}

function mixed(vector: Buffer, nonce: Buffer): Buffer {
  const result = Buffer.alloc(16);
  for (let index = 0; index < 16; index += 1) result[index] = vector.readUInt8(index) ^ nonce.readUInt8(index);
  return result;
}

/** Seals the message `{ [name]: { MessageHeader, ... } }` as a terminal does. */
export function sealMessage(name: string, body: { readonly MessageHeader: object }, key: SharedKey): object {
  const { hmac, cipher, vector } = material(key.passphrase);
  const plain = JSON.stringify({ [name]: body });
  const nonce = randomBytes(16);
  const working = createCipheriv('aes-256-cbc', cipher, mixed(vector, nonce));
  const blob = working.update(plain, 'utf8', 'base64') + working.final('base64');
  return {
    [name]: {
      MessageHeader: body.MessageHeader,
      NexoBlob: blob,
      SecurityTrailer: {
        AdyenCryptoVersion: 1,
        KeyIdentifier: key.identifier,
        KeyVersion: key.version,
        Nonce: nonce.toString('base64'),
        Hmac: createHmac('sha256', hmac).update(plain).digest('base64'),
      },
    },
  };
}

/** Opens what a desk sealed; undefined with another key, or when a byte was changed. */
export function openMessage(sealed: Partial<Sealed>, key: SharedKey): unknown {
  const { NexoBlob: blob, SecurityTrailer: trailer } = sealed;
  if (blob === undefined || trailer === undefined) return undefined;
  if (trailer.KeyIdentifier !== key.identifier || trailer.KeyVersion !== key.version) return undefined;
  const { hmac, cipher, vector } = material(key.passphrase);
  try {
    const working = createDecipheriv('aes-256-cbc', cipher, mixed(vector, Buffer.from(trailer.Nonce, 'base64')));
    const plain = working.update(blob, 'base64', 'utf8') + working.final('utf8');
    if (createHmac('sha256', hmac).update(plain).digest('base64') !== trailer.Hmac) return undefined;
    return JSON.parse(plain);
  } catch {
    return undefined;
  }
}
