import { createHash, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { joined } from '../../smart-card/exchange.ts';
import { pkcs15Files } from './pkcs15-files.ts';
import { issueCitizenCertificate, type Period, type TestAuthority, type TestIdentity } from './test-authority.ts';
import { makeKeyPair, type TestKeyPair } from './test-keys.ts';
import type { TestHolder } from './test-people.ts';
import { padded, writeSimplifiedTlv } from './tlv-writer.ts';

export interface CardContentOptions {
  /** A child, or somebody who did not want certificates. */
  readonly withoutCertificates?: boolean;
  readonly certificatePeriod?: Period;
  /** Only RSA cards: the hash of the photo, and the one under the register's signatures (re-signed cards differ). */
  readonly photoHash?: 'sha1' | 'sha256';
  readonly signatureHash?: 'sha1' | 'sha256';
  readonly corrupt?: 'identitySignature' | 'addressSignature' | 'photo' | 'basicKey';
  /** National number in the certificates, when it should differ from the one on the card. */
  readonly certificateNumber?: string;
  /** Starts both files with the field "version of the file". */
  readonly withVersion?: boolean;
}

/** Everything that lies on one emulated card. */
export interface CardContent {
  readonly family: TestAuthority['family'];
  readonly files: Readonly<Record<number, Uint8Array>>;
  readonly authentication: TestIdentity | null;
  readonly signature: TestIdentity | null;
  readonly basicKey: TestKeyPair;
}

const SLACK = 1100;
const ABSENT = 2500;
const ADDRESS_LENGTH = 121;
const SIGNATURE_LENGTH = { rsa: 256, ellipticCurve: 128 } as const;

/** Makes the content of a card for somebody, signed by an invented register. */
export async function makeCardContent(
  authority: TestAuthority,
  holder: TestHolder,
  options: CardContentOptions = {},
): Promise<CardContent> {
  const { family } = authority;
  const person = { ...holder, nationalNumber: options.certificateNumber ?? holder.nationalNumber };
  const certificate = (key: 'authentication' | 'signature') =>
    options.withoutCertificates ? null : issueCitizenCertificate(authority, key, person, options.certificatePeriod);
  const authentication = await certificate('authentication');
  const signature = await certificate('signature');
  const basicKey = makeKeyPair('ellipticCurve');
  const basicKeyFile = new Uint8Array(basicKey.publicKey.export({ type: 'spki', format: 'der' }));
  const photo = new Uint8Array(readFileSync(join(import.meta.dirname, portraits[family])));
  const identity = identityFile(holder, photo, basicKeyFile, family, options);
  const address = addressFile(holder, options);
  const signatures = signFiles(authority, identity, address, options);
  const slack = family === 'rsa' ? 0 : SLACK;
  const onCard = (der: Uint8Array | undefined) =>
    der === undefined ? new Uint8Array(ABSENT) : padded(der, der.length + slack);
  return {
    family,
    authentication,
    signature,
    basicKey,
    files: {
      ...pkcs15Files(family, { citizenCertificates: authentication !== null }),
      16433: identity,
      16434: corrupted(signatures.identity, options.corrupt === 'identitySignature'),
      16435: padded(address, ADDRESS_LENGTH),
      16436: corrupted(signatures.address, options.corrupt === 'addressSignature'),
      16437: corrupted(photo, options.corrupt === 'photo'),
      ...basicKeyFiles(family, corrupted(basicKeyFile, options.corrupt === 'basicKey')),
      20536: onCard(authentication?.der),
      20537: onCard(signature?.der),
      20538: onCard(authority.citizens.der),
      20539: onCard(authority.root.der),
      20540: onCard(authority.register.der),
    },
  };
}

function basicKeyFiles(family: TestAuthority['family'], key: Uint8Array): Record<number, Uint8Array> {
  return family === 'rsa' ? {} : { 16448: key };
}

const portraits = { rsa: 'portrait-140x200.jpg', ellipticCurve: 'portrait-150x195.jpg' } as const;
const fileVersion: readonly (readonly [number, Uint8Array])[] = [[0x00, Uint8Array.of(0x00, 0x05)]];

function identityFile(
  holder: TestHolder,
  photo: Uint8Array,
  basicKeyFile: Uint8Array,
  family: TestAuthority['family'],
  options: CardContentOptions,
): Uint8Array {
  const photoHash = family === 'rsa' ? (options.photoHash ?? 'sha1') : 'sha384';
  const { more = {} } = holder;
  return writeSimplifiedTlv([
    ...(options.withVersion ? fileVersion : []),
    [0x01, holder.cardNumber],
    [0x02, Uint8Array.from({ length: 16 }, (_, index) => index * 16 + 15)],
    [0x03, holder.validFrom],
    [0x04, holder.validUntil],
    [0x05, holder.deliveredIn],
    [0x06, holder.nationalNumber],
    [0x07, holder.familyName],
    [0x08, holder.givenNames],
    [0x09, holder.thirdGivenNameLetter],
    [0x0a, holder.nationality],
    [0x0b, holder.birthPlace],
    [0x0c, holder.birthDate],
    [0x0d, holder.sex],
    [0x0e, ''],
    [0x0f, holder.documentType],
    [0x10, '0'],
    [0x11, createHash(photoHash).update(photo).digest()],
    ...Object.entries(more).map(([tag, value]) => [Number(tag), value] as const),
    ...(family === 'rsa' ? [] : [[0x1a, createHash('sha384').update(basicKeyFile).digest()] as const]),
  ]);
}

function addressFile(holder: TestHolder, options: CardContentOptions): Uint8Array {
  return writeSimplifiedTlv([
    ...(options.withVersion ? fileVersion : []),
    [0x01, holder.line],
    [0x02, holder.postalCode],
    [0x03, holder.municipality],
  ]);
}

function signFiles(authority: TestAuthority, identity: Uint8Array, address: Uint8Array, options: CardContentOptions) {
  const hash = authority.family === 'rsa' ? (options.signatureHash ?? options.photoHash ?? 'sha1') : 'sha384';
  const signed = (bytes: Uint8Array) =>
    padded(sign(hash, bytes, authority.register.privateKey), SIGNATURE_LENGTH[authority.family]);
  const identitySignature = signed(identity);
  // The register signs the address together with the identity's signature as it lies on the card, zeros included.
  return { identity: identitySignature, address: signed(joined([address, identitySignature])) };
}

function corrupted(bytes: Uint8Array, doIt: boolean): Uint8Array {
  if (!doIt) return bytes;
  const copy = bytes.slice();
  const middle = 40;
  copy[middle] = (copy[middle] ?? 0) ^ 0x01;
  return copy;
}
