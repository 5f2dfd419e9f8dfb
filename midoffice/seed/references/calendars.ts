import type { Reference } from '@onthaal/contract/entities/reference.ts';
import { belgianLegalHolidays, type TermCalendar } from '@onthaal/contract/rules/terms/index.ts';
import { type DayNumber, dayNumber, dayText, weekday } from '../days.ts';
import { referenceRow } from './row.ts';

const holidayNames: Readonly<Record<string, string>> = {
  newYearsDay: 'Nieuwjaar',
  easterMonday: 'Paasmaandag',
  labourDay: 'Feest van de Arbeid',
  ascensionDay: 'O.L.H. Hemelvaart',
  whitMonday: 'Pinkstermaandag',
  nationalDay: 'Nationale feestdag',
  assumptionDay: 'O.L.V. Hemelvaart',
  allSaintsDay: 'Allerheiligen',
  armisticeDay: 'Wapenstilstand',
  christmasDay: 'Kerstmis',
};

interface CalendarDay {
  readonly date: string;
  readonly name: string;
}

function legalHolidays(year: number): readonly CalendarDay[] {
  return belgianLegalHolidays(year).map(({ date, code }) => ({ date, name: holidayNames[code] ?? code }));
}

function closingDays(year: number): readonly CalendarDay[] {
  const ascension = belgianLegalHolidays(year).find((day) => day.code === 'ascensionDay');
  const days: CalendarDay[] = [
    { date: `${year}-01-02`, name: 'Nieuwjaarsreceptie' },
    { date: `${year}-07-11`, name: 'Feestdag van de Vlaamse Gemeenschap' },
    { date: `${year}-11-02`, name: 'Allerzielen' },
    { date: `${year}-11-15`, name: 'Koningsdag' },
    { date: `${year}-12-26`, name: 'Tweede kerstdag' },
  ];
  if (ascension !== undefined) days.push({ date: dayText(dayNumber(ascension.date) + 1), name: 'Brugdag Hemelvaart' });
  return days.sort((one, other) => (one.date < other.date ? -1 : 1));
}

const years = [2024, 2025, 2026, 2027, 2028];
const legal = years.flatMap(legalHolidays);
const closing = years.flatMap(closingDays);

const noCalendars: readonly TermCalendar[] = [];
const closingFromYear = new Map(
  years.map((year) => [year, [{ code: 'closingDays', days: [...closingDays(year), ...closingDays(year + 1)] }]]),
);

/**
 * The calendars that the term clock needs for a term which starts in a year and is over by the end of the next. It knows the
 * legal holidays by itself.
 */
export function termCalendars(codes: readonly string[], year: number): readonly TermCalendar[] {
  return codes.includes('closingDays') ? (closingFromYear.get(year) ?? noCalendars) : noCalendars;
}

export const calendarRows: readonly Reference[] = [
  referenceRow('calendar', 'calendar-legal-holidays', 'belgianLegalHolidays', 'Wettelijke feestdagen', {
    purpose: 'legalHoliday',
    days: legal,
  }),
  referenceRow('calendar', 'calendar-closing-days', 'closingDays', 'Sluitingsdagen gemeentehuis', {
    purpose: 'closing',
    days: closing,
  }),
];

const closed = new Set<DayNumber>([...legal, ...closing].map((day) => dayNumber(day.date)));

/** Whether the town hall is open: Monday to Friday, no holiday, no closing day. Known for 2024 to 2028. */
export function isOpen(day: DayNumber): boolean {
  const place = weekday(day);
  return place !== 0 && place !== 6 && !closed.has(day);
}

/** The day itself when the town hall is open, else the first open day after it. */
export function openDayFrom(day: DayNumber): DayNumber {
  let open = day;
  while (!isOpen(open)) open += 1;
  return open;
}
