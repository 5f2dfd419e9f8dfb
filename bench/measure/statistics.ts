/** What is kept of many measurements of one thing. */
export interface Summary {
  readonly runs: number;
  readonly median: number;
  readonly p95: number;
  readonly min: number;
  readonly max: number;
}

/**
 * The value below which the given part of the measurements lies, by linear interpolation between neighbours (the usual
 * "type 7" of statistics packages).
 * @param sorted ascending, not empty
 * @param part from 0 to 1
 */
export function quantile(sorted: readonly number[], part: number): number {
  const position = (sorted.length - 1) * part;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) throw new RangeError('No measurements');
  return below + (above - below) * (position - Math.floor(position));
}

/** Summarises measurements. @throws RangeError for none, or for one that is not a finite number */
export function summarise(values: readonly number[]): Summary {
  if (values.length === 0 || !values.every(Number.isFinite)) throw new RangeError('No measurements');
  const sorted = [...values].sort((one, other) => one - other);
  return {
    runs: sorted.length,
    median: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    min: quantile(sorted, 0),
    max: quantile(sorted, 1),
  };
}

/**
 * Takes `count` items at even distances, so that the same data always give the same sample.
 * @returns fewer when there are fewer items
 */
export function evenSample<Item>(items: readonly Item[], count: number): Item[] {
  if (items.length <= count) return [...items];
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] as Item);
}
