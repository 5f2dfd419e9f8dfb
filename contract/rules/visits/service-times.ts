import type { Visit } from '../../entities/visit.ts';

/** How long services of a product took, in seconds, the newest last. */
export interface ServiceTimes {
  readonly productCode: string;
  readonly seconds: readonly number[];
}

/** How long a service usually takes, in seconds, and how much that differs. */
export interface UsualTime {
  readonly typical: number;
  readonly spread: number;
}

/** How long a product usually takes; undefined while too few services were measured. */
export type UsualTimeOf = (productCode: string) => UsualTime | undefined;

/** So many services of a product are enough to say how long it takes; with fewer, all products together count. */
export const fewestOfProduct = 5;
export const fewestInAll = 10;
/** So many of a product are kept; older ones say less about today. */
export const mostKept = 40;
/** Shorter was pressed by mistake, longer was forgotten. */
const shortestSeconds = 15;
const longestSeconds = 4 * 3600;
const trimmedShare = 0.2;
/** Quartiles of a normal distribution are so many standard deviations apart. */
const quartilesApart = 1.349;

/** How long the services of a visit took; none of what was not finished, was done without a visitor, or whose clock somebody called wrong. */
export function measuredServices({
  state,
  services,
  backOffice,
}: Pick<Visit, 'state' | 'services' | 'backOffice'>): readonly ServiceTimes[] {
  if (state !== 'finished' || backOffice !== undefined) return [];
  return services.flatMap(({ productCode, startedAt, endedAt, pausedSeconds, timeNotReliable }) => {
    if (timeNotReliable || startedAt === undefined || endedAt === undefined) return [];
    const seconds = Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000) - pausedSeconds;
    return seconds >= shortestSeconds && seconds <= longestSeconds ? [{ productCode, seconds: [seconds] }] : [];
  });
}

/** Measurements of the same product as one, the newest of them. */
export function gatherTimes(measured: readonly ServiceTimes[]): readonly ServiceTimes[] {
  const byProduct = new Map<string, number[]>();
  for (const { productCode, seconds } of measured) {
    const known = byProduct.get(productCode);
    if (known === undefined) byProduct.set(productCode, [...seconds]);
    else known.push(...seconds);
  }
  return [...byProduct].map(([productCode, seconds]) => ({ productCode, seconds: seconds.slice(-mostKept) }));
}

/**
 * What is usual among measurements: their mean without the fifth that is shortest and the fifth that is longest, so that one visit that
 * lasted all morning changes nothing. A spread is never more than what is usual.
 *
 * @param seconds at least one
 */
export function usualTime(seconds: readonly number[]): UsualTime {
  const sorted = [...seconds].sort((one, other) => one - other);
  const cut = Math.floor(sorted.length * trimmedShare);
  const kept = sorted.slice(cut, sorted.length - cut);
  const typical = kept.reduce((sum, one) => sum + one, 0) / kept.length;
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return { typical, spread: Math.min(typical, (rank(0.75) - rank(0.25)) / quartilesApart) };
}

/** How long each product usually takes, as measured. */
export function usualTimes(measured: readonly ServiceTimes[]): UsualTimeOf {
  const gathered = gatherTimes(measured);
  const all = gathered.flatMap(({ seconds }) => seconds);
  const inAll = all.length < fewestInAll ? undefined : usualTime(all);
  const known = new Map(
    gathered
      .filter(({ seconds }) => seconds.length >= fewestOfProduct)
      .map(({ productCode, seconds }) => [productCode, usualTime(seconds)]),
  );
  return (productCode) => known.get(productCode) ?? inAll;
}
