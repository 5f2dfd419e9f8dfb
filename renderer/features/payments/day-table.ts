import type { PaymentDay } from '@onthaal/contract/store/payments.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/use-text.ts';

/** One cell as spreadsheets read it: what begins like a formula is text. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** The payments of a day as CSV with semicolons, as spreadsheets in Belgium read it. */
export function dayTable(day: PaymentDay, t: Translate, formats: Pick<Formats, 'time'>): string {
  const heading = ['time', 'method', 'state', 'amount', 'dossier', 'products', 'reference', 'by'] as const;
  const rows = day.payments.map((payment) => [
    formats.time(payment.begunAt),
    t.word('paymentMethod', payment.method),
    t.word('paymentState', payment.state),
    (payment.amountCents / 100).toFixed(2).replace('.', ','),
    payment.dossierNumber ?? '',
    payment.lines.map(({ name, quantity }) => `${quantity} x ${name}`).join(', '),
    payment.reference.replaceAll('+', ''),
    payment.byName,
  ]);
  const table = [heading.map((name) => t(`payments.column.${name}`)), ...rows];
  return `${table.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
}
