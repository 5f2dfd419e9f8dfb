import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { benchmarks } from '../benchmarks/index.ts';
import { keepResults, type Measurement, resultLines } from '../measure/results.ts';
import { figures } from './figures.ts';
import { makePictures } from './make-pictures.ts';

const folder = mkdtempSync(join(tmpdir(), 'onthaal-pictures-'));
const results = join(folder, 'results');
const docs = join(folder, 'docs');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function keep(measurement: Partial<Measurement>): void {
  const whole: Measurement = { size: 1000, measure: 'list <50>', unit: 'ms', values: [3], ...measurement };
  keepResults(
    join(results, 'storage.jsonl'),
    resultLines('storage', [whole, { ...whole, unit: 'MB', measure: 'heap' }]),
  );
}

it('draws what was measured, says what was not, and invents nothing', () => {
  keep({ size: 1000, values: [8], baseline: { name: 'SQL & more', values: [4] } });
  keep({ size: 100_000, values: [30], budget: 16 });
  const { pictures, notRun } = makePictures(results, docs);
  expect(pictures).toEqual(['storage-time.svg', 'storage-memory.svg']);
  expect(readdirSync(join(docs, 'performance')).sort()).toEqual([...pictures].sort());
  expect(notRun).toEqual(figures.map(({ name }) => name).filter((name) => name !== 'storage'));
  const svg = readFileSync(join(docs, 'performance', 'storage-time.svg'), 'utf8');
  expect(svg).toContain('list &lt;50&gt;');
  expect(svg).toContain('SQL &amp; more');
  expect(svg).toContain('8, 2x');
  expect(svg).toContain('100 000');
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  const page = readFileSync(join(docs, 'performance.md'), 'utf8');
  expect(page).toContain('(performance/storage-time.svg)');
  expect(page).toContain('p95 30 ms, budget 16');
  expect(page.match(/Not run yet/g)).toHaveLength(figures.length - 1);
});

it('has a figure for every benchmark', () => {
  expect(figures.map(({ name }) => name).sort()).toEqual(benchmarks.map(({ name }) => name).sort());
});
