import { carried, homographyOf } from '../homography.ts';
import { emptyPixels, type Pixels, type Point, type Quad } from '../pixels.ts';

/** The same numbers from 0 to 1 for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x1_0000_0000;
  };
}

/** A page of one colour with some lines of ink, or none. */
export function plainPage(
  width: number,
  height: number,
  options: { readonly paper?: number; readonly lines?: number } = {},
): Pixels {
  const page = emptyPixels(width, height);
  page.data.fill(options.paper ?? 235);
  const lines = options.lines ?? 0;
  for (let line = 0; line < lines; line += 1) {
    const y = Math.floor(height * (0.1 + (0.8 * line) / Math.max(1, lines)));
    for (let row = y; row < y + Math.max(3, Math.floor(height / 200)); row += 1) {
      for (let x = Math.floor(width * 0.12); x < width * 0.7; x += 1) {
        page.data.fill(30, (row * width + x) * 4, (row * width + x) * 4 + 3);
      }
    }
  }
  for (let place = 3; place < page.data.length; place += 4) page.data[place] = 255;
  return page;
}

export interface GeneratedFrame {
  readonly width: number;
  readonly height: number;
  /** Where the corners of the page lie: the known truth. */
  readonly corners: Quad;
  readonly page: Pixels;
  /** The table, red green blue. */
  readonly table?: readonly [number, number, number];
  /** How far a value is off at most. */
  readonly noise?: number;
  /** The light falls off by this part from left to right. */
  readonly shadow?: number;
  readonly seed?: number;
}

/** What carries back: the inverse of what `homographyOf` gives. */
function inverseOf(corners: Quad, width: number, height: number): (point: Point) => Point {
  const [a, b, c, d, e, f, g, h, i] = homographyOf(corners, width, height);
  const inverse = [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ];
  return (point) => carried(inverse as unknown as ReturnType<typeof homographyOf>, point);
}

/** A camera's picture of a page on a table: in perspective, with the soft edges of a lens, noise and uneven light. */
export function generateFrame(options: GeneratedFrame): Pixels {
  const { width, height, corners, page, table = [112, 78, 46], noise = 0, shadow = 0 } = options;
  const frame = emptyPixels(width, height);
  const back = inverseOf(corners, page.width, page.height);
  const random = randomFrom(options.seed ?? 1);
  // Four looks per pixel make the edges as soft as a lens does.
  const looks = [0.25, 0.75].flatMap((dx) => [0.25, 0.75].map((dy) => [dx, dy] as const));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const sums = [0, 0, 0];
      for (const [dx, dy] of looks) {
        const at = back({ x: x + dx, y: y + dy });
        const inside = at.x >= 0 && at.y >= 0 && at.x < page.width && at.y < page.height;
        const place = (Math.floor(at.y) * page.width + Math.floor(at.x)) * 4;
        for (let channel = 0; channel < 3; channel += 1) {
          sums[channel] = (sums[channel] ?? 0) + (inside ? (page.data[place + channel] ?? 0) : (table[channel] ?? 0));
        }
      }
      const light = 1 - (shadow * x) / width;
      const place = (y * width + x) * 4;
      for (let channel = 0; channel < 3; channel += 1) {
        frame.data[place + channel] = ((sums[channel] ?? 0) / 4) * light + (random() * 2 - 1) * noise;
      }
      frame.data[place + 3] = 255;
    }
  }
  return frame;
}
