import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { benchmarks } from './benchmarks/index.ts';
import { readOptions } from './options.ts';

const script = join(import.meta.dirname, 'bench.ts');
const results = mkdtempSync(join(tmpdir(), 'onthaal-bench-'));

afterAll(() => rmSync(results, { recursive: true, force: true }));

function bench(...words: readonly string[]): string {
  return execFileSync(process.execPath, [script, ...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

describe('npm run bench', () => {
  it('lists every benchmark when no name is given', () => {
    const text = bench();
    for (const { name, about } of benchmarks) expect(text).toMatch(new RegExp(`${name}\\s+${about}`));
  });

  it('syncs, measures a search and writes lines that say all that is needed to compare them', () => {
    bench('search', '--sizes', '50', '--runs', '1', '--results', results);
    const lines = readFileSync(join(results, 'search.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ measure }) => measure)).toContain('every keystroke');
    for (const line of lines) {
      expect(line).toMatchObject({ name: 'search', size: 50, unit: 'ms', baseline: 'FTS5 alone', budget: 16 });
      expect(line.runs).toBeGreaterThan(0);
      expect(line.min).toBeGreaterThan(0);
      expect(line.min).toBeLessThanOrEqual(line.median);
      expect(line.median).toBeLessThanOrEqual(line.p95);
      expect(line.p95).toBeLessThanOrEqual(line.max);
      expect(line.ratio).toBeCloseTo(line.median / line.baselineMedian, 1);
      expect(line.commit).toMatch(/^[0-9a-f]{7,}\+?$|^unknown$/);
      expect(line.node).toBe(process.versions.node);
      expect(line.machine.cores).toBeGreaterThan(0);
      expect(Number.isNaN(Date.parse(line.at))).toBe(false);
    }
    // The first time it makes a municipality and syncs a store.
  }, 180_000);
});

describe('readOptions', () => {
  it('reads name, sizes and runs', () => {
    expect(readOptions(['search', '--sizes', '1000,10000', '--runs', '2'])).toMatchObject({
      ok: true,
      name: 'search',
      sizes: [1000, 10_000],
      runs: 2,
    });
  });

  it.each([[['--sizes', 'many']], [['--sizes', '49']], [['--runs', '0']], [['one', 'two']], [['--quick']]])(
    'refuses %j in words',
    (words) => {
      const options = readOptions(words);
      expect(options.ok).toBe(false);
      expect(options.ok ? '' : options.sentence).not.toBe('');
    },
  );
});
