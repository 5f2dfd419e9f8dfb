import { createCipheriv, createDecipheriv, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';
import { at } from '../exchange/hostile-fields.ts';

/** Which key a terminal and this desk share: its name, its version, and the passphrase that it is made of. */
export interface NexoSecurity {
  readonly keyIdentifier: string;
  readonly keyVersion: number;
  readonly passphrase: string;
}

const VERSION = 1;
const SALT = 'AdyenNexoV1Salt';
const ROUNDS = 4_000;
const IV_BYTES = 16;
const KEY_BYTES = 32;
const headerFields = ['MessageClass', 'MessageCategory', 'MessageType', 'ServiceID', 'SaleID', 'POIID'] as const;

type Envelope = 'SaleToPOIRequest' | 'SaleToPOIResponse';

/**
 * Messages of nexo in the form of Adyen's Terminal API on the local network: AES-256-CBC with a key derived from the passphrase (PBKDF2),
 * and an HMAC over the plain message. The header stays readable; what it says counts only when the sealed one says the same.
 */
export class NexoSealing {
  readonly #security: NexoSecurity;
  readonly #hmacKey: Buffer;
  readonly #cipherKey: Buffer;
  readonly #iv: Buffer;

  constructor(security: NexoSecurity) {
    this.#security = security;
    const passphrase = Buffer.from(security.passphrase, 'latin1');
    const material = pbkdf2Sync(passphrase, SALT, ROUNDS, KEY_BYTES * 2 + IV_BYTES, 'sha1');
    this.#hmacKey = material.subarray(0, KEY_BYTES);
    this.#cipherKey = material.subarray(KEY_BYTES, KEY_BYTES * 2);
    this.#iv = material.subarray(KEY_BYTES * 2);
  }

  /** A sealed message in place of a plain one. */
  seal(message: object): object {
    const name: Envelope = Object.hasOwn(message, 'SaleToPOIRequest') ? 'SaleToPOIRequest' : 'SaleToPOIResponse';
    const plain = Buffer.from(JSON.stringify(message));
    const nonce = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-cbc', this.#cipherKey, this.#ivWith(nonce));
    const blob = Buffer.concat([cipher.update(plain), cipher.final()]);
    const { keyIdentifier, keyVersion } = this.#security;
    return {
      [name]: {
        MessageHeader: at(message, name, 'MessageHeader'),
        NexoBlob: blob.toString('base64'),
        SecurityTrailer: {
          AdyenCryptoVersion: VERSION,
          KeyIdentifier: keyIdentifier,
          KeyVersion: keyVersion,
          Nonce: nonce.toString('base64'),
          Hmac: this.#hmac(plain).toString('base64'),
        },
      },
    };
  }

  /** The plain message; undefined for one that is not sealed, was sealed with another key, or was changed on its way. */
  open(message: unknown): object | undefined {
    const name: Envelope = at(message, 'SaleToPOIResponse') === undefined ? 'SaleToPOIRequest' : 'SaleToPOIResponse';
    const sealed = at(message, name);
    const trailer = at(sealed, 'SecurityTrailer');
    const { keyIdentifier, keyVersion } = this.#security;
    if (at(trailer, 'AdyenCryptoVersion') !== VERSION || at(trailer, 'KeyIdentifier') !== keyIdentifier)
      return undefined;
    if (at(trailer, 'KeyVersion') !== keyVersion) return undefined;
    const nonce = bytesOf(at(trailer, 'Nonce'));
    if (nonce.length !== IV_BYTES) return undefined;
    const plain = this.#decrypted(bytesOf(at(sealed, 'NexoBlob')), nonce);
    if (plain === undefined || !isSame(this.#hmac(plain), bytesOf(at(trailer, 'Hmac')))) return undefined;
    const opened = parsed(plain);
    const field = (of: unknown, header: string) => at(of, 'MessageHeader', header);
    const isOne = headerFields.every((header) => field(at(opened, name), header) === field(sealed, header));
    return isOne ? opened : undefined;
  }

  #decrypted(blob: Buffer, nonce: Buffer): Buffer | undefined {
    try {
      const cipher = createDecipheriv('aes-256-cbc', this.#cipherKey, this.#ivWith(nonce));
      return Buffer.concat([cipher.update(blob), cipher.final()]);
    } catch {
      return undefined;
    }
  }

  #ivWith(nonce: Buffer): Buffer {
    return Buffer.from(this.#iv.map((byte, index) => byte ^ (nonce[index] ?? 0)));
  }

  #hmac(plain: Buffer): Buffer {
    return createHmac('sha256', this.#hmacKey).update(plain).digest();
  }
}

function bytesOf(value: unknown): Buffer {
  return Buffer.from(typeof value === 'string' ? value : '', 'base64');
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

function parsed(plain: Buffer): object | undefined {
  try {
    const value: unknown = JSON.parse(plain.toString());
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
