import { type CallingDesk, canServe, queueOrder, type TeamOfProduct, type Waiting } from './queue.ts';
import type { UsualTime, UsualTimeOf } from './service-times.ts';

/** How long somebody will wait, in whole minutes: in about eight of ten cases between these. */
export interface ExpectedWait {
  readonly from: number;
  readonly to: number;
}

/** Where somebody stands in the queue; without a wait when it cannot be said yet. */
export interface QueuePlace {
  /** How many are called before. */
  readonly ahead: number;
  readonly wait?: ExpectedWait | undefined;
}

/** A desk that works now. */
export interface WorkingDesk extends CallingDesk {
  /** The services of who is called or served there. */
  readonly serving?: readonly { readonly productCode: string }[] | undefined;
}

/** What has to be done before it is somebody's turn. */
export interface WorkAhead {
  /** Of each who is called before. */
  readonly before: readonly UsualTime[];
  /** Of each who is at one of the desks: on average they are half way. */
  readonly atDesks: readonly UsualTime[];
  /** Desks that work through it. */
  readonly desks: number;
}

/** Eight of ten lie within so many standard deviations. */
const deviations = 1.28;
/** From so many minutes on a wait is told in steps of five: nobody knows it better. */
const roundedFrom = 10;
const step = 5;

function told(minutes: number, round: (value: number) => number): number {
  const whole = round(minutes);
  return whole < roundedFrom ? whole : round(whole / step) * step;
}

/** How long the work ahead lasts; undefined without a desk. More work never makes it shorter, one more desk never longer. */
export function expectedWait({ before, atDesks, desks }: WorkAhead): ExpectedWait | undefined {
  if (desks < 1) return undefined;
  const parts = [...before, ...atDesks.map(({ typical, spread }) => ({ typical: typical / 2, spread: spread / 2 }))];
  const seconds = parts.reduce((sum, { typical }) => sum + typical, 0);
  // A spread as large as the time itself would make one more person shorten the shortest wait.
  const variance = parts.reduce((sum, { typical, spread }) => sum + Math.min(spread, typical / deviations) ** 2, 0);
  const margin = deviations * Math.sqrt(variance);
  const minutes = (value: number) => Math.max(0, value) / 60 / desks;
  return { from: told(minutes(seconds - margin), Math.floor), to: told(minutes(seconds + margin), Math.ceil) };
}

function timeOf(services: readonly { readonly productCode: string }[], usual: UsualTimeOf): UsualTime | undefined {
  const codes = services.length === 0 ? [''] : services.map(({ productCode }) => productCode);
  const times = codes.map(usual);
  if (times.some((time) => time === undefined)) return undefined;
  return times.reduce<UsualTime>(
    (sum, time) => ({ typical: sum.typical + (time?.typical ?? 0), spread: sum.spread + (time?.spread ?? 0) }),
    { typical: 0, spread: 0 },
  );
}

function isBefore(other: Waiting, visit: Waiting, desks: readonly CallingDesk[], teamOf: TeamOfProduct): boolean {
  if (other.id === visit.id) return false;
  if (other.waitsForDeskId !== undefined) {
    if (!desks.some(({ id }) => id === other.waitsForDeskId)) return false;
    return visit.waitsForDeskId === undefined || queueOrder(other, visit) < 0;
  }
  if (visit.waitsForDeskId !== undefined || queueOrder(other, visit) > 0) return false;
  return desks.some((desk) => canServe(desk, other, teamOf));
}

/**
 * How many are called before somebody, and how long that will last, by what is usual and by the desks that work now.
 *
 * @param waiting all who wait in the building; whether the visit is among them does not matter
 */
export function queuePlace(
  visit: Waiting,
  waiting: readonly Waiting[],
  desks: readonly WorkingDesk[],
  teamOf: TeamOfProduct,
  usual: UsualTimeOf,
): QueuePlace {
  const own = desks.filter((desk) =>
    visit.waitsForDeskId === undefined ? canServe(desk, visit, teamOf) : desk.id === visit.waitsForDeskId,
  );
  if (own.length === 0) {
    return { ahead: waiting.filter((other) => other.id !== visit.id && queueOrder(other, visit) < 0).length };
  }
  const before = waiting.filter((other) => isBefore(other, visit, own, teamOf));
  const busy = own.flatMap(({ serving }) => (serving === undefined ? [] : [serving]));
  const isNext = before.length === 0 && busy.length < own.length;
  const times = [...before.map(({ services }) => services), ...(isNext ? [] : busy)].map((one) => timeOf(one, usual));
  const known = times.filter((time) => time !== undefined);
  if (known.length < times.length) return { ahead: before.length };
  const ahead = { before: known.slice(0, before.length), atDesks: known.slice(before.length), desks: own.length };
  return { ahead: before.length, wait: expectedWait(ahead) };
}
