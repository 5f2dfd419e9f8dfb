import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/use-text.ts';

const MEGABYTE = 1_000_000;
const GIGABYTE = 1_000_000_000;

/** A size as people read it: "8,4 MB", "120 MB", "2,1 GB". */
export function sizeText(bytes: number, t: Translate, formats: Formats): string {
  if (bytes >= GIGABYTE) return t('backups.gigabytes', { size: formats.number(rounded(bytes / GIGABYTE)) });
  return t('backups.megabytes', { size: formats.number(rounded(bytes / MEGABYTE)) });
}

function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 10) / 10;
}

/** Parts of a whole in hundredths, for bars; a part that is there is never invisible. */
export function shareOf(part: number, whole: number): number {
  if (part <= 0 || whole <= 0) return 0;
  return Math.max(2, Math.min(100, Math.round((part / whole) * 100)));
}
