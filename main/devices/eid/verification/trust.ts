import roots from '../../../../resources/certificates/belgium-roots.json' with { type: 'json' };
import { type CardCertificate, readCertificate } from './card-certificate.ts';
import { KnownCertificates } from './known-certificates.ts';

/** Whom a desk believes about eIDs. */
export interface EidTrust {
  /** Pinned root certificates. The root that a card carries is never one of them. */
  readonly roots: readonly CardCertificate[];
  /** Addresses below which a responder may be asked; a forged card could name any other. */
  readonly responders: readonly string[];
  /** What was read and verified below these roots before. */
  readonly known: KnownCertificates;
}

/** Responders of the Belgian state. */
export const belgianResponders = ['http://ocsp.eid.belgium.be/', 'http://ocsp.eidpki.belgium.be/eid/'] as const;

/** The Belgian state: the roots that ship with Onthaal and its responders. */
export function belgianTrust(): EidTrust {
  return trustIn(
    roots.map(({ pem }) => pem),
    belgianResponders,
  );
}

/**
 * Trust in other roots, for test cards.
 *
 * @param pems certificates in PEM
 * @throws Error when one of them is not a certificate (a mistake of who started the program)
 */
export function trustIn(pems: readonly string[], responders: readonly string[]): EidTrust {
  return { roots: pems.map(certificateOfPem), responders, known: new KnownCertificates() };
}

function certificateOfPem(pem: string): CardCertificate {
  const base64 = pem.replaceAll(/-----[^-]+-----|\s/g, '');
  const certificate = readCertificate(Buffer.from(base64, 'base64'));
  if (certificate === null) throw new Error('A root certificate cannot be read');
  return certificate;
}
