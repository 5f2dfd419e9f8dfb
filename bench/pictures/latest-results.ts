import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ResultLine } from '../measure/results.ts';

/**
 * The newest line of every size and measure of a benchmark, smallest size first, measures in the order of the file.
 * @returns nothing when the benchmark has no result file
 */
export function latestResults(folder: string, name: string): ResultLine[] {
  const file = join(folder, `${name}.jsonl`);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ResultLine);
  const latest = new Map<string, ResultLine>();
  for (const line of lines) {
    const key = JSON.stringify([line.size, line.measure]);
    const known = latest.get(key);
    if (known === undefined || known.at <= line.at) latest.set(key, line);
  }
  return withoutOldMeasures([...latest.values()]).sort((one, other) => one.size - other.size);
}

/** A measure that the newest run of its size no longer makes was renamed or given up. */
function withoutOldMeasures(lines: readonly ResultLine[]): ResultLine[] {
  const newest = new Map<number, string>();
  for (const { size, at } of lines) if (at > (newest.get(size) ?? '')) newest.set(size, at);
  return lines.filter(({ size, at }) => at === newest.get(size));
}
