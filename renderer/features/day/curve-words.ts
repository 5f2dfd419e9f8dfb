import type { CurvePoint } from '@onthaal/contract/rules/day/index.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/use-text.ts';

/** What the waiting curve shows, in one sentence. */
export function curveAlternative(curve: readonly CurvePoint[], t: Translate, formats: Formats): string {
  const most = Math.max(0, ...curve.map((point) => point.most));
  const top = curve.find((point) => point.most === most);
  const minutes = Math.max(0, ...curve.map(({ longestMinutes }) => longestMinutes));
  return t('day.curve.alt', { most, time: formats.time(top?.at ?? ''), minutes });
}

/** Whether the clock stands under a bar of the curve: at the first, and at each whole hour. */
export function isLabelled({ at }: CurvePoint, place: number): boolean {
  return at.slice(14, 16) === '00' || place === 0;
}
