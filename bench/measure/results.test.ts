import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { keepResults, type ResultLine, resultLines } from './results.ts';
import { tableOf } from './table.ts';

const folder = mkdtempSync(join(tmpdir(), 'onthaal-results-'));
const file = join(folder, 'sub', 'search.jsonl');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function line(size: number, value: number): ResultLine {
  const baseline = { name: 'plain', values: [1] };
  const [made] = resultLines('search', [{ size, measure: 'key', unit: 'ms', values: [value], baseline, budget: 16 }]);
  if (made === undefined) throw new Error('No line was made');
  return made;
}

function kept(): ResultLine[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as ResultLine);
}

describe('keepResults', () => {
  it('replaces what the same commit measured before and keeps other sizes and commits', () => {
    const older = { ...line(1000, 9), commit: '0000000' };
    keepResults(file, [older, line(1000, 5), line(10_000, 7)]);
    keepResults(file, [line(1000, 6)]);
    expect(kept().map(({ size, median, commit }) => [size, median, commit === '0000000'])).toEqual([
      [1000, 9, true],
      [10_000, 7, false],
      [1000, 6, false],
    ]);
  });
});

describe('tableOf', () => {
  it('says in words whether p95 keeps to the budget', () => {
    const table = tableOf([line(1000, 15.9), line(10_000, 16.1)]);
    expect(table).toMatch(/1000 .*15\.9x {2}holds \(16\)/);
    expect(table).toMatch(/10000 .*16\.1x {2}BROKEN \(16\)/);
  });
});
