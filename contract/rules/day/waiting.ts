import type { Visit } from '../../entities/visit.ts';
import { isVisitor } from '../visits/index.ts';

/** What the figures of a day need of a visit: nobody's name, and nothing that was said. */
export type CountedVisit = Pick<
  Visit,
  'id' | 'state' | 'arrivedAt' | 'services' | 'steps' | 'finishedAt' | 'appointmentId' | 'backOffice'
>;

/** Time in which somebody sat in the waiting room, in milliseconds since 1970. */
export interface WaitingSpan {
  readonly from: number;
  /** The first moment at which they did not wait any more; now, for who still waits. */
  readonly until: number;
}

/** A slice of the day, with how full the waiting room was. */
export interface CurvePoint {
  /** UTC instant of its start. */
  readonly at: string;
  /** Most people who waited at one moment of it. */
  readonly most: number;
  /** How long the one of them had waited who waited longest, in whole minutes. */
  readonly longestMinutes: number;
}

const MINUTE = 60_000;
/** A slice of the waiting curve. */
export const sliceMinutes = 15;
/** A day at the counter has no more of them. */
const MOST_SLICES = 96;

const backToQueue: readonly string[] = ['returned', 'transferred'];

/** When a visitor waited, in order: until each call, or until they left. Whose steps were not kept and who is not waiting any more has none. */
export function waitingSpans(visit: CountedVisit, now: number): readonly WaitingSpan[] {
  const spans: WaitingSpan[] = [];
  let since: number | undefined = Date.parse(visit.arrivedAt);
  for (const { event, at } of visit.steps ?? []) {
    if (event === 'arrived') continue;
    const moment = Date.parse(at);
    if (backToQueue.includes(event)) since ??= moment;
    else if (since !== undefined) {
      // Clocks of two desks differ a little.
      spans.push({ from: since, until: Math.max(since, moment) });
      since = undefined;
    }
  }
  if (since !== undefined && visit.state === 'waiting') spans.push({ from: since, until: Math.max(since, now) });
  return spans;
}

function isWaitingAt({ from, until }: WaitingSpan, moment: number): boolean {
  return from <= moment && moment < until;
}

/** How full the waiting room was, a slice of a quarter of an hour each, from the first arrival until nobody waits any more or until now. */
export function waitingCurve(visits: readonly CountedVisit[], now: number): readonly CurvePoint[] {
  const spans = visits.filter(isVisitor).flatMap((visit) => waitingSpans(visit, now));
  if (spans.length === 0) return [];
  const slice = sliceMinutes * MINUTE;
  const first = Math.floor(Math.min(...spans.map(({ from }) => from)) / slice) * slice;
  const last = Math.max(...spans.map(({ until }) => until));
  const count = Math.min(MOST_SLICES, Math.max(1, Math.ceil((last - first) / slice)));
  return Array.from({ length: count }, (_, place) => {
    const start = first + place * slice;
    const end = start + slice;
    const inSlice = spans.filter(({ from, until }) => from < end && until > start);
    // More can only begin to wait at the start of the slice, or when somebody comes in.
    const moments = [start, ...inSlice.map(({ from }) => from).filter((from) => from > start)];
    const waited = inSlice.map(({ from, until }) => Math.min(until, end) - from);
    return {
      at: new Date(start).toISOString(),
      most: Math.max(0, ...moments.map((moment) => inSlice.filter((span) => isWaitingAt(span, moment)).length)),
      longestMinutes: Math.floor(Math.max(0, ...waited) / MINUTE),
    };
  });
}
