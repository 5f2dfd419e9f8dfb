import { type CallingDesk, callable, type TeamOfProduct, type Waiting } from './queue.ts';

/** How many visitors a computer may have for when the line drops. */
export const mostReserved = 3;
/** A computer that the centre did not hear of for so long has given up its reservations, at both ends: see `mayCallWithoutLine`. */
export const reservationMinutes = 60;
/** What clocks that run a little differently, and an answer on its way, may cost. */
const marginMinutes = 5;

export interface Reserved extends Waiting {
  readonly reservation?:
    | { readonly deviceId: string; readonly deskId: string; readonly at: string; readonly release: boolean }
    | undefined;
}

/** A desk with the computer that stands there, which called not long ago. */
export interface OpenDesk extends CallingDesk {
  readonly deviceId: string;
}

function minutesBetween(earlier: string, later: number): number {
  return (later - Date.parse(earlier)) / 60_000;
}

/** Whether a reservation still keeps others away. */
export function isHeld({ reservation }: Reserved, now: number): boolean {
  return reservation !== undefined && minutesBetween(reservation.at, now) < reservationMinutes;
}

/** Whether this computer may call a visitor without asking the centre: reserved for it, not asked back, and not too long ago. */
export function mayCallWithoutLine({ reservation }: Reserved, deviceId: string, now: number): boolean {
  if (reservation?.deviceId !== deviceId || reservation.release) return false;
  return minutesBetween(reservation.at, now) < reservationMinutes - marginMinutes;
}

/** What must change so that each open desk has some visitors for when the line drops, and nobody who is next waits for one. */
export interface ReservationPlan<Visit> {
  readonly reserve: readonly { readonly visit: Visit; readonly desk: OpenDesk }[];
  readonly askBack: readonly Visit[];
}

/**
 * Who is reserved for which desk. The first in the queue, as many as there are desks, are nobody's: they are next, whoever is free. Behind
 * them each desk gets some whom it can help, in turns, but never more than half of the queue in all. A desk that is alone has the first.
 *
 * @param waiting all who wait, in any order
 */
export function planReservations<Visit extends Reserved>(
  waiting: readonly Visit[],
  desks: readonly OpenDesk[],
  teamOf: TeamOfProduct,
  now: number,
): ReservationPlan<Visit> {
  const next = new Set(
    desks.length < 2 ? [] : desks.flatMap((desk) => callable(waiting, desk, teamOf).slice(0, desks.length)),
  );
  const askBack = [...next].filter(
    (visit) => visit.waitsForDeskId === undefined && isHeld(visit, now) && visit.reservation?.release === false,
  );
  const free = new Set(waiting.filter((visit) => !next.has(visit) && !isHeld(visit, now)));
  const reserve: { visit: Visit; desk: OpenDesk }[] = [];
  const has = (desk: OpenDesk) =>
    waiting.filter((visit) => isHeld(visit, now) && visit.reservation?.deviceId === desk.deviceId).length +
    reserve.filter((one) => one.desk === desk).length;
  const held = waiting.filter((visit) => isHeld(visit, now)).length;
  const room = desks.length < 2 ? mostReserved : Math.floor(waiting.length / 2) - held;
  for (let turn = 0; turn < mostReserved; turn += 1) {
    for (const desk of desks) {
      if (has(desk) >= mostReserved || reserve.length >= room) continue;
      const visit = callable([...free], desk, teamOf)[0];
      if (visit === undefined) continue;
      free.delete(visit);
      reserve.push({ visit, desk });
    }
  }
  return { reserve, askBack };
}
