import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Circumstances, circumstances } from './machine.ts';
import { type Summary, summarise } from './statistics.ts';

export type Unit = 'ms' | 'documents/s' | 'MB' | 'count';

/** Measurements of one thing, with those of the plain way to do the same, taken in turns in the same run. */
export interface Measurement {
  readonly size: number;
  readonly measure: string;
  readonly unit: Unit;
  readonly values: readonly number[];
  /** What the plain way was, and what it took; absent when there is no plain way. */
  readonly baseline?: { readonly name: string; readonly values: readonly number[] } | undefined;
  /** Most that p95 may be, in `unit`; from docs/architecture.md. */
  readonly budget?: number | undefined;
}

/** One line of a result file. */
export interface ResultLine extends Summary, Circumstances {
  readonly name: string;
  readonly size: number;
  readonly measure: string;
  readonly unit: Unit;
  readonly baseline: string | null;
  readonly baselineMedian: number | null;
  /** Far above the baseline's median: the machine was busy with other work. */
  readonly baselineP95: number | null;
  /** Median divided by the baseline's median. */
  readonly ratio: number | null;
  readonly budget: number | null;
}

/** Works out the lines of a benchmark's measurements. */
export function resultLines(name: string, measurements: readonly Measurement[]): ResultLine[] {
  const where = circumstances();
  return measurements.map(({ size, measure, unit, values, baseline, budget }) => {
    const summary = summarise(values);
    const plain = baseline === undefined ? null : summarise(baseline.values);
    return {
      name,
      size,
      measure,
      unit,
      runs: summary.runs,
      median: rounded(summary.median),
      p95: rounded(summary.p95),
      min: rounded(summary.min),
      max: rounded(summary.max),
      baseline: baseline?.name ?? null,
      baselineMedian: plain === null ? null : rounded(plain.median),
      baselineP95: plain === null ? null : rounded(plain.p95),
      ratio: plain === null || plain.median === 0 ? null : rounded(summary.median / plain.median),
      budget: budget ?? null,
      ...where,
    };
  });
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/**
 * Adds lines to a result file. A line about the same size and measure of the same commit is replaced, so that the file
 * keeps one line per release.
 */
export function keepResults(file: string, lines: readonly ResultLine[]): void {
  const keyOf = ({ name, size, measure, commit }: ResultLine) => JSON.stringify([name, size, measure, commit]);
  const fresh = new Set(lines.map(keyOf));
  const before = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const kept = before.map((line) => JSON.parse(line) as ResultLine).filter((line) => !fresh.has(keyOf(line)));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, [...kept, ...lines].map((line) => `${JSON.stringify(line)}\n`).join(''));
}
