import type { ResultLine } from './results.ts';

const COLUMNS = ['size', 'measure', 'median', 'p95', 'max', 'unit', 'runs', 'baseline', 'ratio', 'budget'] as const;

/** A small table for people: one row per line, columns aligned with spaces. */
export function tableOf(lines: readonly ResultLine[]): string {
  const rows = [[...COLUMNS], ...lines.map(cellsOf)];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0, COLUMNS[column] ?? ''))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellsOf(line: ResultLine): string[] {
  const plain =
    line.baselineMedian === null ? '-' : `${line.baselineMedian}, p95 ${line.baselineP95} (${line.baseline})`;
  return [
    String(line.size),
    line.measure,
    String(line.median),
    String(line.p95),
    String(line.max),
    line.unit,
    String(line.runs),
    plain,
    line.ratio === null ? '-' : `${line.ratio}x`,
    verdictOf(line),
  ];
}

function verdictOf({ budget, p95 }: ResultLine): string {
  if (budget === null) return '-';
  return p95 <= budget ? `holds (${budget})` : `BROKEN (${budget})`;
}

function pad(cell: string, width: number, column: string): string {
  return ['measure', 'unit', 'baseline', 'budget'].includes(column) ? cell.padEnd(width) : cell.padStart(width);
}
