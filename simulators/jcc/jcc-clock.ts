const format = new Intl.DateTimeFormat('sv-SE', {
  ...{ timeZone: 'Europe/Brussels', year: 'numeric', month: '2-digit', day: '2-digit' },
  ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
});

/** A moment as JCC writes it: what clocks show, without a zone. */
export function localText(moment: number): string {
  return format.format(moment).replace(' ', 'T');
}

/** Minutes later on the same day, without a zone. */
export function minutesLater(local: string, minutes: number): string {
  return new Date(Date.parse(`${local}Z`) + minutes * 60_000).toISOString().slice(0, 19);
}

/** The days from one until, and without, another. */
export function daysBetween(fromDate: string, toDate: string): readonly string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${fromDate}T00:00:00Z`); at < Date.parse(`${toDate}T00:00:00Z`); at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}
