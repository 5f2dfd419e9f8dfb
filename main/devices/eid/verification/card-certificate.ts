import { X509Certificate } from 'node:crypto';
import { Certificate } from 'pkijs';
import { type Element, elementsOf, objectIdentifierOf, partsOf, tags } from './distinguished-encoding.ts';

/** A certificate with what the checks ask about it. */
export interface CardCertificate {
  readonly x509: X509Certificate;
  /** For the questions to a responder; made when it is asked for, which takes as long as all the rest. */
  readonly structure: () => Certificate | null;
  readonly commonName: string | null;
  /** The attribute of the subject; for a citizen it is the national number. */
  readonly subjectNumber: string | null;
  readonly keyUsages: ReadonlySet<KeyUsage>;
  readonly policies: readonly string[];
  readonly authority: { readonly pathLength: number | null } | null;
  /** Addresses of the responder (OCSP), as the certificate names them. */
  readonly responders: () => readonly string[];
  readonly validFrom: Date;
  readonly validUntil: Date;
}

export type KeyUsage = 'digitalSignature' | 'nonRepudiation' | 'keyCertSign';

const oid = {
  commonName: '2.5.4.3',
  serialNumber: '2.5.4.5',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  policies: '2.5.29.32',
  informationAccess: '1.3.6.1.5.5.7.1.1',
  ocsp: '1.3.6.1.5.5.7.48.1',
} as const;
const usageBits = { digitalSignature: 0x80, nonRepudiation: 0x40, keyCertSign: 0x04 } as const;
const keyTypes = ['rsa', 'ec'];
/** The kind of a general name that is an address. */
const UNIFORM_RESOURCE = 0x86;
const UTF8 = 0x0c;
/** Of all other strings in a name: printable, teletex, IA5. */
const singleByteStrings = [0x13, 0x14, 0x16];
/** Serial number, algorithm, issuer, period, subject. */
const SUBJECT_BEHIND_SERIAL = 4;

/** Reads a certificate; null when the bytes are not one. A card's file of zeros (no certificate) is not one either. */
export function readCertificate(der: Uint8Array): CardCertificate | null {
  if (der[0] !== 0x30) return null;
  return readOrNull(() => {
    const x509 = new X509Certificate(der);
    if (!keyTypes.includes(x509.publicKey.asymmetricKeyType ?? '')) return null;
    const { subject, extensions } = namedPartsOf(x509);
    return {
      x509,
      structure: () => readOrNull(() => Certificate.fromBER(Uint8Array.from(x509.raw))),
      commonName: subject.get(oid.commonName) ?? null,
      subjectNumber: subject.get(oid.serialNumber) ?? null,
      keyUsages: keyUsagesOf(extensions.get(oid.keyUsage)),
      policies: policiesOf(extensions.get(oid.policies)),
      authority: authorityOf(extensions.get(oid.basicConstraints)),
      responders: () => readOrNull(() => respondersOf(extensions.get(oid.informationAccess))) ?? [],
      validFrom: new Date(x509.validFrom),
      validUntil: new Date(x509.validTo),
    };
  });
}

/** What lies on a card may be anything; what two libraries cannot read is no certificate. */
function readOrNull<Value>(read: () => Value | null): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}

interface CertificateParts {
  /** Attributes of the subject by their number; of one that is there twice the first. */
  readonly subject: ReadonlyMap<string, string>;
  readonly extensions: ReadonlyMap<string, Uint8Array>;
}

/** The two parts of a certificate that the platform does not show whole; it has checked the form before. */
function namedPartsOf({ raw }: X509Certificate): CertificateParts {
  const [whole] = elementsOf(raw);
  const fields = partsOf(partsOf(whole)[0]);
  // Before the serial number a version may stand, and nothing else.
  const serial = fields.findIndex(({ tag }) => tag === tags.integer);
  const subject = partsOf(fields[serial + SUBJECT_BEHIND_SERIAL]).flatMap((name) => partsOf(name));
  const extensions = fields.find(({ tag }) => tag === tags.extensions);
  return {
    subject: firstOfEach(subject, textOf),
    extensions: firstOfEach(extensions === undefined ? [] : partsOf(partsOf(extensions)[0]), bytesOf),
  };
}

function firstOfEach<Value>(pairs: readonly Element[], read: (value: Element) => Value): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  for (const pair of pairs) {
    const [name, ...rest] = partsOf(pair);
    const value = rest.at(-1);
    if (name === undefined || value === undefined) throw new Error('A certificate has another form');
    const number = objectIdentifierOf(name);
    if (!found.has(number)) found.set(number, read(value));
  }
  return found;
}

/** What no check asks for may be written in any way. */
function textOf({ tag, content }: Element): string {
  if (tag === UTF8) return Buffer.from(content).toString('utf8');
  return singleByteStrings.includes(tag) ? Buffer.from(content).toString('latin1') : '';
}

function bytesOf({ tag, content }: Element): Uint8Array {
  if (tag !== tags.octetString) throw new Error('A certificate has another form');
  return content;
}

function keyUsagesOf(extension: Uint8Array | undefined): ReadonlySet<KeyUsage> {
  const [parsed] = elementsOf(extension ?? new Uint8Array());
  // Before the bits stands how many of the last byte are none.
  const bits = parsed?.tag === tags.bitString ? (parsed.content[1] ?? 0) : 0;
  const names = Object.keys(usageBits) as KeyUsage[];
  return new Set(names.filter((name) => (bits & usageBits[name]) !== 0));
}

function policiesOf(extension: Uint8Array | undefined): readonly string[] {
  if (extension === undefined) return [];
  return partsOf(elementsOf(extension)[0]).flatMap((policy) => partsOf(policy).slice(0, 1).map(objectIdentifierOf));
}

function authorityOf(extension: Uint8Array | undefined): CardCertificate['authority'] {
  if (extension === undefined) return null;
  const parts = partsOf(elementsOf(extension)[0]);
  const isAuthority = parts.some(({ tag, content }) => tag === tags.boolean && content[0] !== 0);
  const length = parts.find(({ tag }) => tag === tags.integer);
  if (!isAuthority) return null;
  return { pathLength: length === undefined ? null : length.content.reduce((sum, byte) => sum * 0x100 + byte, 0) };
}

function respondersOf(extension: Uint8Array | undefined): readonly string[] {
  if (extension === undefined) return [];
  return partsOf(elementsOf(extension)[0]).flatMap((access) => {
    const [method, location] = partsOf(access);
    if (method === undefined || location?.tag !== UNIFORM_RESOURCE) return [];
    return objectIdentifierOf(method) === oid.ocsp ? [Buffer.from(location.content).toString('latin1')] : [];
  });
}
