import { parseCreditorReference, parseIban, parseOgm } from '../identifiers/index.ts';

export interface EpcPayment {
  readonly beneficiaryName: string;
  readonly iban: string;
  /** Needed by banks outside the European Economic Area only. */
  readonly bic?: string | undefined;
  /** Whole cents, 1 to 99 999 999 999. */
  readonly amountCents: number;
  /** Four-letter purpose code of ISO 20022. */
  readonly purpose?: string | undefined;
  /** At most one of the three below: they share one place in the payment. */
  readonly creditorReference?: string | undefined;
  readonly ogm?: string | undefined;
  readonly text?: string | undefined;
  /** Shown to the payer, not sent to the beneficiary. */
  readonly information?: string | undefined;
}

export type EpcField = keyof EpcPayment;
export type EpcResult =
  | { readonly ok: true; readonly value: string }
  | {
      readonly ok: false;
      readonly field: EpcField;
      readonly reason: 'required' | 'invalid' | 'tooLong' | 'notTogether';
    };

const maximumBytes = 331;

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function refuse(field: EpcField, reason: 'required' | 'invalid' | 'tooLong' | 'notTogether'): EpcResult {
  return { ok: false, field, reason };
}

function lineProblem(payment: EpcPayment, field: 'beneficiaryName' | 'text' | 'information', most: number) {
  const line = payment[field]?.trim() ?? '';
  if (Array.from(line).length > most) return refuse(field, 'tooLong');
  return /\p{Cc}/u.test(line) ? refuse(field, 'invalid') : null;
}

function firstProblem(payment: EpcPayment): EpcResult | null {
  const { amountCents, bic, creditorReference, ogm, purpose } = payment;
  if (payment.beneficiaryName.trim() === '') return refuse('beneficiaryName', 'required');
  if (!parseIban(payment.iban).ok) return refuse('iban', 'invalid');
  if (!Number.isInteger(amountCents) || amountCents < 1 || amountCents > 99_999_999_999) {
    return refuse('amountCents', 'invalid');
  }
  if (bic && !/^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(bic)) return refuse('bic', 'invalid');
  if (purpose && !/^[A-Z0-9]{1,4}$/.test(purpose)) return refuse('purpose', 'invalid');
  if (creditorReference && !parseCreditorReference(creditorReference).ok) return refuse('creditorReference', 'invalid');
  if (ogm && !parseOgm(ogm).ok) return refuse('ogm', 'invalid');
  if ([creditorReference, ogm, payment.text].filter(Boolean).length > 1) {
    return refuse(payment.text ? 'text' : 'ogm', 'notTogether');
  }
  return (
    lineProblem(payment, 'beneficiaryName', 70) ??
    lineProblem(payment, 'text', 140) ??
    lineProblem(payment, 'information', 70)
  );
}

function remittanceText(payment: EpcPayment): string {
  const ogm = payment.ogm ? parseOgm(payment.ogm) : null;
  return ogm?.ok ? ogm.value.formatted : (payment.text?.trim() ?? '');
}

/**
 * The text of a payment QR code (EPC069-12, version 002, UTF-8; draw it with error correction M). Spec section 16.
 *
 * A Belgian OGM is not an ISO 11649 reference: it goes into the text line as +++…+++, which Belgian banking apps recognise.
 * Control characters are refused, because a line break would move every field behind it.
 */
export function epcPayload(payment: EpcPayment): EpcResult {
  const problem = firstProblem(payment);
  if (problem !== null) return problem;
  const iban = parseIban(payment.iban);
  const reference = payment.creditorReference ? parseCreditorReference(payment.creditorReference) : null;
  const cents = String(payment.amountCents).padStart(3, '0');
  const lines = [
    'BCD',
    '002',
    '1',
    'SCT',
    payment.bic ?? '',
    payment.beneficiaryName.trim(),
    iban.ok ? iban.value.normalised : '',
    `EUR${cents.slice(0, -2)}.${cents.slice(-2)}`,
    payment.purpose ?? '',
    reference?.ok ? reference.value.normalised : '',
    remittanceText(payment),
    payment.information?.trim() ?? '',
  ];
  // Empty lines at the end may be left out, those between others may not.
  const payload = lines.join('\n').replace(/\n+$/, '');
  return utf8Length(payload) > maximumBytes ? refuse('text', 'tooLong') : { ok: true, value: payload };
}
