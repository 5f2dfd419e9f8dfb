import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type OnthaalError } from '@onthaal/contract/result.ts';
import { refundableCents } from '@onthaal/contract/rules/payments/index.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';

type Payment = DocumentOf<'payments'>;
type Executor = Pick<Orm, 'execute'>;

/** Refunds of a payment, found by the dossier or the person that they share with it. */
async function refundsOf(executor: Executor, { id, dossierId, personId }: Payment): Promise<readonly Payment[]> {
  const about =
    dossierId === undefined ? sql`data ->> 'personId' = ${personId}` : sql`data ->> 'dossierId' = ${dossierId}`;
  const rows = await rowsOf<{ data: Payment }>(
    executor,
    sql`SELECT data FROM document WHERE collection = 'payments' AND ${about} AND data ->> 'refundOf' = ${id} AND NOT deleted`,
  );
  return rows.map(({ data }) => data);
}

/**
 * Why a refund that begins is refused: REFUND_NOT_POSSIBLE of what was not paid, REFUND_TOO_MUCH when more than was paid would go back in
 * all. Refunds of one payment wait for each other here, whatever desk they come from.
 */
export async function refundProblem(executor: Executor, refund: Payment): Promise<OnthaalError | undefined> {
  const id = refund.refundOf ?? '';
  await executor.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`refunds/${id}`}, 0))`);
  const [row] = await rowsOf<{ data: Payment }>(
    executor,
    sql`SELECT data FROM document WHERE collection = 'payments' AND id = ${id} AND NOT deleted`,
  );
  const payment = row?.data;
  if (payment?.kind !== 'payment' || payment.state !== 'paid') return failure('REFUND_NOT_POSSIBLE').error;
  if (refund.method === 'card' && payment.method !== 'card') return failure('REFUND_NOT_POSSIBLE').error;
  for (const field of ['dossierId', 'personId', 'reference'] as const) {
    if (refund[field] !== payment[field]) return failure('FIELD_INVALID', { field }).error;
  }
  const others = (await refundsOf(executor, payment)).filter((other) => other.id !== refund.id);
  return refund.amountCents > refundableCents(payment, others) ? failure('REFUND_TOO_MUCH').error : undefined;
}
