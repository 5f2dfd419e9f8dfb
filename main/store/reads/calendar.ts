import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import {
  blockedOn,
  closedFor,
  findHindrances,
  type Occupation,
  occupationOf,
  openHours,
  overlaps,
  type PlannerData,
  type Stretch,
} from '@onthaal/contract/rules/planner/index.ts';
import {
  type CalendarCell,
  type CalendarColumn,
  type CalendarView,
  withoutPlace,
} from '@onthaal/contract/store/planner.ts';
import type { ReadArguments } from '@onthaal/contract/store/reads.ts';
import { Temporal } from 'temporal-polyfill';
import { currentTime, instantsOfDay, mondayOf } from '../database/clock.ts';
import { withMessages } from './appointment-messages.ts';
import { appointmentsAround, plannerData } from './planner.ts';
import type { ReadContext } from './read-context.ts';
import { appointmentRows } from './rows.ts';

type Appointment = DocumentOf<'appointments'>;
type Location = PlannerData['location'][number];

const STEP_MINUTES = 15;
/** Shown when nothing is open at all. */
const usualHours = { from: 9 * 60, until: 17 * 60 };
const shown: readonly Appointment['state'][] = [
  ...(['held', 'requested', 'booked', 'confirmed', 'reminded', 'arrived', 'served', 'noShow'] as const),
];

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** The rows: from the earliest opening to the latest closing of the week, so that they are the same on each day. */
function timesOf({ data }: Location): readonly string[] {
  const hours = data.openingHours ?? [];
  const from = hours.length === 0 ? usualHours.from : Math.min(...hours.map((one) => minutesOf(one.from)));
  const until = hours.length === 0 ? usualHours.until : Math.max(...hours.map((one) => minutesOf(one.until)));
  const count = Math.ceil((until - from) / STEP_MINUTES);
  return Array.from({ length: count }, (_, index) => clockOf(from + index * STEP_MINUTES));
}

function startOf(day: string, time: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime({
    timeZone: 'Europe/Brussels',
    plainTime: Temporal.PlainTime.from(time),
  }).epochMilliseconds;
}

/** What a column is about. */
interface Subject {
  readonly id: string;
  readonly name?: string | undefined;
  readonly memberId?: string | undefined;
  readonly placeId?: string | undefined;
  /** What is at no desk and in no room: digital, or at the place of the member. */
  readonly isWithoutPlace?: true;
}

interface Diary {
  readonly data: PlannerData;
  readonly location: Location;
  readonly times: readonly string[];
  readonly taken: readonly Occupation[];
}

function concerns(taken: Occupation, { memberId, placeId, isWithoutPlace }: Subject): boolean {
  if (isWithoutPlace) return taken.placeId === undefined;
  if (memberId !== undefined) return taken.memberIds.includes(memberId);
  return placeId === undefined || taken.placeId === placeId;
}

function columnOf({ data, location, times, taken }: Diary, day: string, subject: Subject): CalendarColumn {
  const date = Temporal.PlainDate.from(day);
  const open = openHours(data, location, date);
  const blocked = blockedOn(data, date);
  const member = data.member.find(({ id }) => id === subject.memberId);
  const away: readonly Stretch[] = [
    ...blocked.location(location.id),
    ...(subject.placeId === undefined ? [] : blocked.place(subject.placeId)),
    ...(member === undefined ? [] : blocked.member(member)),
  ];
  const own = taken.filter((one) => concerns(one, subject));
  const cells = times.map((time): CalendarCell => {
    const from = startOf(day, time);
    const cell = { from, until: from + STEP_MINUTES * 60_000 };
    const here = own.filter((one) => overlaps(one, cell));
    const starting = here.filter((one) => one.from >= cell.from).map(({ id }) => id);
    const isOpen = open.some((hours) => overlaps(hours, cell));
    const isAway = away.some((one) => overlaps(one, cell));
    const state = here.length > 0 ? 'taken' : !isOpen ? 'closed' : isAway ? 'away' : 'free';
    const going = here.filter((one) => one.from < cell.from).map(({ id }) => id);
    return { startsAt: new Date(from).toISOString(), state, starting, going };
  });
  const closed = closedFor(data, day);
  const { isWithoutPlace: _without, ...named } = subject;
  return { ...named, id: `${day}/${subject.id}`, day, ...(closed === undefined ? {} : { closedFor: closed }), cells };
}

function placesOf({ data, location, taken }: Diary): readonly Subject[] {
  const { building } = location.data;
  const desks = data.desk.filter((desk) => desk.data.building === building);
  const rooms = data.room.filter((room) => room.data.building === building);
  const used = rooms.filter(({ id }) => taken.some(({ placeId }) => placeId === id));
  const places = [...desks, ...used].map(({ id, name }) => ({ id, name, placeId: id }));
  const isElsewhere = taken.some(({ placeId }) => placeId === undefined);
  return isElsewhere ? [...places, { id: withoutPlace, isWithoutPlace: true }] : places;
}

function membersOf({ data, taken }: Diary, { member }: ReadContext): readonly Subject[] {
  return data.member
    .filter(
      ({ id, data: { teamIds } }) =>
        taken.some(({ memberIds }) => memberIds.includes(id)) || teamIds.some((team) => member.teamIds.includes(team)),
    )
    .map(({ id, name }) => ({ id, name, memberId: id }));
}

function subjectOf({ desk, room, member }: PlannerData, id: string | undefined): Subject {
  if (id === undefined) return { id: 'all' };
  if (member.some((one) => one.id === id)) return { id, memberId: id };
  return [...desk, ...room].some((one) => one.id === id) ? { id, placeId: id } : { id: 'all' };
}

function daysOf({ day, by }: ReadArguments['calendar']): readonly string[] {
  if (by !== 'week') return [day];
  const monday = Temporal.PlainDate.from(mondayOf(day));
  return Array.from({ length: 7 }, (_, index) => monday.add({ days: index }).toString());
}

/** What an appointment takes; one that was asked for is shown where it would be. */
function shownOccupation(appointment: Appointment, now: number): Occupation | undefined {
  const { state } = appointment;
  const isShownOnly = state === 'requested' || state === 'noShow';
  return occupationOf(isShownOnly ? { ...appointment, state: 'booked' } : appointment, now);
}

/** The calendar of a location as far as this computer knows it: closing days, absences, and what is taken. */
export function readCalendar(context: ReadContext, args: ReadArguments['calendar']): Result<CalendarView> {
  const data = plannerData(context.references);
  const location = data.location.find(({ id }) => id === args.locationId);
  if (location === undefined) return failure('REFERENCE_UNKNOWN', { field: 'locationId' });
  const days = daysOf(args);
  const within = {
    from: Date.parse(instantsOfDay(days[0] ?? args.day).start),
    until: Date.parse(instantsOfDay(days.at(-1) ?? args.day).end),
  };
  const now = currentTime();
  const isHere = (one: Appointment) => one.locationId === undefined || one.locationId === location.id;
  const appointments = appointmentsAround(context, within).filter((one) => shown.includes(one.state) && isHere(one));
  const taken = appointments.flatMap((one) => shownOccupation(one, now) ?? []).filter((one) => overlaps(one, within));
  const diary = { data, location, times: timesOf(location), taken };
  const subjects = {
    place: () => placesOf(diary),
    member: () => membersOf(diary, context),
    week: () => [subjectOf(data, args.onlyId)],
  }[args.by]();
  const columns = days.flatMap((day) => subjects.map((subject) => columnOf(diary, day, subject)));
  // Days on which nobody works and nothing is planned take no place.
  const isShown = (column: CalendarColumn) =>
    args.by !== 'week' || column.cells.some(({ state }) => state !== 'closed');
  const isWorkday = ({ day }: CalendarColumn) => Temporal.PlainDate.from(day).dayOfWeek <= 5;
  const shownColumns = columns.filter((column) => isShown(column) || isWorkday(column));
  const ids = new Set(taken.map(({ id }) => id));
  const why = findHindrances(data, appointments, now);
  const rows = appointmentRows(
    context,
    appointments.filter(({ id }) => ids.has(id)),
  ).map((row) => ({ ...row, hindrances: why.get(row.id) }));
  return success({ times: diary.times, columns: shownColumns, appointments: withMessages(context, rows) });
}
