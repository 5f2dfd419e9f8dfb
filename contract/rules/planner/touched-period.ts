import { Temporal } from 'temporal-polyfill';
import type { ReferenceData } from '../../entities/reference.ts';
import { timeZone } from '../time-zone.ts';
import type { PlannerKind, Stretch } from './planner-data.ts';

type Row = { readonly kind: PlannerKind; readonly active: boolean; readonly data: ReferenceData[PlannerKind] };

/** Days on which a row says something, as stretches of day texts; undefined: on any. */
function daysOf({ kind, active, data }: Row): readonly (readonly [from: string, until: string])[] | undefined {
  if (kind !== 'calendar' && kind !== 'blackout') return undefined;
  if (!active) return [];
  if (kind === 'calendar') return (data as ReferenceData['calendar']).days.map(({ date }) => [date, date]);
  const { validFrom = '0001-01-01', validUntil = '9999-01-01' } = data as ReferenceData['blackout'];
  return [[validFrom, validUntil]];
}

/** What a member is apart from when they are away: the same text means that only absences changed. */
function withoutAbsences({ active, data }: Row): string {
  const { absences: _absences, ...rest } = data as ReferenceData['member'];
  return JSON.stringify([active, Object.entries(rest).sort(([one], [other]) => (one < other ? -1 : 1))]);
}

function absencesOf({ data }: Row) {
  return (data as ReferenceData['member']).absences ?? [];
}

function changedDays(before: Row | undefined, after: Row): readonly (readonly [string, string])[] | undefined {
  if (after.kind === 'member') {
    if (before === undefined || withoutAbsences(before) !== withoutAbsences(after)) return undefined;
    const known = new Set(absencesOf(before).map((one) => JSON.stringify(one)));
    const fresh = absencesOf(after).filter((one) => !known.has(JSON.stringify(one)));
    return fresh.map(({ from, until }) => [from, until]);
  }
  const days = daysOf(after);
  if (after.kind !== 'calendar' || before?.active !== true || days === undefined) return days;
  const known = new Set((daysOf(before) ?? []).map(String));
  return days.filter((one) => !known.has(String(one)));
}

function startOf(day: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds;
}

/**
 * The stretch of time in which a change of a row can make appointments impossible that were possible before: from now on, and when it is
 * about certain days only those. Undefined: none. What it gives may be too long, never too short.
 *
 * @param before the row as it was; absent for a new one
 */
export function touchedPeriod(before: Row | undefined, after: Row, now: number): Stretch | undefined {
  const ever = { from: now, until: now + 100 * 366 * 86_400_000 };
  const days = changedDays(before, after);
  if (days === undefined) return ever;
  const [first] = days.map(([from]) => from).sort();
  const last = days
    .map(([, until]) => until)
    .sort()
    .at(-1);
  if (first === undefined || last === undefined) return undefined;
  const stretch = {
    from: Math.max(now, startOf(first)),
    until: last >= '2900' ? ever.until : startOf(Temporal.PlainDate.from(last).add({ days: 1 }).toString()),
  };
  return stretch.from < stretch.until ? stretch : undefined;
}
