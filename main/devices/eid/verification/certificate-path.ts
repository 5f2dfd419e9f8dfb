import type { CardCertificate } from './card-certificate.ts';
import type { EidTrust } from './trust.ts';

export type PathFinding = 'trusted' | 'untrusted' | 'outsidePeriod';

export interface CertificatePath {
  readonly finding: PathFinding;
  /** From the certificate itself to the pinned root; empty when there is none. */
  readonly certificates: readonly CardCertificate[];
}

// Citizen, authority of citizens, root: the Belgian state has no longer paths.
const LONGEST = 4;

/**
 * Looks for a way from a certificate over those that the card offers to a pinned root: every signature, every right to
 * issue, every period at that moment. Where several ways exist, one that is valid now counts.
 */
export function findPath(
  leaf: CardCertificate,
  offered: readonly CardCertificate[],
  trust: Pick<EidTrust, 'roots' | 'known'>,
  at: Date,
): CertificatePath {
  const paths = pathsFrom([leaf], offered, trust);
  const valid = paths.find((path) => path.every((certificate) => inPeriod(certificate, at)));
  if (valid !== undefined) return { finding: 'trusted', certificates: valid };
  const [outside] = paths;
  return outside === undefined
    ? { finding: 'untrusted', certificates: [] }
    : { finding: 'outsidePeriod', certificates: outside };
}

/** Whether a certificate is valid at a moment. */
export function inPeriod(certificate: CardCertificate, at: Date): boolean {
  return certificate.validFrom <= at && at <= certificate.validUntil;
}

function pathsFrom(
  path: readonly CardCertificate[],
  offered: readonly CardCertificate[],
  trust: Pick<EidTrust, 'roots' | 'known'>,
): readonly (readonly CardCertificate[])[] {
  const last = path.at(-1);
  if (last === undefined || path.length >= LONGEST) return [];
  const authoritiesBelow = path.length - 1;
  const issues = (issuer: CardCertificate): boolean =>
    mayIssue(issuer, authoritiesBelow) && trust.known.isSignedBy(last, issuer);
  const complete = trust.roots.filter(issues).map((root) => [...path, root]);
  const longer = offered
    .filter((next) => !path.includes(next) && issues(next))
    .flatMap((next) => pathsFrom([...path, next], offered, trust));
  return [...complete, ...longer];
}

function mayIssue({ authority, keyUsages }: CardCertificate, authoritiesBelow: number): boolean {
  if (authority === null || !keyUsages.has('keyCertSign')) return false;
  return authority.pathLength === null || authoritiesBelow <= authority.pathLength;
}
