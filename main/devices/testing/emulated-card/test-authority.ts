import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { cryptoKeys, type KeyFamily, makeKeyPair, type TestKeyPair } from './test-keys.ts';

/** A certificate with its private key; only in tests do the two lie beside each other. */
export interface TestIdentity extends TestKeyPair {
  readonly certificate: x509.X509Certificate;
  readonly der: Uint8Array;
}

/** An invented state: root, the authority of citizens and the National Register. Every name carries TEST. */
export interface TestAuthority {
  readonly family: KeyFamily;
  readonly root: TestIdentity;
  readonly citizens: TestIdentity;
  readonly register: TestIdentity;
  /** The root as Onthaal pins roots. */
  readonly pinned: X509Certificate;
  /** Where certificates of citizens say their responder is. */
  readonly responder: string;
}

export interface Period {
  readonly from: Date;
  readonly until: Date;
}

export interface AuthorityOptions {
  readonly responder?: string;
  readonly registerPeriod?: Period;
  /** Policy and name of the register's certificate, for the tests of what may not be taken for it. */
  readonly registerPolicy?: string;
  readonly registerName?: string;
}

export interface CertificateRequest {
  readonly subject: string;
  readonly issuer?: TestIdentity;
  readonly authority?: { readonly pathLength: number };
  readonly usage: number;
  readonly extendedUsage?: readonly string[];
  readonly policy?: string;
  readonly responder?: string;
  readonly period?: Period;
  readonly serialNumber?: string;
}

export const policies = {
  rsa: { register: '2.16.56.12.1.1.4', signature: '2.16.56.12.1.1.2.1', authentication: '2.16.56.12.1.1.2.2' },
  ellipticCurve: { register: '2.16.56.13.6.4', signature: '2.16.56.13.6.2.1', authentication: '2.16.56.13.6.2.2' },
} as const;

const wholeTest: Period = { from: new Date('2020-01-01T00:00:00Z'), until: new Date('2045-01-01T00:00:00Z') };
const usages = x509.KeyUsageFlags;
let lastSerialNumber = 0x1000;

/** Issues one certificate of a family, with the extensions that the Belgian ones have. */
export async function issueCertificate(family: KeyFamily, request: CertificateRequest): Promise<TestIdentity> {
  const pair = makeKeyPair(family);
  const hash = family === 'rsa' ? 'SHA-256' : 'SHA-384';
  const own = cryptoKeys(pair, family, hash);
  const signingKey =
    request.issuer === undefined ? own.privateKey : cryptoKeys(request.issuer, family, hash).privateKey;
  lastSerialNumber += 1;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: request.serialNumber ?? lastSerialNumber.toString(16),
    subject: request.subject,
    issuer: request.issuer?.certificate.subjectName ?? request.subject,
    notBefore: (request.period ?? wholeTest).from,
    notAfter: (request.period ?? wholeTest).until,
    publicKey: own.publicKey,
    signingKey,
    signingAlgorithm: family === 'rsa' ? { name: 'RSASSA-PKCS1-v1_5', hash } : { name: 'ECDSA', hash },
    extensions: extensionsOf(request),
  });
  return { ...pair, certificate, der: new Uint8Array(certificate.rawData) };
}

function extensionsOf(request: CertificateRequest): x509.Extension[] {
  return [
    new x509.BasicConstraintsExtension(request.authority !== undefined, request.authority?.pathLength, true),
    new x509.KeyUsagesExtension(request.usage, true),
    ...(request.extendedUsage === undefined ? [] : [new x509.ExtendedKeyUsageExtension([...request.extendedUsage])]),
    ...(request.policy === undefined ? [] : [new x509.CertificatePolicyExtension([request.policy])]),
    ...(request.responder === undefined ? [] : [new x509.AuthorityInfoAccessExtension({ ocsp: [request.responder] })]),
  ];
}

/** Makes a whole invented state. */
export async function makeTestAuthority(family: KeyFamily, options: AuthorityOptions = {}): Promise<TestAuthority> {
  const generation = family === 'rsa' ? '4' : '6';
  const root = await issueCertificate(family, {
    subject: `C=BE, CN=TEST Belgium Root CA${generation}`,
    authority: { pathLength: 1 },
    usage: usages.keyCertSign | usages.cRLSign,
  });
  const citizens = await issueCertificate(family, {
    subject: `C=BE, CN=TEST Citizen CA, 2.5.4.5=202601`,
    issuer: root,
    authority: { pathLength: 0 },
    usage: usages.keyCertSign | usages.cRLSign,
  });
  const register = await issueCertificate(family, {
    subject: `C=BE, O=TEST RRN, CN=${options.registerName ?? 'RRN'}`,
    issuer: root,
    usage: usages.digitalSignature | usages.nonRepudiation,
    policy: options.registerPolicy ?? policies[family].register,
    ...(options.registerPeriod === undefined ? {} : { period: options.registerPeriod }),
  });
  const responder = options.responder ?? 'http://ocsp.test.invalid';
  return { family, root, citizens, register, pinned: new X509Certificate(root.der), responder };
}

/** Issues a citizen's certificate for one of the two keys. */
export function issueCitizenCertificate(
  authority: TestAuthority,
  key: 'authentication' | 'signature',
  person: { readonly familyName: string; readonly givenNames: string; readonly nationalNumber: string },
  period?: Period,
): Promise<TestIdentity> {
  const use = key === 'authentication' ? 'Authentication' : 'Signature';
  return issueCertificate(authority.family, {
    subject: `C=BE, CN=TEST ${person.givenNames} ${person.familyName} (${use}), 2.5.4.4=${person.familyName}, 2.5.4.42=${person.givenNames}, 2.5.4.5=${person.nationalNumber}`,
    issuer: authority.citizens,
    usage: key === 'authentication' ? usages.digitalSignature : usages.nonRepudiation,
    policy: policies[authority.family][key],
    responder: authority.responder,
    ...(period === undefined ? {} : { period }),
  });
}
