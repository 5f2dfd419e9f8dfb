import { type Brightness, histogramOf, leastChannel, otsuThreshold } from './brightness.ts';
import { sharpenedEdges } from './edges.ts';
import { largestBrightPart } from './largest-part.ts';
import type { Pixels, Point, Quad } from './pixels.ts';

/** The corners are sought in a picture so many times smaller. */
const STEP = 4;
/** A page fills at least this part of the picture; less is a card in the distance, or a reflection. */
const LEAST_PART = 0.05;
/** So much of the four-sided shape is bright; less is no page but something ragged. */
const LEAST_FILLED = 0.75;
/** Paper and table differ at least so much. */
const LEAST_CONTRAST = 24;

/** Twice the area, positive when the corners go round clockwise on the screen. */
function areaOf(quad: Quad): number {
  const twice = quad.reduce((sum, { x, y }, index) => {
    const next = quad[(index + 1) % 4] as Point;
    return sum + x * next.y - next.x * y;
  }, 0);
  return twice / 2;
}

/** Whether the corners go round in one direction, with no angle that folds in. */
export function isConvex(quad: Quad): boolean {
  return quad.every((point, index) => {
    const [next, after] = [quad[(index + 1) % 4] as Point, quad[(index + 2) % 4] as Point];
    return (next.x - point.x) * (after.y - next.y) - (next.y - point.y) * (after.x - next.x) > 0;
  });
}

/** The four pixels that reach furthest to the corners, as places in the large picture. */
function extremesOf(mask: Uint8Array, width: number): Quad {
  const furthest = [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  ];
  const found: Point[] = [0, 1, 2, 3].map(() => ({ x: 0, y: 0 }));
  for (let place = 0; place < mask.length; place += 1) {
    if (mask[place] !== 1) continue;
    const [x, y] = [place % width, Math.floor(place / width)];
    const [sum, difference] = [x + y, x - y];
    if (sum < (furthest[0] ?? 0)) [furthest[0], found[0]] = [sum, { x: x * STEP, y: y * STEP }];
    if (difference > (furthest[1] ?? 0)) [furthest[1], found[1]] = [difference, { x: (x + 1) * STEP, y: y * STEP }];
    if (sum > (furthest[2] ?? 0)) [furthest[2], found[2]] = [sum, { x: (x + 1) * STEP, y: (y + 1) * STEP }];
    if (difference < (furthest[3] ?? 0)) [furthest[3], found[3]] = [difference, { x: x * STEP, y: (y + 1) * STEP }];
  }
  return found as unknown as Quad;
}

/** How far the mean of what is bright lies above the mean of what is dark. */
function contrastOf({ data }: Brightness, threshold: number): number {
  const [sums, counts] = [
    [0, 0],
    [0, 0],
  ];
  for (const value of data) {
    const side = value > threshold ? 1 : 0;
    sums[side] = (sums[side] ?? 0) + value;
    counts[side] = (counts[side] ?? 0) + 1;
  }
  return (sums[1] ?? 0) / Math.max(1, counts[1] ?? 0) - (sums[0] ?? 0) / Math.max(1, counts[0] ?? 0);
}

/**
 * The corners of the page that lies in a picture, to a pixel or two: bright on something darker, and the largest such thing.
 *
 * @returns undefined when there is no such page; the clerk then keeps the whole picture
 */
export function findPageCorners(pixels: Pixels): Quad | undefined {
  const small = leastChannel(pixels, STEP);
  const threshold = otsuThreshold(histogramOf(small.data));
  if (threshold === undefined || contrastOf(small, threshold) < LEAST_CONTRAST) return undefined;
  const { mask, area } = largestBrightPart(small, threshold);
  if (area < LEAST_PART * mask.length) return undefined;
  const rough = extremesOf(mask, small.width);
  if (!isConvex(rough)) return undefined;
  const filled = (area * STEP * STEP) / areaOf(rough);
  if (filled < LEAST_FILLED) return undefined;
  const sharp = sharpenedEdges(pixels, rough, threshold);
  return isConvex(sharp) ? sharp : rough;
}
