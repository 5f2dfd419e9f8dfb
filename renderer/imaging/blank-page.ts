import { leastChannel } from './brightness.ts';
import type { Pixels } from './pixels.ts';

/** Averaged over so many pixels on a side, the noise of a camera is gone and a thin stroke is still there. */
const STEP = 4;
/** The edge of a page shows the table and its shadow. */
const MARGIN = 0.04;
/** Ink is so much darker than the paper around it. */
const INK_BELOW_PAPER = 50;
/** One word on a page is more than this. */
const MOST_INK = 0.0004;

/** The middle of the values. */
function medianOf(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

/**
 * Whether a flat, cleaned page looks blank, so that leaving it out can be proposed. A page is compared with itself, square by square: a
 * shadow over it is no ink.
 */
export function looksBlank(pixels: Pixels): boolean {
  const { width, height, data } = leastChannel(pixels, STEP);
  const [left, top] = [Math.ceil(width * MARGIN), Math.ceil(height * MARGIN)];
  const side = 24;
  let [ink, seen] = [0, 0];
  for (let y = top; y < height - top; y += side) {
    for (let x = left; x < width - left; x += side) {
      const values: number[] = [];
      for (let row = y; row < Math.min(y + side, height - top); row += 1) {
        for (let column = x; column < Math.min(x + side, width - left); column += 1) {
          values.push(data[row * width + column] ?? 0);
        }
      }
      const paper = medianOf(values);
      // A square that is dark as a whole is a picture or a filled area, not paper.
      ink += paper < 120 ? values.length : values.filter((value) => value < paper - INK_BELOW_PAPER).length;
      seen += values.length;
    }
  }
  return seen > 0 && ink / seen < MOST_INK;
}
