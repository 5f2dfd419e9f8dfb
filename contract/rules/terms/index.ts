export * from './add-term.ts';
export {
  belgianLegalHolidays,
  easterSunday,
  isWorkingDay,
  type LegalHoliday,
  legalHolidaysCode,
  type TermCalendar,
  type WorkingWeek,
} from './calendars.ts';
export * from './compute-term.ts';
export * from './term-types.ts';
