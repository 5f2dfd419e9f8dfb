import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ResultLine, Unit } from '../measure/results.ts';
import { dotChart } from './dot-chart.ts';
import { type Figure, figures } from './figures.ts';
import { latestResults } from './latest-results.ts';

/** What was drawn, and what had no result file. */
export interface Drawn {
  readonly pictures: readonly string[];
  readonly notRun: readonly string[];
}

const AXES: Readonly<Record<Unit, string>> = {
  ms: 'milliseconds, median, logarithmic: left is better',
  'documents/s': 'documents per second, median, logarithmic: right is better',
  MB: 'megabytes, median, logarithmic: left is better',
  count: 'count, logarithmic: left is better',
};
const UNIT_NAMES: Readonly<Record<Unit, string>> = {
  ms: 'time',
  'documents/s': 'throughput',
  MB: 'memory',
  count: 'count',
};

const INTRODUCTION = `# Performance

This page is made from the result files of the benchmarks by \`npm run bench -- --pictures\`: do not edit it by hand.

To measure again: \`npm run bench -- NAME --sizes 1000,10000,100000\` (\`npm run bench\` lists the names), on a machine that does
nothing else, and then the line above. Sizes are dossiers. [bench/README.md](../bench/README.md) says what each benchmark does.

In every picture a dot is Onthaal and a ring the plain way to do the same, measured in turns in the same run; the figures at the
right are Onthaal's median and its ratio to the ring. Absolute times say as much about the machine as about Onthaal. **Load** is
the number of processes that wanted to run: far above the number of cores, look at the ratios only.
`;

/** Draws the newest results: SVG files in \`docs/performance/\`, and the page \`docs/performance.md\` that explains them. */
export function makePictures(results: string, docs: string): Drawn {
  const folder = join(docs, 'performance');
  mkdirSync(folder, { recursive: true });
  for (const old of readdirSync(folder)) if (old.endsWith('.svg')) rmSync(join(folder, old));
  const pictures: string[] = [];
  const notRun: string[] = [];
  const sections = figures.map((figure) => {
    const lines = latestResults(results, figure.name);
    if (lines.length === 0) notRun.push(figure.name);
    return section(figure, lines, (file, svg) => {
      writeFileSync(join(folder, file), svg);
      pictures.push(file);
    });
  });
  writeFileSync(join(docs, 'performance.md'), [INTRODUCTION, ...sections].join('\n'));
  return { pictures, notRun };
}

function section(
  { name, title, about }: Figure,
  lines: readonly ResultLine[],
  keep: (file: string, svg: string) => void,
): string {
  if (lines.length === 0)
    return `## ${title}\n\n${about}\n\n**Not run yet**: there is no result file of \`${name}\`.\n`;
  const units = [...new Set(lines.map(({ unit }) => unit))];
  const images = units.map((unit) => {
    const file = `${name}-${UNIT_NAMES[unit]}.svg`;
    const words = `${title}: ${UNIT_NAMES[unit]}`;
    keep(
      file,
      dotChart(
        lines.filter((line) => line.unit === unit),
        { title: words, axis: AXES[unit] },
      ),
    );
    return `![${words}](performance/${file})\n`;
  });
  return [`## ${title}\n`, `${about}\n`, ...images, circumstancesOf(lines), budgetsOf(lines)].join('\n');
}

/** Where and when, once per run. */
function circumstancesOf(lines: readonly ResultLine[]): string {
  const runs = new Map(lines.map((line) => [line.at, line]));
  const told = [...runs.values()].map(({ at, size, machine, node, load, commit }) => {
    const where = `${machine.cores} cores (${machine.cpu}), Node ${node}`;
    return `| ${size} | ${at.slice(0, 16).replace('T', ' ')} UTC | ${where} | ${load} | ${commit} |`;
  });
  return ['| size | measured | machine | load | commit |', '|---|---|---|---|---|', ...told, ''].join('\n');
}

function budgetsOf(lines: readonly ResultLine[]): string {
  const broken = lines.filter(({ budget, p95 }) => budget !== null && p95 > budget);
  if (!lines.some(({ budget }) => budget !== null)) return '';
  if (broken.length === 0) return 'Every budget holds at p95.\n';
  const list = broken.map(
    ({ measure, size, p95, unit, budget }) => `- ${measure}, ${size}: p95 ${p95} ${unit}, budget ${budget}`,
  );
  return ['Budgets that p95 does not keep to:', '', ...list, ''].join('\n');
}
