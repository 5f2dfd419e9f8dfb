import type { Translate } from '../../i18n/use-text.ts';

/** From so many seconds on a wait is said in minutes. */
const MINUTES_FROM = 120;

/** How long somebody must wait after wrong attempts: "over 29 seconden", "over 10 minuten". */
export function waitWords(seconds: number, t: Translate): string {
  return seconds < MINUTES_FROM
    ? t('lock.wait', { seconds })
    : t('lock.waitMinutes', { minutes: Math.ceil(seconds / 60) });
}
