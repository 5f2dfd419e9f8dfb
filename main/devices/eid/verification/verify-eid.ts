import {
  type EidCheck,
  type EidCheckResult,
  type EidFinding,
  eidFindings,
} from '@onthaal/contract/devices/eid-verification.ts';
import { Temporal } from 'temporal-polyfill';
import type { EidContent, EidContentBeforePhoto } from '../read-eid.ts';
import { type CardCertificate, type KeyUsage, readCertificate } from './card-certificate.ts';
import { type CertificatePath, findPath } from './certificate-path.ts';
import type { ResponderAccess } from './fetch-from-responder.ts';
import { chipAnswerIsRight } from './genuine-chip.ts';
import { addressIsSigned, hashMatches, identityIsSigned, type SignedFiles } from './register-signatures.ts';
import { askRevocation, type RevocationStatus } from './revocation.ts';
import type { EidTrust } from './trust.ts';

export interface VerificationSettings {
  readonly trust: EidTrust;
  /** The moment of reading: everything is judged as of then. */
  readonly at: Date;
  /** How responders are reached; null asks none. */
  readonly responderAccess: ResponderAccess | null;
}

/** What the register of a card from the RSA time says that it may do; from CA6 on only its name is known. */
const registerPolicies = ['2.16.56.1.1.1.4', '2.16.56.9.1.1.4', '2.16.56.10.1.1.4', '2.16.56.12.1.1.4'];
const REGISTER_NAME = 'RRN';

/** What was found before the photo was there, with what is needed to ask about revocation. */
export interface EarlyVerdict {
  readonly results: readonly EidCheckResult[];
  readonly authentication: JudgedCertificate;
  readonly signature: JudgedCertificate;
}

/** Judges everything that needs no photo and no responder: what can be done while the photo is still being read. */
export function judgeBeforePhoto(
  content: EidContentBeforePhoto,
  { trust, at }: Pick<VerificationSettings, 'trust' | 'at'>,
): EarlyVerdict {
  const { files } = content;
  const judge = judgeOf(files, trust, at);
  const authentication = citizenCertificate(files.authenticationCertificate, 'digitalSignature', judge);
  const signature = citizenCertificate(files.signatureCertificate, 'nonRepudiation', judge);
  const results = [
    ...registerResults(content, judge, trust),
    result('cardPeriod', periodFinding(content, at)),
    result('nationalNumber', numberFinding(content, [authentication, signature])),
    result('chip', chipFinding(content)),
    result('authenticationCertificate', authentication.finding),
    result('signatureCertificate', signature.finding),
  ];
  return { results, authentication, signature };
}

/**
 * Judges a card that was read: one result per check, in the order of the checks, never a sum.
 *
 * @param early what `judgeBeforePhoto` found about this very content with these settings, when it was asked already
 */
export async function verifyEid(
  content: EidContent,
  settings: VerificationSettings,
  early = judgeBeforePhoto(content, settings),
): Promise<readonly EidCheckResult[]> {
  const [authenticationStatus, signatureStatus] = await Promise.all(
    [early.authentication, early.signature].map((one) => revocationFinding(one, settings)),
  );
  return [
    result('photo', photoFinding(content)),
    ...early.results,
    result('authenticationStatus', authenticationStatus ?? 'statusNotAsked'),
    result('signatureStatus', signatureStatus ?? 'statusNotAsked'),
  ];
}

/** Looks for ways over the authorities that this card offers; a pinned root that it carries too is no other way. */
function judgeOf(files: EidContent['files'], trust: EidTrust, at: Date): Judge {
  const pinned = new Set(trust.roots.map(({ x509 }) => x509.fingerprint256));
  const offered: CardCertificate[] = [];
  const judge = (certificate: CardCertificate) => findPath(certificate, offered, trust, at);
  // The root first: an authority may need it on its way to a pinned one.
  for (const file of [files.rootCertificate, files.authorityCertificate]) {
    const certificate = file && trust.known.read(file);
    if (file === null || certificate === null) continue;
    const isPinned = pinned.has(certificate.x509.fingerprint256);
    if (!isPinned) offered.push(certificate);
    const isAuthority = certificate.authority !== null && judge(certificate).finding !== 'untrusted';
    if (isPinned || isAuthority) trust.known.keep(file, certificate);
  }
  return judge;
}

function result(check: EidCheck, finding: EidFinding): EidCheckResult {
  return { check, verdict: eidFindings[finding], finding };
}

type Judge = (certificate: CardCertificate) => CertificatePath;

function photoFinding({ identity, photo }: EidContent): EidFinding {
  const same = identity.photoHash === null || photo.length === 0 ? null : hashMatches(photo, identity.photoHash);
  return same === null ? 'photoUncheckable' : same ? 'photoMatches' : 'photoDiffers';
}

function registerResults(content: EidContentBeforePhoto, judge: Judge, trust: EidTrust): readonly EidCheckResult[] {
  const file = content.files.registerCertificate;
  const register = file && trust.known.read(file);
  const finding = registerFinding(register, judge);
  if (file && register && finding === 'registerTrusted') trust.known.keep(file, register);
  const signed = signedFiles(content);
  const signer = finding === 'registerUntrusted' ? null : register;
  // A right signature of somebody whom nobody knows says nothing: it is neither confirmed nor refuted.
  const without: EidFinding = finding === 'registerUntrusted' ? 'signerUntrusted' : 'signatureUncheckable';
  const identity = signer && signed && (identityIsSigned(signed, signer) ? 'identitySigned' : 'identityChanged');
  const address = signer && signed && (addressIsSigned(signed, signer) ? 'addressSigned' : 'addressChanged');
  return [result('identity', identity ?? without), result('address', address ?? without), result('register', finding)];
}

function registerFinding(register: CardCertificate | null, judge: Judge): EidFinding {
  if (register === null) return 'registerUnreadable';
  const path = judge(register);
  if (!mayRegister(register) || path.finding === 'untrusted') return 'registerUntrusted';
  return path.finding === 'trusted' ? 'registerTrusted' : 'registerExpired';
}

/** Every citizen has a certificate below the same root: only the register's own may sign an identity. */
function mayRegister(certificate: CardCertificate): boolean {
  if (certificate.commonName !== REGISTER_NAME || certificate.authority !== null) return false;
  const named = certificate.policies.some((policy) => registerPolicies.includes(policy));
  return named || certificate.x509.publicKey.asymmetricKeyType === 'ec';
}

function signedFiles({ files, identity }: EidContentBeforePhoto): SignedFiles | null {
  const { identity: identityFile, identitySignature, address, addressSignature } = files;
  if (!identityFile || !identitySignature || !address || !addressSignature) return null;
  return { identity: identityFile, identitySignature, address, addressSignature, photoHash: identity.photoHash };
}

function periodFinding({ identity }: EidContentBeforePhoto, at: Date): EidFinding {
  const today = Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO('Europe/Brussels')
    .toPlainDate()
    .toString();
  if (identity.validUntil === null) return 'cardPeriodUnknown';
  if (today > identity.validUntil) return 'cardExpired';
  return identity.validFrom !== null && today < identity.validFrom ? 'cardNotYetValid' : 'cardValid';
}

interface JudgedCertificate {
  readonly certificate: CardCertificate | null;
  readonly path: CertificatePath | null;
  readonly finding: EidFinding;
}

function citizenCertificate(file: Uint8Array | null, usage: KeyUsage, judge: Judge): JudgedCertificate {
  if (file?.every((byte) => byte === 0) ?? true) return { certificate: null, path: null, finding: 'certificateAbsent' };
  const certificate = file && readCertificate(file);
  if (certificate === null) return { certificate, path: null, finding: 'certificateUnreadable' };
  const path = judge(certificate);
  return { certificate, path, finding: citizenFinding(certificate, path, usage) };
}

function citizenFinding(certificate: CardCertificate, path: CertificatePath, usage: KeyUsage): EidFinding {
  if (path.finding === 'untrusted') return 'certificateUntrusted';
  if (!certificate.keyUsages.has(usage) || certificate.authority !== null) return 'certificateWrongUse';
  return path.finding === 'trusted' ? 'certificateTrusted' : 'certificateExpired';
}

function numberFinding({ identity }: EidContentBeforePhoto, judged: readonly JudgedCertificate[]): EidFinding {
  const numbers = judged.flatMap(({ certificate }) => (certificate === null ? [] : [certificate.subjectNumber]));
  if (numbers.length === 0) return 'numberUncheckable';
  return numbers.every((number) => number !== null && number === identity.nationalNumber)
    ? 'numberMatches'
    : 'numberDiffers';
}

function chipFinding({ card, identity, files, chipAnswer }: EidContentBeforePhoto): EidFinding {
  if (card.family === 'rsa') return 'chipCannotBeAsked';
  if (chipAnswer === null || files.basicKey === null || identity.basicKeyHash === null) return 'chipUncheckable';
  const ownKey = hashMatches(files.basicKey, identity.basicKeyHash);
  if (ownKey === false) return 'chipCopied';
  const right = chipAnswerIsRight(chipAnswer, files.basicKey);
  if (ownKey === null || right === null) return 'chipUncheckable';
  return right ? 'chipGenuine' : 'chipCopied';
}

const statusFindings = {
  good: 'statusGood',
  revoked: 'statusRevoked',
  unknown: 'statusUnknown',
  unreachable: 'statusUnreachable',
} as const satisfies Readonly<Record<RevocationStatus['status'], EidFinding>>;

async function revocationFinding(judged: JudgedCertificate, settings: VerificationSettings): Promise<EidFinding> {
  const issuer = judged.path?.certificates[1];
  // Nobody is asked about a certificate that no known authority issued, or whose period is over.
  const worthAsking = judged.finding === 'certificateTrusted';
  if (!worthAsking || !judged.certificate || !issuer || !settings.responderAccess) return 'statusNotAsked';
  const answer = await askRevocation({
    certificate: judged.certificate,
    issuer,
    allowedResponders: settings.trust.responders,
    access: settings.responderAccess,
    at: settings.at,
  });
  return statusFindings[answer.status];
}
