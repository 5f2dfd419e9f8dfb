import { Identifier } from '@onthaal/contract/entities/building-blocks.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { sql } from 'drizzle-orm';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { type Orm, rowsOf } from '../database/database.ts';
import type { Session } from '../session/session.ts';
import { buildingAt } from './desk-shares.ts';

/** Longer than a payment takes: a desk that died does not keep a terminal from the others. */
const HELD_MINUTES = 5;

const TerminalHold = Type.Object(
  {
    terminal: Type.String({ minLength: 1, maxLength: 400, pattern: '^[\\x20-\\x7e]+$' }),
    deskId: Type.Union([Identifier, Type.Null()]),
    isHeld: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type TerminalHold = Static<typeof TerminalHold>;
const check = Compile(TerminalHold);

type Who = Pick<Session, 'deviceId' | 'kiosk'>;

/**
 * A desk says that it has a payment at a terminal that the desks of its building share, or no longer. One desk at a time has one.
 *
 * @returns false when another desk has; true also where nobody knows the building, because nobody shares anything there. NOT_ALLOWED
 * for a kiosk, ARGUMENT_INVALID for what is no terminal
 */
export async function holdTerminal(orm: Orm, { deviceId, kiosk }: Who, asked: unknown): Promise<Result<boolean>> {
  if (kiosk !== undefined) return failure('NOT_ALLOWED');
  if (!check.Check(asked)) return failure('ARGUMENT_INVALID', { field: 'terminal' });
  const { terminal, deskId, isHeld } = asked;
  const building = await buildingAt(orm, deviceId, deskId);
  if (building === undefined) return success(true);
  if (!isHeld) {
    await orm.execute(
      sql`DELETE FROM terminal_hold WHERE building = ${building} AND terminal = ${terminal} AND device_id = ${deviceId}`,
    );
    return success(true);
  }
  const rows = await rowsOf(
    orm,
    sql`INSERT INTO terminal_hold (building, terminal, device_id, until)
        VALUES (${building}, ${terminal}, ${deviceId}, now() + make_interval(mins => ${HELD_MINUTES}))
        ON CONFLICT (building, terminal) DO UPDATE SET device_id = excluded.device_id, until = excluded.until
        WHERE terminal_hold.device_id = excluded.device_id OR terminal_hold.until < now()
        RETURNING device_id`,
  );
  return success(rows.length === 1);
}
