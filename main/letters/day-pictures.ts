import type { Bar, Picture } from '@onthaal/contract/letters/day-paper.ts';

/** A shape of a picture, in units of its view. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Words {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly text: string;
}

/** A picture as lines and words: vectors, sharp at any size. */
export interface Drawing {
  readonly alternative: string;
  readonly width: number;
  readonly height: number;
  readonly bars: readonly Rectangle[];
  readonly words: readonly Words[];
  /** Height of the line on which bars stand; absent where they lie. */
  readonly floor?: number;
}

const width = 720;
/** With more bars than this, numbers above them would touch. */
const mostNumbers = 32;

function overTime(bars: readonly Bar[], most: number) {
  const [height, floor, ceiling] = [190, 166, 18];
  const step = width / bars.length;
  const thick = Math.min(34, step * 0.74);
  const placed = bars.map((bar, place) => {
    const tall = (bar.value / most) * (floor - ceiling);
    return { bar, middle: place * step + step / 2, tall };
  });
  const words = placed.flatMap(({ bar, middle, tall }): Words[] => {
    const isSaid = bar.value > 0 && (bars.length <= mostNumbers || bar.value === most);
    return [
      ...(isSaid ? [{ x: middle, y: floor - tall - 5, anchor: 'middle' as const, text: bar.text }] : []),
      ...(bar.label === '' ? [] : [{ x: middle, y: height - 6, anchor: 'middle' as const, text: bar.label }]),
    ];
  });
  const shapes = placed.map(({ middle, tall }) => ({
    ...{ x: middle - thick / 2, y: floor - tall, width: thick, height: tall },
  }));
  return { height, floor, bars: shapes, words };
}

function ranked(bars: readonly Bar[], most: number) {
  const [step, thick, start, end] = [26, 16, 250, 640];
  const words = bars.flatMap((bar, place): Words[] => {
    const y = place * step + 17;
    return [
      { x: start - 10, y, anchor: 'end', text: shortened(bar.label) },
      { x: start + (bar.value / most) * (end - start) + 8, y, anchor: 'start', text: bar.text },
    ];
  });
  const shapes = bars.map((bar, place) => ({
    ...{ x: start, y: place * step + 4, width: (bar.value / most) * (end - start), height: thick },
  }));
  return { height: bars.length * step + 4, bars: shapes, words };
}

/** What fits before a bar; the table below it has all of it. */
function shortened(label: string): string {
  return label.length <= 38 ? label : `${label.slice(0, 36).trimEnd()}…`;
}

/** Draws a picture; the longest bar fills its room. */
export function drawn({ kind, alternative, bars }: Picture): Drawing {
  const most = Math.max(...bars.map(({ value }) => value)) || 1;
  return { alternative, width, ...(kind === 'overTime' ? overTime(bars, most) : ranked(bars, most)) };
}
