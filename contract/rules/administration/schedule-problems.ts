import { Temporal } from 'temporal-polyfill';
import type { ReferenceData } from '../../entities/reference.ts';

/** Reference data by which the planner knows when, where and with whom appointments can be. */
export const scheduleKinds = ['calendar', 'blackout', 'location', 'member', 'desk', 'room'] as const;
export type ScheduleKind = (typeof scheduleKinds)[number];

/** Whether a kind of reference data says when appointments can be. */
export function isScheduleKind(kind: string): kind is ScheduleKind {
  return scheduleKinds.some((known) => known === kind);
}

/** What is wrong with one of them, and where: a field, with the place in its list when it is one. */
export interface ScheduleProblem {
  readonly where: string;
  readonly problem: 'empty' | 'endsBeforeItBegins' | 'notADay' | 'notATime' | 'sameDay' | 'hoursOverlap';
}

type Problems = readonly ScheduleProblem[];
type Hours = { readonly from: string; readonly until: string };

function isDay(text: string): boolean {
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

function dayProblems(where: string, day: string | undefined): Problems {
  return day === undefined || isDay(day) ? [] : [{ where, problem: 'notADay' }];
}

const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/;

/** A form is judged as it is typed: a time that is none yet. */
function timeProblems(where: string, time: string | undefined): Problems {
  return time === undefined || timeOfDay.test(time) ? [] : [{ where, problem: 'notATime' }];
}

function backwards(where: string, from: string | undefined, until: string | undefined, isWholeDay = false): Problems {
  if (from === undefined || until === undefined) return [];
  const isRight = isWholeDay ? from <= until : from < until;
  return isRight ? [] : [{ where, problem: 'endsBeforeItBegins' }];
}

function calendarProblems({ days }: ReferenceData['calendar']): Problems {
  return days.flatMap(({ date, name }, index): Problems => {
    const isTwice = days.findIndex((other) => other.date === date) < index;
    return [
      ...(name.trim() === '' ? [{ where: `days.${index}`, problem: 'empty' as const }] : []),
      ...dayProblems(`days.${index}`, date),
      ...(isTwice ? [{ where: `days.${index}`, problem: 'sameDay' as const }] : []),
    ];
  });
}

function blackoutProblems(data: ReferenceData['blackout']): Problems {
  const { weekdays, from, until, validFrom, validUntil, locationIds, placeIds, teamIds, memberIds } = data;
  const concerned = [locationIds, placeIds, teamIds, memberIds].some((ids) => (ids?.length ?? 0) > 0);
  return [
    ...(weekdays.length === 0 ? [{ where: 'weekdays', problem: 'empty' as const }] : []),
    ...timeProblems('from', from),
    ...timeProblems('until', until),
    ...backwards('until', from, until),
    ...dayProblems('validFrom', validFrom),
    ...dayProblems('validUntil', validUntil),
    ...backwards('validUntil', validFrom, validUntil, true),
    ...(concerned ? [] : [{ where: 'concerns', problem: 'empty' as const }]),
  ];
}

function overlapIn(hours: readonly (Hours & { readonly weekday: number })[], index: number): boolean {
  const one = hours[index];
  return hours.some(
    (other, place) =>
      one !== undefined &&
      place < index &&
      other.weekday === one.weekday &&
      other.from < one.until &&
      one.from < other.until,
  );
}

function locationProblems({ openingHours = [] }: ReferenceData['location']): Problems {
  return openingHours.flatMap(({ from, until }, index): Problems => {
    const where = `openingHours.${index}`;
    return [
      ...timeProblems(where, from),
      ...timeProblems(where, until),
      ...backwards(where, from, until),
      ...(overlapIn(openingHours, index) ? [{ where, problem: 'hoursOverlap' as const }] : []),
    ];
  });
}

function memberProblems({ absences = [] }: ReferenceData['member']): Problems {
  return absences.flatMap(({ from, until, start, end }, index): Problems => {
    const where = `absences.${index}`;
    return [
      ...dayProblems(where, from),
      ...dayProblems(where, until),
      ...backwards(where, from, until, true),
      ...timeProblems(where, start),
      ...timeProblems(where, end),
      ...backwards(where, start, end),
    ];
  });
}

/** What is wrong with when, where or with whom appointments can be. The shape of `data` must be right. */
export function scheduleProblems(kind: ScheduleKind, data: unknown): readonly ScheduleProblem[] {
  if (kind === 'calendar') return calendarProblems(data as ReferenceData['calendar']);
  if (kind === 'blackout') return blackoutProblems(data as ReferenceData['blackout']);
  if (kind === 'location') return locationProblems(data as ReferenceData['location']);
  if (kind === 'member') return memberProblems(data as ReferenceData['member']);
  return [];
}

/** Fields that an administrator writes on the screen of the planner; the others are set up with the mid-office. */
const writtenFields: { readonly [Kind in ScheduleKind]: readonly string[] | 'all' } = {
  calendar: ['days'],
  blackout: 'all',
  location: ['openingHours', 'slotMinutes', 'mostAtOnce'],
  member: ['skills', 'absences'],
  desk: ['teamIds'],
  room: ['seats', 'hybrid'],
};
const madeHere = ['calendar', 'blackout'] as const satisfies readonly ScheduleKind[];
export type MadeScheduleKind = (typeof madeHere)[number];
/** What people log in to, or what devices and services are set up for, neither comes nor goes by a screen. */
const staysHere: readonly ScheduleKind[] = ['location', 'member'];

interface ScheduleRow {
  readonly kind: ScheduleKind;
  readonly name: string;
  readonly active: boolean;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Whether this screen may make a new row of the kind. */
export function isMadeHere(kind: ScheduleKind): kind is MadeScheduleKind {
  return madeHere.some((known) => known === kind);
}

/** Whether this screen may withdraw a row of the kind. */
export function isWithdrawnHere(kind: ScheduleKind): boolean {
  return !staysHere.includes(kind);
}

/**
 * The first field of a row that is not changed on this screen, so that nobody gives themselves a role by way of an absence; undefined when
 * all of it is as it should be. Days that count for statutory terms are not written here either.
 */
export function frozenField(before: ScheduleRow | undefined, after: ScheduleRow): string | undefined {
  const { kind } = after;
  if (kind === 'calendar' && after.data.purpose !== 'closing') return 'data.purpose';
  if (before === undefined) return isMadeHere(kind) ? undefined : 'kind';
  if (!after.active && before.active && !isWithdrawnHere(kind)) return 'active';
  if (!isMadeHere(kind) && before.name !== after.name) return 'name';
  const written = writtenFields[kind];
  if (written === 'all') return undefined;
  const fields = [...new Set([...Object.keys(before.data), ...Object.keys(after.data)])];
  const changed = fields.find(
    (field) => !written.includes(field) && JSON.stringify(before.data[field]) !== JSON.stringify(after.data[field]),
  );
  return changed === undefined ? undefined : `data.${changed}`;
}
