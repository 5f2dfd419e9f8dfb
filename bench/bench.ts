// `npm run bench -- NAME [--sizes 1000,10000] [--runs N]`
import { join } from 'node:path';
import { REPOSITORY } from '../build/run/environment.ts';
import type { Benchmark } from './benchmarks/benchmark.ts';
import { benchmarks } from './benchmarks/index.ts';
import { say } from './measure/progress.ts';
import { keepResults, resultLines } from './measure/results.ts';
import { tableOf } from './measure/table.ts';
import { type BenchOptions, readOptions } from './options.ts';
import { makePictures } from './pictures/make-pictures.ts';

type Orders = Extract<BenchOptions, { ok: true }>;

const RESULTS = join(REPOSITORY, 'bench', 'results');

function help(): string {
  const list = benchmarks.map(({ name, about }) => `  ${name.padEnd(14)} ${about}`).join('\n');
  return `npm run bench -- NAME [--sizes 1000,10000,100000] [--runs N]

${list}
  all            all of them, one after the other

Sizes are dossiers; without --sizes it is 1000. Results are added to bench/results/NAME.jsonl, or to
another folder with --results FOLDER.

npm run bench -- --pictures   draws the newest results: docs/performance.md and its pictures`;
}

async function runOne(benchmark: Benchmark, { sizes, runs, results = RESULTS }: Orders): Promise<void> {
  for (const size of sizes) {
    say(`${benchmark.name} at ${size} dossiers`);
    const lines = resultLines(benchmark.name, await benchmark.measure({ size, runs }));
    keepResults(join(results, `${benchmark.name}.jsonl`), lines);
    console.log(`\n${benchmark.name}\n${tableOf(lines)}\n`);
  }
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (!options.ok) {
    console.error(`${options.sentence}\n\n${help()}`);
    return 2;
  }
  const { name, pictures, results = RESULTS } = options;
  if (pictures) {
    const { pictures: drawn, notRun } = makePictures(results, join(REPOSITORY, 'docs'));
    console.log(`${drawn.length} pictures drawn. Not run: ${notRun.join(', ') || 'none'}.`);
    return 0;
  }
  if (name === undefined) {
    console.log(help());
    return 0;
  }
  const chosen = benchmarks.filter((benchmark) => name === 'all' || benchmark.name === name);
  if (chosen.length === 0) {
    console.error(`"${name}" is not known.\n\n${help()}`);
    return 2;
  }
  for (const benchmark of chosen) await runOne(benchmark, options);
  return 0;
}

process.exit(
  await main().catch((error: unknown) => {
    console.error(error);
    return 1;
  }),
);
