import { type Homography, homographyOf } from './homography.ts';
import { emptyPixels, type Pixels, type Point, type Quad } from './pixels.ts';

/** The longer side of a flat page, in pixels: A4 at 150 dots per inch. */
export const LONG_SIDE = 1754;
/** Longer side divided by shorter: A4, and a card of the size of an identity card (ISO/IEC 7810 ID-1). */
const KNOWN_SHAPES = [Math.SQRT2, 85.6 / 53.98];
/** Perspective makes a page look a little shorter than it is. */
const SHAPE_TOLERANCE = 0.13;

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

/** Width and height of the flat page behind four corners, its shape taken for A4 or a card where it is near to that. */
export function flatSize(
  [a, b, c, d]: Quad,
  longSide: number = LONG_SIDE,
): { readonly width: number; readonly height: number } {
  const [width, height] = [(distance(a, b) + distance(d, c)) / 2, (distance(b, c) + distance(a, d)) / 2];
  const shape = Math.max(width, height) / Math.max(1, Math.min(width, height));
  const known = KNOWN_SHAPES.find((candidate) => Math.abs(shape / candidate - 1) < SHAPE_TOLERANCE) ?? shape;
  const shortSide = Math.max(1, Math.round(longSide / known));
  return width > height ? { width: longSide, height: shortSide } : { width: shortSide, height: longSide };
}

function warpRow(from: Pixels, to: Pixels, by: Homography, row: number): void {
  const { width, height, data } = from;
  const [mostX, mostY] = [width - 1, height - 1];
  const y = row + 0.5;
  let place = row * to.width * 4;
  for (let column = 0; column < to.width; column += 1, place += 4) {
    const x = column + 0.5;
    const scale = 1 / (by[6] * x + by[7] * y + by[8]);
    // The middle of the first pixel lies at a half.
    let fromX = (by[0] * x + by[1] * y + by[2]) * scale - 0.5;
    let fromY = (by[3] * x + by[4] * y + by[5]) * scale - 0.5;
    fromX = Math.min(Math.max(fromX, 0), mostX);
    fromY = Math.min(Math.max(fromY, 0), mostY);
    const left = fromX | 0;
    const top = fromY | 0;
    const partX = fromX - left;
    const partY = fromY - top;
    const above = (top * width + left) * 4;
    const beside = left < mostX ? 4 : 0;
    const below = above + (top < mostY ? width * 4 : 0);
    const p = (1 - partX) * (1 - partY);
    const q = partX * (1 - partY);
    const r = (1 - partX) * partY;
    const s = partX * partY;
    for (let channel = 0; channel < 3; channel += 1) {
      to.data[place + channel] =
        p * (data[above + channel] as number) +
        q * (data[above + beside + channel] as number) +
        r * (data[below + channel] as number) +
        s * (data[below + beside + channel] as number);
    }
    to.data[place + 3] = 255;
  }
}

/** The page behind four corners, flat: each of its pixels is mixed from the four that lie nearest behind it. */
export function flatten(pixels: Pixels, corners: Quad, size = flatSize(corners)): Pixels {
  const flat = emptyPixels(size.width, size.height);
  const by = homographyOf(corners, size.width, size.height);
  for (let row = 0; row < flat.height; row += 1) warpRow(pixels, flat, by, row);
  return flat;
}
