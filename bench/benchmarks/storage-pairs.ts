import type { Measurement } from '../measure/results.ts';

/** One question asked of both sides, in milliseconds. */
export interface Pair {
  readonly kind: string;
  readonly ours: number;
  readonly plain: number;
}

/** Asks both sides; who begins changes, because the second finds warmer caches. */
export async function pairOf(kind: string, turn: number, ours: () => unknown, plain: () => unknown): Promise<Pair> {
  if (turn % 2 === 0) {
    const own = await timed(ours);
    return { kind, ours: own, plain: await timed(plain) };
  }
  const other = await timed(plain);
  return { kind, ours: await timed(ours), plain: other };
}

/** The measurements of every kind, in the order of their first appearance. */
export function measurementsOf(
  size: number,
  pairs: readonly Pair[],
  baseline: string,
  measureOf: (kind: string) => string,
): Measurement[] {
  return [...new Set(pairs.map(({ kind }) => kind))].map((kind) => {
    const own = pairs.filter((pair) => pair.kind === kind);
    return {
      size,
      measure: measureOf(kind),
      unit: 'ms',
      values: own.map(({ ours }) => ours),
      baseline: { name: baseline, values: own.map(({ plain }) => plain) },
    };
  });
}

/** A promise of the storage settles before its next turn of the event loop, so plain work is awaited as well. */
async function timed(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
