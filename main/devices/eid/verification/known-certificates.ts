import { createHash } from 'node:crypto';
import { type CardCertificate, readCertificate } from './card-certificate.ts';

const MOST_KEPT = 32;

/**
 * Certificates of authorities and of the register, which are the same on thousands of cards, read once; and signatures between
 * certificates, verified once. Of a citizen nothing stays: a certificate is kept by who found it trusted and nobody's own, and
 * what was verified is forgotten with the certificates.
 */
export class KnownCertificates {
  readonly #kept = new Map<string, CardCertificate>();
  readonly #verified = new WeakMap<CardCertificate, WeakMap<CardCertificate, boolean>>();

  /** Reads a certificate, or takes the one that is known; null when the bytes are not one. */
  read(der: Uint8Array): CardCertificate | null {
    return this.#kept.get(nameOf(der)) ?? readCertificate(der);
  }

  /** Keeps the certificate of an authority or of the register; the one that was kept first makes way when there are too many. */
  keep(der: Uint8Array, certificate: CardCertificate): void {
    const name = nameOf(der);
    if (this.#kept.has(name)) return;
    this.#kept.set(name, certificate);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }

  /** Whether one certificate was issued and signed by the other. */
  isSignedBy(issued: CardCertificate, issuer: CardCertificate): boolean {
    const verdicts = this.#verified.get(issued) ?? new WeakMap<CardCertificate, boolean>();
    this.#verified.set(issued, verdicts);
    const known = verdicts.get(issuer);
    if (known !== undefined) return known;
    const verdict = issued.x509.checkIssued(issuer.x509) && issued.x509.verify(issuer.x509.publicKey);
    verdicts.set(issuer, verdict);
    return verdict;
  }
}

function nameOf(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('base64');
}
