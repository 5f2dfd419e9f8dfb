import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { sql } from 'drizzle-orm';
import { type Orm, rowsOf } from '../database/database.ts';
import { isEndedByTerminal } from '../documents/payment-rules.ts';
import type { Session } from '../session/session.ts';
import { buildingAt, buildingThatShares } from './desk-shares.ts';

type Payment = DocumentOf<'payments'>;
type Executor = Pick<Orm, 'execute'>;

/** A desk that looked a payment up brings what it found within days, also after days without a line. */
const KEPT_DAYS = 31;

/**
 * The payment of another desk that a desk wants to look up at the terminal where it was: in the same building, and not ended.
 *
 * @returns DOCUMENT_UNKNOWN, PAYMENT_STEP_NOT_NOW for one that has ended, PAYMENT_OTHER_DESK for one of another building or terminal
 */
export async function paymentToLookUp(
  orm: Orm,
  {
    paymentId,
    terminal,
    building,
  }: { readonly paymentId: string; readonly terminal: string; readonly building: string },
): Promise<Result<Payment>> {
  const [row] = await rowsOf<{ data: Payment }>(
    orm,
    sql`SELECT data FROM document WHERE collection = 'payments' AND id = ${paymentId} AND NOT deleted`,
  );
  if (row === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'paymentId' });
  const payment = row.data;
  if (!isEndedByTerminal(payment)) return failure('PAYMENT_STEP_NOT_NOW');
  const { deviceId, deskId = null } = payment;
  // A computer that the centre's list does not know, or that was moved, says itself where it stands.
  const places = [await buildingAt(orm, deviceId, deskId), await buildingThatShares(orm, deviceId)];
  const isThere = places.includes(building);
  const isThatTerminal = payment.terminal !== undefined && placeOf(payment.terminal) === terminal;
  return isThere && isThatTerminal ? success(payment) : failure('PAYMENT_OTHER_DESK');
}

function placeOf({ kind, terminalKey }: NonNullable<Payment['terminal']>): string | undefined {
  return kind === 'manual' ? kind : terminalKey;
}

/** From now on this desk may say how a payment ended: it holds the terminal where it was. */
export async function allowLookUp(
  executor: Executor,
  { deviceId }: Pick<Session, 'deviceId'>,
  paymentId: string,
): Promise<void> {
  await executor.execute(
    sql`INSERT INTO payment_look_up (payment_id, device_id) VALUES (${paymentId}, ${deviceId})
        ON CONFLICT (payment_id, device_id) DO UPDATE SET at = now()`,
  );
}

/** Whether a desk held the terminal where a payment of another desk was. */
export async function mayLookUp(
  executor: Executor,
  { deviceId }: Pick<Session, 'deviceId'>,
  paymentId: string,
): Promise<boolean> {
  const rows = await rowsOf(
    executor,
    sql`SELECT 1 FROM payment_look_up WHERE payment_id = ${paymentId} AND device_id = ${deviceId}`,
  );
  return rows.length > 0;
}

/** Removes what nobody brings any more; how many. */
export async function removeOldLookUps(orm: Orm): Promise<number> {
  const rows = await rowsOf(
    orm,
    sql`DELETE FROM payment_look_up WHERE at < now() - make_interval(days => ${KEPT_DAYS}) RETURNING payment_id`,
  );
  return rows.length;
}
