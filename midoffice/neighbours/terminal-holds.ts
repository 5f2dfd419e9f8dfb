import { Identifier } from '@onthaal/contract/entities/building-blocks.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { sql } from 'drizzle-orm';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { type Orm, rowsOf } from '../database/database.ts';
import type { Session } from '../session/session.ts';
import { buildingAt } from './desk-shares.ts';
import { tellOfTerminal } from './neighbour-news.ts';
import { allowLookUp, paymentToLookUp } from './payment-look-ups.ts';

/** Longer than a payment takes: a desk that died does not keep a terminal from the others. */
const HELD_MINUTES = 5;
const BY_HAND = 'manual';

const TerminalHold = Type.Object(
  {
    terminal: Type.String({ minLength: 1, maxLength: 400, pattern: '^[\\x20-\\x7e]+$' }),
    deskId: Type.Union([Identifier, Type.Null()]),
    isHeld: Type.Boolean(),
    /** The payment of another desk that is looked up there. */
    paymentId: Type.Union([Identifier, Type.Null()]),
  },
  { additionalProperties: false },
);
export type TerminalHold = Static<typeof TerminalHold>;
const check = Compile(TerminalHold);

type Who = Pick<Session, 'deviceId' | 'kiosk'>;

interface Held extends Pick<Session, 'deviceId'> {
  readonly building: string;
  readonly terminal: string;
}

/**
 * A desk says that it has a payment at a terminal, or looks one of another desk up there, or no longer. One desk at a time does.
 * Terminals that are worked by hand stand at one desk each.
 *
 * @returns false when another desk has; true also where nobody knows the building, because nobody shares anything there. NOT_ALLOWED
 * for a kiosk, ARGUMENT_INVALID for what is no terminal, and for a look-up the failures of `paymentToLookUp`
 */
export async function holdTerminal(orm: Orm, { deviceId, kiosk }: Who, asked: unknown): Promise<Result<boolean>> {
  if (kiosk !== undefined) return failure('NOT_ALLOWED');
  if (!check.Check(asked)) return failure('ARGUMENT_INVALID', { field: 'terminal' });
  const { terminal, deskId, isHeld, paymentId } = asked;
  const building = await buildingAt(orm, deviceId, deskId);
  if (building === undefined) return paymentId === null || !isHeld ? success(true) : failure('PAYMENT_OTHER_DESK');
  if (!isHeld) return success(await letGo(orm, { building, deviceId }, terminal));
  const sought = paymentId === null ? undefined : await paymentToLookUp(orm, { paymentId, terminal, building });
  if (sought !== undefined && !sought.ok) return sought;
  const at = terminal === BY_HAND ? `${BY_HAND} ${sought?.value.deviceId ?? deviceId}` : terminal;
  const isTaken = await take(orm, { building, deviceId, terminal: at });
  if (isTaken) await tellOfTerminal(orm, building);
  if (isTaken && paymentId !== null) await allowLookUp(orm, { deviceId }, paymentId);
  return success(isTaken);
}

async function take(orm: Orm, { building, terminal, deviceId }: Held): Promise<boolean> {
  const rows = await rowsOf(
    orm,
    sql`INSERT INTO terminal_hold (building, terminal, device_id, until)
        VALUES (${building}, ${terminal}, ${deviceId}, now() + make_interval(mins => ${HELD_MINUTES}))
        ON CONFLICT (building, terminal) DO UPDATE SET device_id = excluded.device_id, until = excluded.until
        WHERE terminal_hold.device_id = excluded.device_id OR terminal_hold.until < now()
        RETURNING device_id`,
  );
  return rows.length === 1;
}

async function letGo(
  orm: Orm,
  { building, deviceId }: Pick<Held, 'building' | 'deviceId'>,
  terminal: string,
): Promise<true> {
  const isThat = terminal === BY_HAND ? sql`terminal LIKE ${`${BY_HAND} %`}` : sql`terminal = ${terminal}`;
  const rows = await rowsOf(
    orm,
    sql`DELETE FROM terminal_hold WHERE building = ${building} AND device_id = ${deviceId} AND ${isThat} RETURNING terminal`,
  );
  if (rows.length > 0) await tellOfTerminal(orm, building);
  return true;
}
