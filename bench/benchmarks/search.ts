import { tokenise } from '@onthaal/contract/rules/search/index.ts';
import { searchIndexOf } from '../../main/store/database/own-tables.ts';
import { Reader } from '../../main/store/reads/reader.ts';
import type { DatabaseFile } from '../../main/store/storage/index.ts';
import { BENCH_MEMBER } from '../data/bench-member.ts';
import { openFilledStore } from '../data/filled-store.ts';
import { prefixesOf, searchQueries, type TypedQuery } from '../data/search-queries.ts';
import { say } from '../measure/progress.ts';
import type { Measurement } from '../measure/results.ts';
import { bestOfEach, timed } from '../measure/stopwatch.ts';
import type { Benchmark, BenchmarkOptions } from './benchmark.ts';

const BUDGET_MILLISECONDS = 16;
const LIMIT_PER_GROUP = 8;
const ROUNDS = 5;

interface Timing {
  readonly kind: TypedQuery['kind'];
  readonly typed: string;
  readonly search: number;
  readonly plain: number;
}

/** The same words in the same full-text tables: no ranking, no totals, no marks, no typing errors. */
function plainSearch(file: DatabaseFile, text: string): void {
  const words = tokenise(text);
  if (words.length === 0) return;
  const expression = words.map((word) => `"${word}"*`).join(' AND ');
  for (const table of Object.values(searchIndexOf)) {
    file.rows(
      `SELECT e.document_id, e.name FROM ${table} t JOIN search_entry e ON e.id = t.rowid WHERE t.${table} MATCH ? LIMIT ?`,
      expression,
      LIMIT_PER_GROUP,
    );
  }
}

function typeAll(file: DatabaseFile, reader: Reader, queries: readonly TypedQuery[]): Timing[] {
  return queries.flatMap(({ kind, text }) =>
    prefixesOf(text).map((typed) => {
      const search = timed(() => {
        const answer = reader.answer('searchEverything', { text: typed, limitPerGroup: LIMIT_PER_GROUP });
        if (!answer.ok) throw new Error(`The search failed: ${answer.error.code}`);
      });
      const plain = timed(() => plainSearch(file, typed));
      return { kind, typed, search: search.milliseconds, plain: plain.milliseconds };
    }),
  );
}

async function measure({ size, runs = ROUNDS }: BenchmarkOptions): Promise<readonly Measurement[]> {
  // Two connections, so that neither finds its pages in the other's cache.
  const readerFile = await openFilledStore(size);
  const plainFile = await openFilledStore(size);
  const reader = new Reader(readerFile, BENCH_MEMBER);
  const queries = searchQueries(plainFile);
  typeAll(plainFile, reader, queries.slice(0, 3));
  const timings = Array.from({ length: runs }, () => typeAll(plainFile, reader, queries)).flat();
  readerFile.close();
  plainFile.close();
  const worst = timings.reduce((one, other) => (other.search > one.search ? other : one));
  say(`slowest: ${worst.search.toFixed(1)} ms, a ${worst.kind} at ${worst.typed.length} letters`);
  const groups: readonly (readonly [string, (timing: Timing) => boolean])[] = [
    ['every keystroke', () => true],
    ['first two letters', ({ typed }) => typed.length <= 2],
    ['three letters and more', ({ typed }) => typed.length > 2],
    ...(['name', 'number', 'street', 'word', 'typo'] as const).map(
      (kind) => [`typing a ${kind}`, (timing: Timing) => timing.kind === kind] as const,
    ),
  ];
  const best = (timeOf: (timing: Timing) => number) => bestOfEach(timings, ({ typed }) => typed, timeOf);
  return [
    ...groups.map(([name, belongs]) => measurement(size, name, timings.filter(belongs))),
    {
      size,
      measure: `every keystroke, best of ${runs}`,
      unit: 'ms',
      values: best((timing) => timing.search),
      baseline: { name: 'FTS5 alone', values: best((timing) => timing.plain) },
      budget: BUDGET_MILLISECONDS,
    },
  ];
}

function measurement(size: number, name: string, timings: readonly Timing[]): Measurement {
  return {
    size,
    measure: name,
    unit: 'ms',
    values: timings.map(({ search }) => search),
    baseline: { name: 'FTS5 alone', values: timings.map(({ plain }) => plain) },
    budget: BUDGET_MILLISECONDS,
  };
}

/** Search as you type, inside the reader. */
export const search: Benchmark = {
  name: 'search',
  about: '30 questions typed letter by letter, in the reader of a filled store',
  measure,
};
