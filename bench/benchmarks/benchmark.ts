import type { Measurement } from '../measure/results.ts';

/** What a benchmark is asked to do. */
export interface BenchmarkOptions {
  /** Dossiers in the mid-office; persons, appointments and the rest follow from them. */
  readonly size: number;
  /** How often the expensive thing is repeated; undefined: what suits the size. */
  readonly runs: number | undefined;
}

export interface Benchmark {
  readonly name: string;
  /** One line for the list. */
  readonly about: string;
  /** Measures one size, the real thing and its plain baseline in turns. */
  readonly measure: (options: BenchmarkOptions) => Promise<readonly Measurement[]>;
}

/** How often something that takes long is repeated at a size. */
export function runsFor({ size, runs }: BenchmarkOptions): number {
  if (runs !== undefined) return runs;
  if (size >= 100_000) return 1;
  return size >= 10_000 ? 3 : 5;
}
