import {
  DeskName,
  FailingShares,
  type NeighbouringDesk,
  SharedPrinters,
  SharedScanner,
  SharedTerminal,
  terminalKey,
} from '@onthaal/contract/devices/neighbours.ts';
import { Identifier } from '@onthaal/contract/entities/building-blocks.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { sql } from 'drizzle-orm';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { type Orm, rowsOf } from '../database/database.ts';
import { buildingOfDesk, buildingsOfDevices } from '../scope/buildings.ts';
import type { Session } from '../session/session.ts';
import { tellNeighbours, terminalsInUse } from './neighbour-news.ts';

/** A desk that nobody logged in at for so long has gone. */
const KEPT_DAYS = 30;
const MOST_NEIGHBOURS = 100;

/** What a desk shares; without a name it shares nothing. */
const DeskShare = Type.Object(
  {
    name: Type.Union([DeskName, Type.Null()]),
    deskId: Type.Union([Identifier, Type.Null()]),
    printers: SharedPrinters,
    terminal: SharedTerminal,
    scanner: SharedScanner,
    failing: FailingShares,
  },
  { additionalProperties: false },
);
export type DeskShare = Static<typeof DeskShare>;
const check = Compile(DeskShare);

type Who = Pick<Session, 'deviceId' | 'memberId' | 'kiosk'>;

/**
 * Keeps what a desk shares with the others in its building, in the place of what it shared before, and answers what those share. The
 * building is that of the desk that was chosen at the computer, else of the centre's list. Where nobody knows it there are no neighbours.
 *
 * @returns NOT_ALLOWED for a kiosk, ARGUMENT_INVALID for what is no share
 */
export async function shareDesk(orm: Orm, who: Who, share: unknown): Promise<Result<readonly NeighbouringDesk[]>> {
  if (who.kiosk !== undefined) return failure('NOT_ALLOWED');
  if (!check.Check(share) || !textsOf(share).every(isPlain)) return failure('ARGUMENT_INVALID', { field: 'printers' });
  const { deviceId, memberId } = who;
  const building = await buildingAt(orm, deviceId, share.deskId);
  if (building === undefined) {
    await forget(orm, deviceId);
    return success([]);
  }
  if (await keep(orm, { deviceId, memberId, building }, share)) await tellNeighbours(orm, building);
  return success(await sharesOf(orm, building, deviceId));
}

interface ShareRow {
  readonly device_id: string;
  readonly name: string;
  readonly printers: NeighbouringDesk['printers'];
  readonly terminal: SharedTerminal;
  readonly scanner: SharedScanner;
  readonly failing: FailingShares;
}

/** What the other desks of a building share, and whether somebody pays at their terminals now. */
async function sharesOf(orm: Orm, building: string, deviceId: string): Promise<readonly NeighbouringDesk[]> {
  const held = await terminalsInUse(orm, building);
  const rows = await rowsOf<ShareRow>(
    orm,
    sql`SELECT device_id, name, printers, terminal, scanner, failing FROM desk_share
        WHERE building = ${building} AND device_id <> ${deviceId} AND at > now() - make_interval(days => ${KEPT_DAYS})
          AND NOT EXISTS (SELECT 1 FROM revocation WHERE kind = 'device' AND id = device_id)
        ORDER BY name, device_id LIMIT ${MOST_NEIGHBOURS}`,
  );
  return rows.map(({ device_id, terminal, ...shared }) => ({
    ...shared,
    deviceId: device_id,
    terminal,
    terminalInUse: terminal !== null && held.has(terminalKey(terminal)),
  }));
}

/** In which building a computer stands: that of the desk that was chosen there, else of the centre's list. */
export async function buildingAt(orm: Orm, deviceId: string, deskId: string | null): Promise<string | undefined> {
  const chosen = deskId === null ? undefined : await buildingOfDesk(orm, deskId);
  return chosen ?? (await buildingsOfDevices(orm, [deviceId])).get(deviceId);
}

/** In which building a computer said that it stands, as it shared its devices there. */
export async function buildingThatShares(orm: Orm, deviceId: string): Promise<string | undefined> {
  const [row] = await rowsOf<{ building: string }>(
    orm,
    sql`SELECT building FROM desk_share WHERE device_id = ${deviceId} AND at > now() - make_interval(days => ${KEPT_DAYS})`,
  );
  return row?.building;
}

function textsOf({ name, printers, terminal, scanner }: DeskShare): readonly string[] {
  const ofTerminal = Object.values(terminal ?? {}).filter((value) => typeof value === 'string');
  return [
    name ?? '',
    ...printers.flatMap(({ place }) => [place.name, place.address, place.fingerprint ?? '']),
    ...ofTerminal,
    ...Object.values(scanner ?? {}),
  ];
}

/** What a database keeps as it is and a screen shows as one line. */
function isPlain(text: string): boolean {
  return !/[\p{Cc}\p{Cs}]/u.test(text);
}

/** Whether it is something else than before. */
async function keep(
  orm: Orm,
  { deviceId, memberId, building }: { readonly deviceId: string; readonly memberId: string; readonly building: string },
  { name, printers, terminal, scanner, failing }: DeskShare,
): Promise<boolean> {
  if (name === null) return forget(orm, deviceId);
  const orNull = (device: object | null) => sql`${device === null ? null : JSON.stringify(device)}::jsonb`;
  const shared = sql`${building}::text, ${name}::text, ${JSON.stringify(printers)}::jsonb,
    ${orNull(terminal)}, ${orNull(scanner)}, ${JSON.stringify(failing)}::jsonb`;
  const [row] = await rowsOf<{ same: boolean }>(
    orm,
    sql`WITH before AS (SELECT building, name, printers, terminal, scanner, failing FROM desk_share WHERE device_id = ${deviceId})
        INSERT INTO desk_share (device_id, building, name, printers, terminal, scanner, failing, by)
        VALUES (${deviceId}, ${shared}, ${memberId})
        ON CONFLICT (device_id) DO UPDATE
        SET building = excluded.building, name = excluded.name, printers = excluded.printers,
            terminal = excluded.terminal, scanner = excluded.scanner, failing = excluded.failing, by = excluded.by, at = now()
        RETURNING EXISTS (SELECT 1 FROM before
          WHERE (before.building, before.name, before.printers, before.failing) = (desk_share.building, desk_share.name, desk_share.printers, desk_share.failing)
            AND (before.terminal, before.scanner) IS NOT DISTINCT FROM (desk_share.terminal, desk_share.scanner)) AS same`,
  );
  return row?.same !== true;
}

async function forget(orm: Orm, deviceId: string): Promise<boolean> {
  const rows = await rowsOf(orm, sql`DELETE FROM desk_share WHERE device_id = ${deviceId} RETURNING device_id`);
  return rows.length > 0;
}

/** Removes what desks shared at which nobody logged in for a month; how many. */
export async function removeOldShares(orm: Orm): Promise<number> {
  const rows = await rowsOf(
    orm,
    sql`DELETE FROM desk_share WHERE at < now() - make_interval(days => ${KEPT_DAYS}) RETURNING device_id`,
  );
  return rows.length;
}
