import { Temporal } from 'temporal-polyfill';
import type { ReferenceOf } from '../../entities/reference.ts';
import { timeZone } from '../time-zone.ts';
import { overlaps, type PlannerData, type Stretch } from './planner-data.ts';

type Blackout = ReferenceOf<'blackout'>['data'];
type Absence = NonNullable<ReferenceOf<'member'>['data']['absences']>[number];

/** The moment at which a clock in Brussels shows a time on a day; right on the days on which the clock changes. */
function momentOf(day: Temporal.PlainDate, time: string): number {
  return day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
}

function stretchOf(day: Temporal.PlainDate, from: string, until: string): Stretch {
  return { from: momentOf(day, from), until: momentOf(day, until) };
}

/** The calendar day in Brussels of a moment. */
export function dayOf(moment: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone).toPlainDate();
}

/** A calendar day in Brussels, from midnight to midnight. */
export function wholeDay(day: Temporal.PlainDate): Stretch {
  const start = (date: Temporal.PlainDate) => date.toZonedDateTime(timeZone).epochMilliseconds;
  return { from: start(day), until: start(day.add({ days: 1 })) };
}

/** The name of the day on which a calendar says that all is closed; undefined on other days. */
export function closedFor({ calendar }: Pick<PlannerData, 'calendar'>, day: string): string | undefined {
  return calendar.flatMap(({ data }) => data.days).find(({ date }) => date === day)?.name;
}

/** The opening hours of a location on a day; none on closing days. */
export function openHours(
  data: Pick<PlannerData, 'calendar'>,
  location: ReferenceOf<'location'>,
  day: Temporal.PlainDate,
): readonly Stretch[] {
  if (closedFor(data, day.toString()) !== undefined) return [];
  return (location.data.openingHours ?? [])
    .filter(({ weekday }) => weekday === day.dayOfWeek)
    .map(({ from, until }) => stretchOf(day, from, until))
    .sort((one, other) => one.from - other.from);
}

function isInForce({ weekdays, validFrom, validUntil }: Blackout, day: Temporal.PlainDate): boolean {
  const text = day.toString();
  return weekdays.includes(day.dayOfWeek) && (validFrom ?? text) <= text && text <= (validUntil ?? text);
}

function absentOn({ from, until, start, end }: Absence, day: Temporal.PlainDate): Stretch | undefined {
  const text = day.toString();
  if (text < from || until < text) return undefined;
  const whole = wholeDay(day);
  return {
    from: start === undefined ? whole.from : momentOf(day, start),
    until: end === undefined ? whole.until : momentOf(day, end),
  };
}

/** When something or somebody takes no appointments on a day. */
export interface BlockedTimes {
  readonly location: (id: string) => readonly Stretch[];
  readonly place: (id: string) => readonly Stretch[];
  readonly member: (member: ReferenceOf<'member'>) => readonly Stretch[];
}

/** The blackouts and absences of a day. */
export function blockedOn({ blackout }: Pick<PlannerData, 'blackout'>, day: Temporal.PlainDate): BlockedTimes {
  const inForce = blackout
    .filter(({ data }) => isInForce(data, day))
    .map(({ data }) => ({ ...data, stretch: stretchOf(day, data.from, data.until) }));
  const where = (isMeant: (one: Blackout) => boolean) => inForce.filter(isMeant).map(({ stretch }) => stretch);
  return {
    location: (id) => where(({ locationIds }) => locationIds?.includes(id) === true),
    place: (id) => where(({ placeIds }) => placeIds?.includes(id) === true),
    member: ({ id, data }) => [
      ...where(
        ({ memberIds, teamIds }) =>
          memberIds?.includes(id) === true || teamIds?.some((team) => data.teamIds.includes(team)) === true,
      ),
      ...(data.absences ?? []).flatMap((absence) => absentOn(absence, day) ?? []),
    ],
  };
}

/** Whether a stretch is free of all others. */
export function isFree(stretch: Stretch, taken: readonly Stretch[]): boolean {
  return !taken.some((one) => overlaps(one, stretch));
}
