import { daysBetween } from '../i18n/formats.ts';

export interface TermLook {
  /** Part of the term that is used, 0 to 100. */
  readonly percent: number;
  /** Days left; negative when it is over. */
  readonly left: number;
  readonly tone: 'calm' | 'soon' | 'late';
}

/** How a term looks in a list. `soon` is the last week or the last tenth; the card has the real warning rule of the type. */
export function termLook(from: string, dueOn: string, today: string): TermLook {
  const whole = Math.max(1, daysBetween(from, dueOn));
  const left = daysBetween(today, dueOn);
  const percent = Math.max(0, Math.min(100, Math.round(((whole - left) / whole) * 100)));
  return { percent, left, tone: left < 0 ? 'late' : left <= 7 || percent >= 90 ? 'soon' : 'calm' };
}
