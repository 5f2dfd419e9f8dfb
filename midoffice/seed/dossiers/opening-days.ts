import { brusselsInstant, type DayNumber, weekday, yearOf } from '../days.ts';
import { isOpen } from '../references/calendars.ts';
import { historyDays, nowMinutes, type World } from '../world.ts';

export interface Opening {
  readonly day: DayNumber;
  readonly minutes: number;
  readonly at: string;
  readonly number: string;
}

/** Numbers below this are kept for the fixed records of a year. */
const firstGeneratedNumber = 101;

function busyness(day: DayNumber): number {
  if (!isOpen(day)) return weekday(day) === 0 ? 0.1 : 0.15;
  return weekday(day) === 1 ? 1.25 : 1;
}

/**
 * Spreads dossiers over the last 14 months, in order: the nth dossier opens no earlier than the one before it, and its number
 * is the next of its year.
 *
 * @param count number of dossiers to spread
 */
export function createOpenings(world: World, count: number): (order: number) => Opening {
  const first = world.today - historyDays;
  const upTo: number[] = [];
  let sum = 0;
  for (let day = first; day <= world.today; day += 1) {
    // Today has only just begun.
    sum += day === world.today ? busyness(day) * 0.2 : busyness(day);
    upTo.push(sum);
  }
  const placeOfOrder = (order: number) => ((order + 0.5) / count) * sum;
  const dayIndexOf = (place: number) => {
    let [low, high] = [0, upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? 0) > place) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const firstOfYear = new Map<number, number>();
  const firstOrderOf = (year: number) => {
    let found = firstOfYear.get(year);
    if (found === undefined) {
      let [low, high] = [0, count];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (yearOf(first + dayIndexOf(placeOfOrder(middle))) >= year) high = middle;
        else low = middle + 1;
      }
      found = low;
      firstOfYear.set(year, found);
    }
    return found;
  };
  return (order) => {
    const place = placeOfOrder(order);
    const index = dayIndexOf(place);
    const before = upTo[index - 1] ?? 0;
    const part = (place - before) / ((upTo[index] ?? 1) - before);
    const day = first + index;
    const [opens, closes] = day === world.today ? [480, nowMinutes - 15] : [510, 990];
    const minutes = Math.floor(opens + part * (closes - opens));
    const year = yearOf(day);
    const serial = order - firstOrderOf(year) + firstGeneratedNumber;
    const number = `${year}-LV-${String(serial).padStart(5, '0')}`;
    return { day, minutes, at: brusselsInstant(day, minutes, (order * 7) % 60), number };
  };
}
