import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { parseOgm } from '@onthaal/contract/rules/identifiers/index.ts';
import { atTerminal, dayTotals, isMoney, refundableCents } from '@onthaal/contract/rules/payments/index.ts';
import { isAllowed, servedPolicy, subjectOf } from '@onthaal/contract/rules/policy/index.ts';
import type { CashCountRow, DrawerOpeningRow, PaymentDay, PaymentRow } from '@onthaal/contract/store/payments.ts';
import type { ReadArguments } from '@onthaal/contract/store/reads.ts';
import { currentTime } from '../database/clock.ts';
import { dossierOpening } from './dossier-glass.ts';
import { documentById, documentsWhere, type ReadContext } from './read-context.ts';

type Payment = DocumentOf<'payments'>;

const MOST_ROWS = 100;
/** Banks send a refund back within days; after two weeks it is done. */
const SETTLING_DAYS = 14;

function dossierNumbers(context: ReadContext, ids: readonly (string | undefined)[]): ReadonlyMap<string, string> {
  const wanted = [...new Set(ids.filter((id) => id !== undefined))];
  for (const id of wanted) context.trail.add(id);
  const rows = context.file.rows<{ readonly id: string; readonly number: string }>(
    'SELECT dossier_id AS id, number FROM dossier_row WHERE dossier_id IN (SELECT value FROM json_each(?))',
    JSON.stringify(wanted),
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
}

/** What went back of these payments, or may, by payment. */
function refundsBy(context: ReadContext, payments: readonly Payment[]): ReadonlyMap<string, readonly Payment[]> {
  const about = (name: 'dossierId' | 'personId') =>
    JSON.stringify([...new Set(payments.map((payment) => payment[name]).filter((id) => id !== undefined))]);
  const refunds = documentsWhere(
    context,
    'payments',
    `(d.field_dossierId IN (SELECT value FROM json_each(?)) OR d.field_personId IN (SELECT value FROM json_each(?)))`,
    about('dossierId'),
    about('personId'),
  ).filter(({ kind }) => kind === 'refund');
  const by = new Map<string, Payment[]>();
  for (const refund of refunds) by.set(refund.refundOf ?? '', [...(by.get(refund.refundOf ?? '') ?? []), refund]);
  return by;
}

/** When the last operation went to its terminal. */
function sentAtOf({ steps }: Payment): string | undefined {
  return steps.findLast(({ event }) => event === 'sentToTerminal')?.at;
}

function paymentRows(context: ReadContext, payments: readonly Payment[]): PaymentRow[] {
  const refunds = refundsBy(context, payments);
  const numbers = dossierNumbers(
    context,
    payments.map(({ dossierId }) => dossierId),
  );
  return payments.map((payment) => {
    const { id, day, lines, amountCents, method, state, stateSince, terminal, dossierId, personId } = payment;
    const { refundOf } = payment;
    const original = refundOf === undefined ? undefined : documentById(context, 'payments', refundOf);
    const ogm = parseOgm(payment.reference ?? '');
    return {
      ...{ id, day, lines, amountCents, method, state, stateSince, terminal, dossierId, personId },
      kind: payment.kind === 'refund' ? 'refund' : 'payment',
      refundOf,
      refunded: original && { terminal: original.terminal, at: sentAtOf(original) ?? original.stateSince },
      reason: payment.kind === 'refund' ? payment.steps[0]?.reason : undefined,
      refundableCents: payment.kind === 'payment' ? refundableCents(payment, refunds.get(id) ?? []) : 0,
      begunAt: payment.createdAt,
      sentAt: sentAtOf(payment),
      reference: ogm.ok ? ogm.value.formatted : '',
      dossierNumber: dossierId === undefined ? undefined : numbers.get(dossierId),
      byName: context.references.nameOf('member', payment.memberId),
      ofThisDesk: payment.deviceId === context.member.deviceId,
    };
  });
}

function countRow({ references }: ReadContext, payment: DocumentOf<'payments'>): CashCountRow[] {
  const { id, createdAt, amountCents, memberId, count } = payment;
  if (count === undefined) return [];
  return [{ id, at: createdAt, countedCents: amountCents, byName: references.nameOf('member', memberId), ...count }];
}

function openingRow({ references }: ReadContext, payment: Payment): DrawerOpeningRow[] {
  const { id, createdAt, kind, state, steps, memberId } = payment;
  if (kind !== 'drawerOpening') return [];
  return [{ id, at: createdAt, reason: steps[0]?.reason ?? '', state, byName: references.nameOf('member', memberId) }];
}

function maySee({ member }: ReadContext): boolean {
  return isAllowed(servedPolicy, subjectOf(member), 'view', { collection: 'payments' });
}

/**
 * The payments of a dossier, the newest first; a dossier that needs a reason shows none before it opened.
 *
 * @returns DOCUMENT_UNKNOWN, or the failure of `dossierOpening`
 */
export function readDossierPayments(
  context: ReadContext,
  { dossierId }: ReadArguments['dossierPayments'],
): Result<readonly PaymentRow[]> {
  const dossier = documentById(context, 'dossiers', dossierId);
  if (dossier === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'dossierId' });
  const opening = dossierOpening(context, dossier);
  if (!opening.ok) return opening;
  if (!maySee(context)) return success([]);
  const condition = `d.field_dossierId = ? ORDER BY d.id DESC LIMIT ${MOST_ROWS}`;
  return success(paymentRows(context, documentsWhere(context, 'payments', condition, dossierId)));
}

/** What somebody paid without a dossier, the newest first; for who opened their card. */
export function personPayments(context: ReadContext, personId: string): readonly PaymentRow[] {
  if (!maySee(context)) return [];
  const condition = `d.field_personId = ? ORDER BY d.id DESC LIMIT ${MOST_ROWS}`;
  const rows = documentsWhere(context, 'payments', condition, personId);
  return paymentRows(
    context,
    rows.filter(({ dossierId }) => dossierId === undefined),
  );
}

/** What this desk took on a day, the newest first, with its totals; and of any day what is not certain. */
export function readPaymentDay(context: ReadContext, { day }: ReadArguments['paymentDay']): Result<PaymentDay> {
  const { references, member } = context;
  const device = references.get('device', member.deviceId);
  const deskName = device?.data.deskId === undefined ? undefined : references.nameOf('desk', device.data.deskId);
  if (!maySee(context)) return failure('NOT_ALLOWED');
  const rows = documentsWhere(
    context,
    'payments',
    'd.field_day = ? AND d.field_deviceId = ? ORDER BY d.id DESC',
    day,
    member.deviceId,
  );
  const payments = rows.filter(isMoney);
  const states = JSON.stringify([...atTerminal, 'unknown']);
  const uncertain = documentsWhere(
    context,
    'payments',
    'd.field_state IN (SELECT value FROM json_each(?)) ORDER BY d.id DESC',
    states,
  );
  const failedRefunds = documentsWhere(context, 'payments', "d.field_state = 'declined' ORDER BY d.id DESC").filter(
    ({ deviceId, steps }) => deviceId === member.deviceId && steps.some(({ event }) => event === 'failedLater'),
  );
  return success({
    day,
    deskName,
    payments: paymentRows(context, payments),
    uncertain: paymentRows(
      context,
      uncertain.filter(({ deviceId }) => deviceId === member.deviceId),
    ),
    uncertainElsewhere: paymentRows(
      context,
      uncertain.filter(({ deviceId }) => deviceId !== member.deviceId),
    ),
    failedRefunds: paymentRows(context, failedRefunds),
    totals: dayTotals(payments),
    counts: rows.flatMap((row) => countRow(context, row)),
    drawerOpenings: rows.flatMap((row) => openingRow(context, row)),
  });
}

/** Refunds to a card that this desk sent in the last weeks and that a service took on: the bank may still send them back. */
export function readSettlingRefunds(context: ReadContext): Result<readonly PaymentRow[]> {
  if (!maySee(context)) return success([]);
  const since = new Date(currentTime() - SETTLING_DAYS * 86_400_000).toISOString().slice(0, 10);
  const rows = documentsWhere(context, 'payments', 'd.field_day >= ? ORDER BY d.field_day DESC', since);
  const isSettling = ({ kind, state, deviceId, terminal }: Payment) =>
    kind === 'refund' && state === 'paid' && deviceId === context.member.deviceId && terminal?.kind === 'mollie';
  return success(paymentRows(context, rows.filter(isSettling)));
}

/** One payment, as the screen that takes it follows it. DOCUMENT_UNKNOWN. */
export function readPayment(context: ReadContext, { paymentId }: ReadArguments['payment']): Result<PaymentRow> {
  const payment = documentById(context, 'payments', paymentId);
  if (payment === undefined || !maySee(context)) return failure('DOCUMENT_UNKNOWN', { field: 'paymentId' });
  const [row] = paymentRows(context, [payment]);
  return row === undefined ? failure('DOCUMENT_UNKNOWN', { field: 'paymentId' }) : success(row);
}
