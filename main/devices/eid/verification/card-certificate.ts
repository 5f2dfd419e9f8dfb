import { X509Certificate } from 'node:crypto';
import { BitString, fromBER, Integer, ObjectIdentifier, OctetString, Sequence, Set as SetOf } from 'asn1js';
import { BasicConstraints, Certificate, CertificatePolicies, InfoAccess } from 'pkijs';

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
const UNIFORM_RESOURCE = 6;
/** Class of the numbered fields of a certificate, and the number of its extensions. */
const CONTEXT = 3;
const EXTENSIONS = 3;
/** Serial number, algorithm, issuer, period, subject. */
const SUBJECT_BEHIND_SERIAL = 4;

/** Reads a certificate; null when the bytes are not one. A card's file of zeros (no certificate) is not one either. */
export function readCertificate(der: Uint8Array): CardCertificate | null {
  if (der[0] !== 0x30) return null;
  return readOrNull(() => {
    const x509 = new X509Certificate(der);
    if (!keyTypes.includes(x509.publicKey.asymmetricKeyType ?? '')) return null;
    const { subject, extensions } = partsOf(x509);
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
function partsOf({ raw }: X509Certificate): CertificateParts {
  const fields = childrenOf(childrenOf(fromBER(Uint8Array.from(raw).buffer).result)[0]);
  // Before the serial number a version may stand, and nothing else.
  const serial = fields.findIndex((field) => field instanceof Integer);
  const subject = childrenOf(fields[serial + SUBJECT_BEHIND_SERIAL]).flatMap((name) => childrenOf(name));
  const extensions = fields.find(({ idBlock }) => idBlock.tagClass === CONTEXT && idBlock.tagNumber === EXTENSIONS);
  return {
    subject: firstOfEach(subject, (value) => String(contentOf(value))),
    extensions: firstOfEach(extensions === undefined ? [] : childrenOf(childrenOf(extensions)[0]), bytesOf),
  };
}

type Node = ReturnType<typeof fromBER>['result'];

function childrenOf(node: Node | undefined): readonly Node[] {
  const isParent = node instanceof Sequence || node instanceof SetOf || node?.idBlock.tagClass === CONTEXT;
  const value = isParent && 'value' in node.valueBlock ? node.valueBlock.value : undefined;
  if (!Array.isArray(value)) throw new Error('A certificate has another form');
  return value as readonly Node[];
}

function firstOfEach<Value>(pairs: readonly Node[], read: (value: Node) => Value): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  for (const pair of pairs) {
    const [name, ...rest] = childrenOf(pair);
    const value = rest.at(-1);
    if (!(name instanceof ObjectIdentifier) || value === undefined) throw new Error('A certificate has another form');
    const number = name.getValue();
    if (!found.has(number)) found.set(number, read(value));
  }
  return found;
}

function contentOf(node: Node): unknown {
  return 'value' in node.valueBlock ? node.valueBlock.value : null;
}

function bytesOf(node: Node): Uint8Array {
  if (!(node instanceof OctetString)) throw new Error('A certificate has another form');
  return Uint8Array.from(node.valueBlock.valueHexView);
}

function keyUsagesOf(extension: Uint8Array | undefined): ReadonlySet<KeyUsage> {
  const parsed = extension && fromBER(Uint8Array.from(extension).buffer).result;
  const bits = parsed instanceof BitString ? (parsed.valueBlock.valueHexView[0] ?? 0) : 0;
  const names = Object.keys(usageBits) as KeyUsage[];
  return new Set(names.filter((name) => (bits & usageBits[name]) !== 0));
}

function policiesOf(extension: Uint8Array | undefined): readonly string[] {
  if (extension === undefined) return [];
  return CertificatePolicies.fromBER(Uint8Array.from(extension)).certificatePolicies.map(
    ({ policyIdentifier }) => policyIdentifier,
  );
}

function authorityOf(extension: Uint8Array | undefined): CardCertificate['authority'] {
  if (extension === undefined) return null;
  const { cA, pathLenConstraint } = BasicConstraints.fromBER(Uint8Array.from(extension));
  return cA ? { pathLength: typeof pathLenConstraint === 'number' ? pathLenConstraint : null } : null;
}

function respondersOf(extension: Uint8Array | undefined): readonly string[] {
  if (extension === undefined) return [];
  return InfoAccess.fromBER(Uint8Array.from(extension)).accessDescriptions.flatMap(
    ({ accessMethod, accessLocation }) => {
      const location: { readonly type: number; readonly value: unknown } = accessLocation;
      const isAddress = accessMethod === oid.ocsp && location.type === UNIFORM_RESOURCE;
      return isAddress && typeof location.value === 'string' ? [location.value] : [];
    },
  );
}
