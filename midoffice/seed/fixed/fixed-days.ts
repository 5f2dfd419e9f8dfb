import { belgianLegalHolidays } from '@onthaal/contract/rules/terms/index.ts';
import { type DayNumber, dayNumber, weekday, yearOf } from '../days.ts';
import { isOpen } from '../references/calendars.ts';

/** The day so many open days before (negative) or after a day; 0 is the day itself or the first open day after it. */
export function openDays(day: DayNumber, count: number): DayNumber {
  let found = day;
  const step = count < 0 ? -1 : 1;
  let left = Math.abs(count);
  while (left > 0 || !isOpen(found)) {
    found += step;
    if (isOpen(found)) left -= 1;
    if (left < 0) break;
  }
  return found;
}

/**
 * A legal holiday on a weekday on which a running term of so many days can end: the first after today whose term has started,
 * else the last one before today.
 */
export function holidayForTerm(today: DayNumber, length: number): DayNumber {
  const year = yearOf(today);
  const holidays = [year - 1, year, year + 1]
    .flatMap((one) => belgianLegalHolidays(one).map((day) => dayNumber(day.date)))
    .filter((day) => weekday(day) !== 0 && weekday(day) !== 6);
  const coming = holidays.find((day) => day > today && day - length <= today - 3);
  const past = holidays.filter((day) => day <= today).at(-1);
  return coming ?? past ?? today;
}
