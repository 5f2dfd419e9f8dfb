/** What is checked about an eID that was read; each check has a verdict of its own and there is no sum of them. */
export const eidChecks = [
  'photo',
  'identity',
  'address',
  'register',
  'cardPeriod',
  'nationalNumber',
  'chip',
  'authenticationCertificate',
  'signatureCertificate',
  'authenticationStatus',
  'signatureStatus',
] as const;

export type EidCheck = (typeof eidChecks)[number];

/**
 * How a check ended: `confirmed`; `refuted` (something is wrong with this card); `unknown` (it could not be checked now);
 * `notApplicable` (a card of this kind does not have it).
 */
export type EidVerdict = 'confirmed' | 'refuted' | 'unknown' | 'notApplicable';

/** What was found, and the verdict that it stands for. The catalogue has a sentence for each (`eidFinding.<name>`). */
export const eidFindings = {
  photoMatches: 'confirmed',
  photoDiffers: 'refuted',
  photoUncheckable: 'unknown',
  identitySigned: 'confirmed',
  identityChanged: 'refuted',
  addressSigned: 'confirmed',
  addressChanged: 'refuted',
  signerUntrusted: 'unknown',
  signatureUncheckable: 'unknown',
  registerTrusted: 'confirmed',
  registerUntrusted: 'refuted',
  registerExpired: 'unknown',
  registerUnreadable: 'unknown',
  cardValid: 'confirmed',
  cardExpired: 'refuted',
  cardNotYetValid: 'refuted',
  cardPeriodUnknown: 'unknown',
  numberMatches: 'confirmed',
  numberDiffers: 'refuted',
  numberUncheckable: 'notApplicable',
  chipGenuine: 'confirmed',
  chipCopied: 'refuted',
  chipUncheckable: 'unknown',
  chipCannotBeAsked: 'notApplicable',
  certificateTrusted: 'confirmed',
  certificateUntrusted: 'refuted',
  certificateExpired: 'refuted',
  certificateWrongUse: 'refuted',
  certificateUnreadable: 'unknown',
  certificateAbsent: 'notApplicable',
  statusGood: 'confirmed',
  statusRevoked: 'refuted',
  statusUnknown: 'unknown',
  statusUnreachable: 'unknown',
  statusNotAsked: 'notApplicable',
} as const satisfies Readonly<Record<string, EidVerdict>>;

export type EidFinding = keyof typeof eidFindings;

/** One check of one reading. */
export interface EidCheckResult {
  readonly check: EidCheck;
  readonly verdict: EidVerdict;
  readonly finding: EidFinding;
}
