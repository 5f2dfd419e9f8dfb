import type { TicketContent } from '@onthaal/contract/devices/printing.ts';
import type { InvitationValues } from '@onthaal/contract/letters/invitation.ts';
import type { LetterStyle } from '@onthaal/contract/letters/letters.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { parseIban, parseOgm } from '@onthaal/contract/rules/identifiers/index.ts';
import { epcModules } from '@onthaal/contract/rules/money/epc-modules.ts';
import { epcPayload } from '@onthaal/contract/rules/money/index.ts';
import { type LetterWords, wordsWith } from './letter-words.ts';

/** What a template of an invitation says: everything ready to read. */
export interface InvitationView {
  readonly today: string;
  readonly dossierNumber?: string | undefined;
  readonly recipient: string;
  readonly addressLines: readonly string[];
  readonly amount: string;
  readonly beneficiaryName: string;
  readonly account: string;
  readonly communication: string;
  readonly products: readonly { readonly name: string; readonly amount: string }[];
  /** The text of the payment code. */
  readonly payload: string;
  readonly code: { readonly side: number; readonly path: string };
}

function drawn(payload: string): InvitationView['code'] {
  const rows = epcModules(payload);
  const dark = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { side: rows.length, path: dark.join('') };
}

/** Amounts, account and communication as they are read in the language of the words. FIELD_INVALID when no bank could take them. */
export function invitationView(values: InvitationValues, words: LetterWords): Result<InvitationView> {
  const { lines, amountCents, beneficiaryName, iban, bic, reference, today, dossierNumber, addressLines } = values;
  const account = parseIban(iban);
  const communication = parseOgm(reference);
  const payload = epcPayload({ beneficiaryName, iban, bic, amountCents, ogm: reference });
  if (!account.ok || !communication.ok || !payload.ok) return failure('FIELD_INVALID', { field: 'reference' });
  const format = new Intl.NumberFormat(words.locale, { style: 'currency', currency: 'EUR' });
  const money = (cents: number): string => format.format(cents / 100);
  return success({
    ...{ today, dossierNumber, addressLines, beneficiaryName },
    recipient: values.recipient ?? '',
    amount: money(amountCents),
    account: account.value.formatted,
    communication: communication.value.formatted,
    products: lines.map(({ name, quantity, unitCents }) => ({
      name: quantity === 1 ? name : `${quantity} × ${name}`,
      amount: money(quantity * unitCents),
    })),
    payload: payload.value,
    code: drawn(payload.value),
  });
}

/** Printers know the plain space only; amounts have others between their parts. */
function withPlainSpaces(line: string): string {
  return line.replaceAll(/\p{Zs}/gu, ' ');
}

/** The invitation on a roll: no name on it, as it is easily left lying about. */
export function invitationTicket(style: LetterStyle, view: InvitationView, words: LetterWords): TicketContent {
  const { amount, beneficiaryName, account, communication, products, payload, dossierNumber, today } = view;
  const own = wordsWith(words, { amount });
  const lines = [
    own.invitationTitle ?? '',
    today,
    ...(dossierNumber ? [`${own.number} ${dossierNumber}`] : []),
    '',
    `${own.beneficiary}: ${beneficiaryName}`,
    `${own.account}: ${account}`,
    `${own.communication}: ${communication}`,
    '',
  ];
  return {
    heading: style.municipality,
    large: withPlainSpaces(amount),
    lines: lines.map(withPlainSpaces),
    rows: products.map((product) => [withPlainSpaces(product.name), withPlainSpaces(product.amount)]),
    epcCode: payload,
  };
}
