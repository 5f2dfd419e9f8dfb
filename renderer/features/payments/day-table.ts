import { csvTable } from '@onthaal/contract/rules/tables/csv.ts';
import type { PaymentDay, PaymentRow } from '@onthaal/contract/store/payments.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/use-text.ts';
import { drawerStateText, stateText } from './payment-words.ts';

/** What a payment adds to the day; a refund takes away. */
function amountOf({ kind, amountCents }: PaymentRow): string {
  return ((kind === 'refund' ? -amountCents : amountCents) / 100).toFixed(2);
}

/** The payments of a day as CSV with semicolons, as spreadsheets in Belgium read it; the totals per method stand below. */
export function dayTable(day: PaymentDay, t: Translate, formats: Formats): string {
  const heading = ['time', 'method', 'state', 'amount', 'dossier', 'products', 'reference', 'by'] as const;
  const rows = day.payments.map((payment) => [
    formats.time(payment.begunAt),
    t.word('paymentMethod', payment.method),
    stateText(payment, t, formats),
    amountOf(payment).replace('.', ','),
    payment.dossierNumber ?? '',
    payment.reason ?? payment.lines.map(({ name, quantity }) => `${quantity} x ${name}`).join(', '),
    payment.reference.replaceAll('+', ''),
    payment.byName,
  ]);
  const openings = day.drawerOpenings.map(({ at, reason, state, byName }) => [
    formats.time(at),
    t.word('paymentMethod', 'cash'),
    `${t('payments.drawer.list')}: ${drawerStateText(state, t)}`,
    '',
    '',
    reason,
    '',
    byName,
  ]);
  const totals = day.totals.map(({ method, amountCents }) => [
    '',
    t.word('paymentMethod', method),
    t('payments.total'),
    (amountCents / 100).toFixed(2).replace('.', ','),
    ...Array.from({ length: heading.length - 4 }, () => ''),
  ]);
  return csvTable([heading.map((name) => t(`payments.column.${name}`)), ...rows, ...openings, ...totals]);
}
