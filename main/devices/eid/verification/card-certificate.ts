import { X509Certificate } from 'node:crypto';
import { BasicConstraints, Certificate, CertificatePolicies, type Extension, InfoAccess } from 'pkijs';

/** A certificate with what the checks ask about it. */
export interface CardCertificate {
  readonly x509: X509Certificate;
  /** For the questions to a responder. */
  readonly structure: Certificate;
  readonly commonName: string | null;
  /** The attribute of the subject; for a citizen it is the national number. */
  readonly subjectNumber: string | null;
  readonly keyUsages: ReadonlySet<KeyUsage>;
  readonly policies: readonly string[];
  readonly authority: { readonly pathLength: number | null } | null;
  /** Addresses of the responder (OCSP), as the certificate names them. */
  readonly responders: readonly string[];
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

/** Reads a certificate; null when the bytes are not one. A card's file of zeros (no certificate) is not one either. */
export function readCertificate(der: Uint8Array): CardCertificate | null {
  if (der[0] !== 0x30) return null;
  try {
    const x509 = new X509Certificate(der);
    if (!keyTypes.includes(x509.publicKey.asymmetricKeyType ?? '')) return null;
    const structure = Certificate.fromBER(Uint8Array.from(x509.raw));
    const extension = (id: string): Extension | undefined =>
      structure.extensions?.find((candidate) => candidate.extnID === id);
    const subject = (id: string) =>
      structure.subject.typesAndValues.find(({ type }) => type === id)?.value.valueBlock.value ?? null;
    return {
      x509,
      structure,
      commonName: subject(oid.commonName),
      subjectNumber: subject(oid.serialNumber),
      keyUsages: keyUsagesOf(extension(oid.keyUsage)),
      policies: policiesOf(extension(oid.policies)),
      authority: authorityOf(extension(oid.basicConstraints)),
      responders: respondersOf(extension(oid.informationAccess)),
      validFrom: new Date(x509.validFrom),
      validUntil: new Date(x509.validTo),
    };
  } catch {
    // What lies on a card may be anything; a certificate that two libraries cannot read is no certificate.
    return null;
  }
}

function keyUsagesOf(extension: Extension | undefined): ReadonlySet<KeyUsage> {
  // A BIT STRING: tag, length, unused bits, first byte.
  const bits = extension?.extnValue.valueBlock.valueHexView[3] ?? 0;
  const names = Object.keys(usageBits) as KeyUsage[];
  return new Set(names.filter((name) => (bits & usageBits[name]) !== 0));
}

function policiesOf(extension: Extension | undefined): readonly string[] {
  const parsed: unknown = extension?.parsedValue;
  return parsed instanceof CertificatePolicies
    ? parsed.certificatePolicies.map(({ policyIdentifier }) => policyIdentifier)
    : [];
}

function authorityOf(extension: Extension | undefined): CardCertificate['authority'] {
  const parsed: unknown = extension?.parsedValue;
  if (!(parsed instanceof BasicConstraints) || !parsed.cA) return null;
  return { pathLength: typeof parsed.pathLenConstraint === 'number' ? parsed.pathLenConstraint : null };
}

function respondersOf(extension: Extension | undefined): readonly string[] {
  const parsed: unknown = extension?.parsedValue;
  if (!(parsed instanceof InfoAccess)) return [];
  return parsed.accessDescriptions.flatMap(({ accessMethod, accessLocation }) => {
    const location: { readonly type: number; readonly value: unknown } = accessLocation;
    const isAddress = accessMethod === oid.ocsp && location.type === UNIFORM_RESOURCE;
    return isAddress && typeof location.value === 'string' ? [location.value] : [];
  });
}
