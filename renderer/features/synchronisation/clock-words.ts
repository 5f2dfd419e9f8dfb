export interface ClockWords {
  readonly unit: 'minutes' | 'hours' | 'days';
  readonly count: number;
  readonly way: 'ahead' | 'behind';
}

/** How far this computer's clock is off, in the largest unit that says it well: "3 uur voor". `seconds` positive: ahead. */
export function clockWords(seconds: number): ClockWords {
  const way = seconds > 0 ? 'ahead' : 'behind';
  const minutes = Math.round(Math.abs(seconds) / 60);
  if (minutes < 90) return { unit: 'minutes', count: minutes, way };
  const hours = Math.round(minutes / 60);
  return hours < 48 ? { unit: 'hours', count: hours, way } : { unit: 'days', count: Math.round(hours / 24), way };
}
