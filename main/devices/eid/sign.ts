import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { STATUS_OK } from '../smart-card/exchange.ts';
import { type EidCard, selectPath } from './eid-card.ts';
import { logOff, verifyPin } from './pin.ts';
import { type PinPad, verifyOnPinPad } from './pin-pad.ts';

/** The two keys of a citizen: one says who is there, the other one signs with the force of law. */
export type EidKey = 'authentication' | 'signature';

export interface SignatureRequest {
  readonly key: EidKey;
  readonly hash: EidHash;
  /** The hash itself, made off the card. */
  readonly digest: Uint8Array;
  /**
   * Digits in ASCII, wiped whatever the outcome; or the reader's own keys. One signature per PIN: it is never kept for the
   * next.
   */
  readonly pin: Uint8Array | PinPad;
}

export type EidHash = 'sha256' | 'sha384' | 'sha512';

export interface EidSignature {
  readonly algorithm: 'rsaPkcs1' | 'ecdsa';
  readonly hash: EidHash;
  /** RSA: the signature. ECDSA: r and s behind each other; `ecdsaToDer` makes the form that documents carry. */
  readonly bytes: Uint8Array;
}

const keyReferences = { authentication: 0x82, signature: 0x83 } as const;
const hashLengths = { sha256: 32, sha384: 48, sha512: 64 } as const;
const ellipticCurveAlgorithms = { sha256: 0x01, sha384: 0x02, sha512: 0x04 } as const;
const RSA_WITH_ANY_HASH = 0x01;
/** DigestInfo of each hash: what PKCS #1 puts before it. */
const digestPrefixes = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
} as const;
const status = { keyAbsent: 0x6a88, folderAbsent: 0x6a82 } as const;

/**
 * Signs one hash with one of the citizen's keys: chooses the key, shows the PIN, signs, logs off. Nothing may come between
 * PIN and signature, and the card gives one signature per PIN.
 *
 * @returns CARD_KEY_ABSENT for a card without certificates, the codes of the PIN, CARD_REFUSED, or a code of the link
 * @throws RangeError when the digest does not have the length of its hash (a bug in the caller)
 */
export async function signWithEid(card: EidCard, request: SignatureRequest): Promise<Result<EidSignature>> {
  try {
    if (request.digest.length !== hashLengths[request.hash]) throw new RangeError('The digest has another length');
    const chosen = await chooseKey(card, request);
    if (!chosen.ok) return chosen;
    const { pin } = request;
    const verified = pin instanceof Uint8Array ? await verifyPin(card, pin) : await verifyOnPinPad(pin);
    if (!verified.ok) return verified;
    const signed = await computeSignature(card, request);
    // Whoever comes to the card next finds it closed; a card that is gone by now is closed too.
    await logOff(card);
    return signed;
  } finally {
    if (request.pin instanceof Uint8Array) request.pin.fill(0);
  }
}

async function chooseKey(card: EidCard, { key, hash }: SignatureRequest): Promise<Result<void>> {
  const folder = await selectPath(card, [0xdf00]);
  if (!folder.ok) return folder;
  if (folder.value === status.folderAbsent) return failure('CARD_KEY_ABSENT');
  const algorithm = card.data.family === 'rsa' ? RSA_WITH_ANY_HASH : ellipticCurveAlgorithms[hash];
  const environment = [0x04, 0x80, algorithm, 0x84, keyReferences[key]];
  const answer = await card.send(Uint8Array.of(0x00, 0x22, 0x41, 0xb6, environment.length, ...environment));
  if (!answer.ok) return answer;
  if (answer.value.status === status.keyAbsent) return failure('CARD_KEY_ABSENT');
  return answer.value.status === STATUS_OK ? success(undefined) : failure('CARD_REFUSED');
}

async function computeSignature(card: EidCard, { hash, digest }: SignatureRequest): Promise<Result<EidSignature>> {
  const rsa = card.data.family === 'rsa';
  const input = rsa ? [...Buffer.from(digestPrefixes[hash], 'hex'), ...digest] : [...digest];
  const answer = await card.send(Uint8Array.of(0x00, 0x2a, 0x9e, 0x9a, input.length, ...input));
  if (!answer.ok) return answer;
  if (answer.value.status !== STATUS_OK) return failure('CARD_REFUSED');
  return success({ algorithm: rsa ? 'rsaPkcs1' : 'ecdsa', hash, bytes: answer.value.data });
}

/** The form of an ECDSA signature in certificates and signed documents: a sequence of two numbers. */
export function ecdsaToDer(signature: Uint8Array): Uint8Array {
  const half = signature.length / 2;
  const numbers = [...derInteger(signature.subarray(0, half)), ...derInteger(signature.subarray(half))];
  const length = numbers.length < 0x80 ? [numbers.length] : [0x81, numbers.length];
  return Uint8Array.of(0x30, ...length, ...numbers);
}

function derInteger(bytes: Uint8Array): readonly number[] {
  const firstDigit = bytes.findIndex((byte) => byte !== 0);
  const digits = firstDigit === -1 ? [0] : [...bytes.subarray(firstDigit)];
  // A number that starts with a high bit would read as a negative one.
  const positive = (digits[0] ?? 0) >= 0x80 ? [0, ...digits] : digits;
  return [0x02, positive.length, ...positive];
}
