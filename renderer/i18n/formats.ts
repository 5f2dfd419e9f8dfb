const timeZone = 'Europe/Brussels';

/** A calendar day has no zone: noon UTC is the same day everywhere it is shown. */
function dayToDate(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** Day of an instant in Brussels as `YYYY-MM-DD`. */
export function dayOf(instant: Date | string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(instant),
  );
}

/** Whole days from `from` to `to`, both `YYYY-MM-DD`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((dayToDate(to).getTime() - dayToDate(from).getTime()) / 86_400_000);
}

/** Formatters of one locale. Days are `YYYY-MM-DD`, instants ISO 8601; text that is neither comes back as it was. */
export function makeFormats(locale: string) {
  const date = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone, ...options });
    return (value: string) => {
      const moment = value.length === 10 ? dayToDate(value) : new Date(value);
      return Number.isNaN(moment.getTime()) ? value : formatter.format(moment);
    };
  };
  const number = new Intl.NumberFormat(locale);
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const time = date({ hour: '2-digit', minute: '2-digit' });
  const shortDay = date({ day: 'numeric', month: 'short' });
  return {
    /** 12/03/2026 */
    day: date({ day: '2-digit', month: '2-digit', year: 'numeric' }),
    /** 12 mrt */
    shortDay,
    /** donderdag 12 maart 2026 */
    longDay: date({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    /** 10:41 */
    time,
    /** 12/03/2026 10:41 */
    dayTime: date({ day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
    /** The time when it is today, else day and time. */
    moment: (instant: string) =>
      dayOf(instant) === dayOf(new Date()) ? time(instant) : `${shortDay(instant)} ${time(instant)}`,
    number: (value: number) => number.format(value),
    /** € 25,00 from cents. */
    money: (cents: number) => money.format(cents / 100),
    list: (values: readonly string[]) => list.format(values),
  };
}
export type Formats = ReturnType<typeof makeFormats>;
