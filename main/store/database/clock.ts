import { Temporal } from 'temporal-polyfill';

/** A difference below this is the resolution of the line, not of the clock. */
const NOTICEABLE = 2_000;
/** A time before this program was written, or this far from the computer's, is nobody's clock. */
const EARLIEST = Date.UTC(2025, 0, 1);
const LARGEST_OFFSET = 40 * 365 * 86_400_000;

/** Milliseconds to add to this computer's clock. One per thread: a thread works for one store. */
let offset = 0;
/** The last time that was told, so that a small correction does not turn two instants round. */
let lastTold = 0;

/** What is remembered of the centre's clock for a start without a line. */
export interface KnownClock {
  /** Milliseconds that the centre's clock was ahead of this computer's. */
  readonly offset: number;
  /** A moment by the centre's clock that has certainly been, in milliseconds since 1970. */
  readonly seen: number;
}

/** Now by the centre's clock as far as it is known, in milliseconds since 1970. Never goes back by less than two minutes. */
export function currentTime(): number {
  const now = Date.now() + offset;
  lastTold = now < lastTold && lastTold - now < 120_000 ? lastTold : now;
  return lastTold;
}

/** How much the centre's clock is taken to be ahead of this computer's, in milliseconds. */
export function clockOffset(): number {
  return offset;
}

/** Takes an offset over from the thread that hears the centre. */
export function setClockOffset(milliseconds: number): void {
  offset = milliseconds;
}

/**
 * Hears the centre's time, in milliseconds since 1970. What is impossible is ignored. Answers tell whole seconds and need time to
 * arrive, so each measures a little too little: of several the largest is the truest.
 *
 * @returns whether the offset changed by more than that
 */
export function hearCentreTime(centreTime: number): boolean {
  const measured = centreTime - Date.now();
  if (!(centreTime >= EARLIEST) || Math.abs(measured) > LARGEST_OFFSET) return false;
  if (Math.abs(measured - offset) <= NOTICEABLE) {
    if (offset !== 0 && measured > offset) offset = measured;
    return false;
  }
  offset = Math.abs(measured) <= NOTICEABLE ? 0 : measured;
  return true;
}

/**
 * Starts with what was known before: a start without a line still counts by the centre's clock. When somebody set this
 * computer's clock right since, the old offset would put the time before a moment that has been; then the offset is left out,
 * and when the time is impossible either way it goes on from that moment.
 */
export function startClock(known: KnownClock | undefined): void {
  lastTold = 0;
  offset = 0;
  if (known === undefined || !Number.isFinite(known.offset) || Math.abs(known.offset) > LARGEST_OFFSET) return;
  const here = Date.now();
  const offsets = [known.offset, 0, known.seen - here];
  offset = offsets.find((candidate) => here + candidate >= known.seen) ?? 0;
}

/** Now, as the documents write instants: UTC with milliseconds and `Z`. */
export function nowInstant(): string {
  return new Date(currentTime()).toISOString();
}

/** Today's calendar day in Brussels, `YYYY-MM-DD`. */
export function todayInBrussels(): string {
  return Temporal.Instant.fromEpochMilliseconds(currentTime())
    .toZonedDateTimeISO('Europe/Brussels')
    .toPlainDate()
    .toString();
}

/** The calendar day in Brussels of an instant. */
export function dayInBrussels(instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Brussels').toPlainDate().toString();
}

/**
 * An instant that is later than every given one, and now when the clock allows. A document's `updatedAt` must grow with
 * each write: it tells which writes a pushed state includes.
 */
export function instantAfter(...instants: readonly (string | undefined)[]): string {
  let newest = currentTime();
  for (const instant of instants) {
    const milliseconds = instant === undefined ? Number.NaN : Date.parse(instant);
    if (milliseconds >= newest) newest = milliseconds + 1;
  }
  return new Date(newest).toISOString();
}

/** Start and end of a Brussels calendar day as UTC instants, for half-open ranges. */
export function instantsOfDay(day: string): { readonly start: string; readonly end: string } {
  const date = Temporal.PlainDate.from(day);
  const startOf = (value: Temporal.PlainDate) =>
    new Date(value.toZonedDateTime('Europe/Brussels').epochMilliseconds).toISOString();
  return { start: startOf(date), end: startOf(date.add({ days: 1 })) };
}

/** The Monday of the week of a day. */
export function mondayOf(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}

/** A day so many days later. */
export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}
