import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { KioskTicket } from '@onthaal/contract/session/kiosk-hall.ts';
import type { Orm } from '../../database/database.ts';
import { giveNumber, givenBefore, lockNumbers, ticketOf } from './give-number.ts';
import { type GivingKiosk, giverOf } from './giving-kiosk.ts';
import { hallAt, whatIsOffered } from './kiosk-hall.ts';

/** As whoever walks in at a desk. */
const usualPriority = 3;

/** What a kiosk asks for whoever walks in. */
export interface TicketAsked {
  /** Ours of the kiosk: asked again with the same one, the answer is the same number. */
  readonly operationId: string;
  readonly productCode: string;
  /** SHA-256 of the token by which the page of the number will be asked. */
  readonly pageHash?: string | undefined;
}

/**
 * Gives a number to whoever walks in at a kiosk.
 *
 * @returns NOT_ALLOWED for who is no kiosk that gives tickets; REFERENCE_UNKNOWN for what is not helped with there; KIOSK_TOO_OFTEN
 */
export async function takeTicket(
  kiosk: GivingKiosk,
  { operationId, productCode, pageHash }: TicketAsked,
): Promise<Result<KioskTicket>> {
  const { orm, session, now, limits } = kiosk;
  const giver = giverOf(kiosk, 'visits', 'takeTicket');
  if (giver === undefined) return failure('NOT_ALLOWED');
  const hall = await hallAt(orm, giver.locationId);
  if (hall === undefined) return failure('REFERENCE_UNKNOWN', { field: 'locationId' });
  const given = await orm.transaction(async (transaction) => {
    const executor = transaction as unknown as Orm;
    await lockNumbers(executor, session.deviceId);
    const before = await givenBefore(executor, session, operationId);
    if (before !== undefined) return success(before);
    if (limits.isTooOften('ticket', session.deviceId)) return failure('KIOSK_TOO_OFTEN');
    const { products } = await whatIsOffered(executor, hall);
    if (!products.some(({ code }) => code === productCode)) {
      return failure('REFERENCE_UNKNOWN', { field: 'productCode' });
    }
    const visit = await giveNumber(executor, giver, { operationId, productCode, priority: usualPriority });
    return visit === undefined ? failure('KIOSK_TOO_OFTEN') : success(visit);
  });
  return given.ok ? success(await ticketOf(orm, given.value, now, pageHash)) : given;
}
