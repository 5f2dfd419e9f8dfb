import { randomBytes, verify, X509Certificate } from 'node:crypto';
import { OctetString } from 'asn1js';
import { BasicOCSPResponse, type CertID, Extension, OCSPRequest, OCSPResponse, type SingleResponse } from 'pkijs';
import type { CardCertificate } from './card-certificate.ts';
import { addressIsAllowed, askResponder, type ResponderAccess } from './fetch-from-responder.ts';

/**
 * What the issuer says about a certificate. Four different things: `good`; `revoked`; `unknown` (the responder does not
 * know it, or its answer cannot be believed); `unreachable` (nobody could be asked).
 */
export type RevocationStatus =
  | { readonly status: 'good' }
  | { readonly status: 'revoked'; readonly at: string | null }
  | { readonly status: 'unknown'; readonly because: 'responder' | 'answerNotBelieved' | 'answerTooOld' }
  | { readonly status: 'unreachable'; readonly because: 'network' | 'addressNotAllowed' | 'noAddress' };

export interface RevocationQuestion {
  readonly certificate: CardCertificate;
  readonly issuer: CardCertificate;
  readonly allowedResponders: readonly string[];
  readonly access: ResponderAccess;
  readonly at: Date;
}

const oid = { nonce: '1.3.6.1.5.5.7.48.1.2', ocspSigning: '1.3.6.1.5.5.7.3.9' } as const;
const hashOfAlgorithm: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.5': 'sha1',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};
const SUCCESSFUL = 0;
const CLOCKS_MAY_DIFFER = 5 * 60_000;
const OLDEST_WITHOUT_END = 24 * 60 * 60_000;
const NONCE_LENGTH = 16;

/** Asks the responder that the certificate names, when it is one that may be asked. */
export async function askRevocation(question: RevocationQuestion): Promise<RevocationStatus> {
  const { certificate, issuer, allowedResponders, access, at } = question;
  const responders = certificate.responders();
  const [structure, issuerCertificate] = [certificate.structure(), issuer.structure()];
  if (responders.length === 0 || structure === null || issuerCertificate === null) {
    return { status: 'unreachable', because: 'noAddress' };
  }
  const address = responders.find((candidate) => addressIsAllowed(candidate, allowedResponders));
  if (address === undefined) return { status: 'unreachable', because: 'addressNotAllowed' };
  const request = new OCSPRequest();
  await request.createForCertificate(structure, { hashAlgorithm: 'SHA-1', issuerCertificate });
  const nonce = randomBytes(NONCE_LENGTH);
  const nonceValue = new OctetString({ valueHex: Uint8Array.from(nonce).buffer }).toBER();
  request.tbsRequest.requestExtensions = [new Extension({ extnID: oid.nonce, extnValue: nonceValue })];
  const bytes = await askResponder(address, new Uint8Array(request.toSchema(true).toBER()), access);
  if (bytes === null) return { status: 'unreachable', because: 'network' };
  const asked = request.tbsRequest.requestList[0]?.reqCert;
  if (asked === undefined) throw new Error('The question names no certificate');
  return judgeAnswer(bytes, { asked, nonce: Buffer.from(nonceValue), issuer, at });
}

interface Expected {
  readonly asked: CertID;
  readonly nonce: Buffer;
  readonly issuer: CardCertificate;
  readonly at: Date;
}

function judgeAnswer(bytes: Buffer, expected: Expected): RevocationStatus {
  try {
    return readAnswer(bytes, expected);
  } catch {
    // Anything may answer on that address: a network's log-in page, a broken proxy.
    return { status: 'unknown', because: 'answerNotBelieved' };
  }
}

function readAnswer(bytes: Buffer, { asked, nonce, issuer, at }: Expected): RevocationStatus {
  const response = OCSPResponse.fromBER(Uint8Array.from(bytes));
  if (response.responseStatus.valueBlock.valueDec !== SUCCESSFUL || response.responseBytes === undefined) {
    return { status: 'unknown', because: 'responder' };
  }
  const basic = BasicOCSPResponse.fromBER(response.responseBytes.response.valueBlock.valueHexView.slice());
  if (!isSignedByIssuer(basic, issuer, at)) return { status: 'unknown', because: 'answerNotBelieved' };
  const echoed = basic.tbsResponseData.responseExtensions?.find(({ extnID }) => extnID === oid.nonce);
  const sameNonce = echoed !== undefined && nonce.equals(echoed.extnValue.valueBlock.valueHexView);
  if (echoed !== undefined && !sameNonce) return { status: 'unknown', because: 'answerNotBelieved' };
  const single = basic.tbsResponseData.responses.find(({ certID }) => certID.isEqual(asked));
  if (single === undefined) return { status: 'unknown', because: 'answerNotBelieved' };
  if (!isFresh(single, sameNonce, at)) return { status: 'unknown', because: 'answerTooOld' };
  return statusOf(single);
}

function statusOf(single: SingleResponse): RevocationStatus {
  switch (single.certStatus.idBlock.tagNumber) {
    case 0:
      return { status: 'good' };
    case 1:
      return { status: 'revoked', at: revokedAt(single) };
    default:
      return { status: 'unknown', because: 'responder' };
  }
}

function revokedAt(single: SingleResponse): string | null {
  const moment = single.certStatus.valueBlock?.value?.[0];
  return typeof moment?.toDate === 'function' ? (moment.toDate() as Date).toISOString() : null;
}

function isFresh(single: SingleResponse, sameNonce: boolean, at: Date): boolean {
  const made = single.thisUpdate.getTime();
  if (made > at.getTime() + CLOCKS_MAY_DIFFER) return false;
  if (single.nextUpdate !== undefined) return single.nextUpdate.getTime() > at.getTime() - CLOCKS_MAY_DIFFER;
  return sameNonce || made > at.getTime() - OLDEST_WITHOUT_END;
}

/** The issuer signs its answers itself or names a responder in a certificate that it issued for just this. */
function isSignedByIssuer(basic: BasicOCSPResponse, issuer: CardCertificate, at: Date): boolean {
  const hash = hashOfAlgorithm[basic.signatureAlgorithm.algorithmId];
  if (hash === undefined) return false;
  const signed = basic.tbsResponseData.tbsView;
  const signature = basic.signature.valueBlock.valueHexView;
  const delegated = (basic.certs ?? [])
    .map((certificate) => new X509Certificate(Buffer.from(certificate.toSchema().toBER())))
    .filter(
      (signer) =>
        signer.checkIssued(issuer.x509) &&
        signer.verify(issuer.x509.publicKey) &&
        (signer.keyUsage ?? []).includes(oid.ocspSigning) &&
        new Date(signer.validFrom) <= at &&
        at <= new Date(signer.validTo),
    );
  return [issuer.x509, ...delegated].some(({ publicKey }) => verify(hash, signed, publicKey, signature));
}
