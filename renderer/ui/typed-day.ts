/**
 * Reads a day as people type it: `12/3/1985`, `12-03-85`, `12.3.1985`, `12031985`, `1985-03-12`. Two-digit years mean the past
 * century up to `pivotYear`'s last two digits, as for a birth date. Gives `YYYY-MM-DD`, or undefined when it is no day.
 */
export function parseTypedDay(text: string, pivotYear: number = new Date().getFullYear()): string | undefined {
  const typed = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return makeDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const parts =
    /^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4}|\d{2})$/.exec(typed) ?? /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(typed);
  if (!parts) return undefined;
  const year = Number(parts[3]);
  const century = Math.floor(pivotYear / 100) * 100;
  const fullYear = year >= 100 ? year : year <= (pivotYear % 100) + 1 ? century + year : century - 100 + year;
  return makeDay(fullYear, Number(parts[2]), Number(parts[1]));
}

function makeDay(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : undefined;
}
