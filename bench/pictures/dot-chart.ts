import type { ResultLine } from '../measure/results.ts';

/** What a picture says in words. */
export interface ChartWords {
  readonly title: string;
  /** Of the horizontal axis, with its unit. */
  readonly axis: string;
}

const WIDTH = 920;
const LEFT = 390;
const RIGHT = 130;
const TOP = 84;
const ROW = 24;
const BOTTOM = 56;
const DOT = 6;
/** Part of a row above the line that its text stands on. */
const TEXT_SHIFT = 4;

/** Colours for light and dark pages; text and dots have a contrast of at least 4.5 to their ground. */
const STYLE = `
    text { font: 13px system-ui, sans-serif; fill: #1c2733; }
    .title { font-size: 17px; font-weight: 600; }
    .note { fill: #52606d; }
    .ground { fill: #ffffff; }
    .grid { stroke: #d9e0e7; }
    .between { stroke: #9aa7b4; stroke-width: 3; }
    .own { fill: #0b5cad; }
    .plain { fill: #ffffff; stroke: #8a4b00; stroke-width: 2.5; }
    .budget { stroke: #a3123a; stroke-width: 2; stroke-dasharray: 4 3; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .note { fill: #a9b6c3; }
      .ground { fill: #12181f; }
      .grid { stroke: #2c3845; }
      .between { stroke: #5b6b7a; }
      .own { fill: #6cb4ff; }
      .plain { fill: #12181f; stroke: #ffb454; }
      .budget { stroke: #ff7b9c; }
    }`;

/**
 * A dot for each measured median and a ring for the plain way to do the same, on a logarithmic axis, with the ratio of the
 * two at the right. Readable on light and dark pages.
 * @param lines all of one unit, not empty
 */
export function dotChart(lines: readonly ResultLine[], { title, axis }: ChartWords): string {
  const measures = [...new Set(lines.map(({ measure }) => measure))];
  const rows = measures.flatMap((measure) => lines.filter((line) => line.measure === measure));
  const scale = scaleOf(rows);
  const height = TOP + rows.length * ROW + BOTTOM;
  const names = [...new Set(rows.flatMap(({ baseline }) => (baseline === null ? [] : [baseline])))];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title><style>${STYLE}\n  </style>`,
    `<rect class="ground" width="${WIDTH}" height="${height}"/>`,
    `<text class="title" x="16" y="28">${escaped(title)}</text>`,
    legend(names, rows),
    ...gridLines(scale, height, axis),
    ...rows.map((line, index) => rowOf(line, index, rows[index - 1]?.measure !== line.measure, scale)),
    '</svg>\n',
  ].join('\n');
}

/** Maps values to positions, and knows the powers of ten that it spans. */
interface Scale {
  readonly first: number;
  readonly last: number;
  readonly x: (value: number) => number;
}

function scaleOf(rows: readonly ResultLine[]): Scale {
  const values = rows
    .flatMap(({ median, baselineMedian, budget }) => [median, baselineMedian ?? median, budget ?? median])
    .filter((value) => value > 0);
  const first = Math.floor(Math.log10(Math.min(...values, 1e9)));
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...values, 1e-9))));
  const width = WIDTH - LEFT - RIGHT;
  return {
    first,
    last,
    x: (value) => LEFT + (width * (Math.log10(Math.max(value, 10 ** first)) - first)) / (last - first),
  };
}

function gridLines({ first, last, x }: Scale, height: number, axis: string): string[] {
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index));
  const middle = (x(10 ** first) + x(10 ** last)) / 2;
  return [
    ...ticks.map((tick) => {
      const at = place(x(tick));
      const line = `<line class="grid" x1="${at}" x2="${at}" y1="${TOP - 12}" y2="${height - BOTTOM}"/>`;
      return `${line}<text class="note" text-anchor="middle" x="${at}" y="${height - BOTTOM + 18}">${numberText(tick)}</text>`;
    }),
    `<text class="note" text-anchor="middle" x="${place(middle)}" y="${height - 12}">${escaped(axis)}</text>`,
  ];
}

function legend(names: readonly string[], rows: readonly ResultLine[]): string {
  const plain = names.length === 0 ? '' : `<circle class="plain" cx="126" cy="50" r="${DOT - 1}"/>`;
  const plainText = names.length === 0 ? '' : `<text x="138" y="54">${escaped(names.join(', or '))}</text>`;
  const hasBudget = rows.some(({ budget }) => budget !== null);
  const from = WIDTH - RIGHT - 120;
  const budget = hasBudget
    ? `<line class="budget" x1="${from}" x2="${from}" y1="42" y2="58"/><text x="${from + 10}" y="54">budget</text>`
    : '';
  const own = `<circle class="own" cx="22" cy="50" r="${DOT}"/><text x="34" y="54">Onthaal</text>`;
  return `${own}${plain}${plainText}${budget}`;
}

function rowOf(line: ResultLine, index: number, isFirst: boolean, { x }: Scale): string {
  const y = TOP + index * ROW + ROW / 2;
  const { median, baselineMedian, ratio, budget, measure, size } = line;
  const label = isFirst ? `<text x="16" y="${y + TEXT_SHIFT}">${escaped(measure)}</text>` : '';
  const sizeText = `<text class="note" text-anchor="end" x="${LEFT - 14}" y="${y + TEXT_SHIFT}">${thousands(size)}</text>`;
  const own = `<circle class="own" cx="${place(x(median))}" cy="${y}" r="${DOT}"/>`;
  const limit = budget === null ? '' : verticalLine('budget', x(budget), y);
  const value = `${numberText(median)}${ratio === null ? '' : `, ${numberText(ratio)}x`}`;
  const text = `<text x="${WIDTH - RIGHT + 14}" y="${y + TEXT_SHIFT}">${value}</text>`;
  if (baselineMedian === null) return `${label}${sizeText}${limit}${own}${text}`;
  const between = `<line class="between" x1="${place(x(baselineMedian))}" x2="${place(x(median))}" y1="${y}" y2="${y}"/>`;
  const plain = `<circle class="plain" cx="${place(x(baselineMedian))}" cy="${y}" r="${DOT - 1}"/>`;
  return `${label}${sizeText}${limit}${between}${plain}${own}${text}`;
}

function verticalLine(kind: string, x: number, y: number): string {
  return `<line class="${kind}" x1="${place(x)}" x2="${place(x)}" y1="${y - ROW / 2 + 2}" y2="${y + ROW / 2 - 2}"/>`;
}

function place(value: number): string {
  return value.toFixed(1);
}

function thousands(value: number): string {
  return String(Math.round(value)).replaceAll(/\B(?=(?:\d{3})+$)/g, ' ');
}

/** Three digits that matter; thousands apart. */
function numberText(value: number): string {
  return value >= 1000 ? thousands(Number(value.toPrecision(3))) : String(Number(value.toPrecision(3)));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
