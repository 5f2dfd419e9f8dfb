import type { CardCertificate } from './card-certificate.ts';

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
  roots: readonly CardCertificate[],
  at: Date,
): CertificatePath {
  const paths = pathsFrom([leaf], offered, roots);
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
  roots: readonly CardCertificate[],
): readonly (readonly CardCertificate[])[] {
  const last = path.at(-1);
  if (last === undefined || path.length >= LONGEST) return [];
  const authoritiesBelow = path.length - 1;
  const complete = roots.filter((root) => mayIssue(root, last, authoritiesBelow)).map((root) => [...path, root]);
  const longer = offered
    .filter((next) => !path.includes(next) && mayIssue(next, last, authoritiesBelow))
    .flatMap((next) => pathsFrom([...path, next], offered, roots));
  return [...complete, ...longer];
}

function mayIssue(issuer: CardCertificate, issued: CardCertificate, authoritiesBelow: number): boolean {
  const { authority } = issuer;
  if (authority === null || !issuer.keyUsages.has('keyCertSign')) return false;
  if (authority.pathLength !== null && authoritiesBelow > authority.pathLength) return false;
  return issued.x509.checkIssued(issuer.x509) && issued.x509.verify(issuer.x509.publicKey);
}
