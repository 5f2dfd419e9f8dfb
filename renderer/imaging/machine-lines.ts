import { type Brightness, leastChannel } from './brightness.ts';
import { inkOf, meansAround } from './local-ink.ts';
import type { MachineLine } from './machine-cells.ts';
import { emptyPixels, type Pixels } from './pixels.ts';

/** The lines are sought in a picture so many times smaller, and cut out of the sharp one. */
const STEP = 2;
/** Paper is what is usual within so many pixels of the sharp picture: more than a stroke and less than a shadow. */
const AROUND = 24;
/** Ink is darker than this part of what lies around it. */
const INK = 0.85;
/** Lines may rise or fall by this part of their width; the best of so many slopes is taken. */
const MOST_SLOPE = 0.1;
const SLOPES = 41;
const SLOPE_COLUMNS = 8;
/** A row is looked at in parts of so many pixels; characters that stand close leave none of them without ink. */
const PART = 20;
/** The lines take at least this part of the width. */
const LEAST_WIDTH = 0.3;
/** A column with less ink than this, in heights of the line, is a speck; no gap in a line is wider than so many heights. */
const LEAST_STROKE = 0.12;
const MOST_GAP = 1.3;
/** The height of a line by its width: from 44 characters in it to 30, with what blur adds. */
const SHAPE = { least: 0.012, most: 0.065 } as const;
/** So much is kept around a line, in its heights. */
const MARGIN = 0.45;

/** A line of characters that follow each other without a gap. */
interface Band {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Ink in each row when columns are moved so that lines of this slope are level. */
function rowsOf(ink: Uint8Array, width: number, height: number, slope: number): Uint32Array {
  const rows = new Uint32Array(height);
  for (let x = 0; x < width; x += SLOPE_COLUMNS) {
    const shift = Math.round(slope * (x - width / 2));
    const [first, last] = [Math.max(0, -shift), Math.min(height, height - shift)];
    for (let y = first; y < last; y += 1) rows[y] = (rows[y] as number) + (ink[(y + shift) * width + x] as number);
  }
  return rows;
}

/** The slope at which lines and the gaps between them differ most. */
function slopeOf(image: Brightness): number {
  const ink = inkOf(image, meansAround(image, AROUND / STEP), INK);
  let [best, slope] = [-1, 0];
  for (let step = 0; step < SLOPES; step += 1) {
    const candidate = MOST_SLOPE * ((2 * step) / (SLOPES - 1) - 1);
    const rows = rowsOf(ink, image.width, image.height, candidate);
    let value = 0;
    for (let y = 1; y < rows.length; y += 1) value += ((rows[y] as number) - (rows[y - 1] as number)) ** 2;
    if (value > best) [best, slope] = [value, candidate];
  }
  return slope;
}

/** The picture with its columns moved so that its lines are level. */
function levelled({ width, height, data }: Brightness, slope: number): Brightness {
  const level = new Uint8Array(data.length);
  const shifts = Float32Array.from({ length: width }, (_, x) => slope * (x - width / 2));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = Math.min(Math.max(y + (shifts[x] as number), 0), height - 1);
      const from = at | 0;
      const part = at - from;
      const next = from < height - 1 ? from + 1 : from;
      level[y * width + x] =
        (1 - part) * (data[from * width + x] as number) + part * (data[next * width + x] as number);
    }
  }
  return { width, height, data: level };
}

/** The longest run of parts with ink in a row, from the left of its first to the right of its last; one empty part ends none. */
function longestRun(ink: Uint8Array, width: number, y: number): { readonly left: number; readonly right: number } {
  let [left, right, from, last] = [0, 0, -1, -1];
  const parts = Math.floor(width / PART);
  for (let part = 0; part < parts; part += 1) {
    const start = y * width + part * PART;
    if (!ink.subarray(start, start + PART).includes(1)) continue;
    if (from < 0 || part - last > 2) from = part;
    last = part;
    if (last + 1 - from > right - left) [left, right] = [from, last + 1];
  }
  return { left: left * PART, right: right * PART };
}

/** Where the characters of a band begin and end: the longest stretch of strokes with no gap wider than a character. */
function tightened(ink: Uint8Array, width: number, { top, bottom, left, right }: Band): Band {
  const height = bottom - top;
  const isStroke = (x: number): boolean => {
    let count = 0;
    for (let y = top; y < bottom; y += 1) count += ink[y * width + x] as number;
    return count >= LEAST_STROKE * height;
  };
  const found = { top, bottom, left, right: left };
  let [from, last] = [-1, Number.NEGATIVE_INFINITY];
  for (let x = left; x < right; x += 1) {
    if (!isStroke(x)) continue;
    if (x - last > MOST_GAP * height) from = x;
    last = x;
    if (last + 1 - from > found.right - found.left) [found.left, found.right] = [from, last + 1];
  }
  return found;
}

function bandsOf(ink: Uint8Array, width: number, height: number): readonly Band[] {
  const bands: Band[] = [];
  let open: Band | undefined;
  for (let y = 0; y <= height; y += 1) {
    const run = y < height ? longestRun(ink, width, y) : { left: 0, right: 0 };
    const isLine = run.right - run.left >= LEAST_WIDTH * width;
    if (isLine) {
      open = {
        top: open?.top ?? y,
        bottom: y + 1,
        left: Math.min(open?.left ?? width, run.left),
        right: Math.max(open?.right ?? 0, run.right),
      };
    } else if (open) {
      bands.push(tightened(ink, width, open));
      open = undefined;
    }
  }
  return bands.filter(({ top, bottom, left, right }) => {
    const shape = (bottom - top) / (right - left);
    return shape >= SHAPE.least && shape <= SHAPE.most;
  });
}

/** Whether two bands are lines of one block: as wide, as high, and a line's gap apart. */
function belong(one: Band, other: Band): boolean {
  const [width, height] = [one.right - one.left, one.bottom - one.top];
  const sides = Math.max(Math.abs(one.left - other.left), Math.abs(one.right - other.right));
  const gap = (other.top + other.bottom - one.top - one.bottom) / 2;
  const heights = (other.bottom - other.top) / height;
  return sides < 0.06 * width && heights > 0.55 && heights < 1.8 && gap > 1.2 * height && gap < 0.11 * width;
}

/** The lowest block of two or three lines. */
function blockOf(bands: readonly Band[]): readonly Band[] {
  for (let last = bands.length - 1; last > 0; last -= 1) {
    const block = [bands[last] as Band];
    while (block.length < 3) {
      const above = bands[last - block.length];
      if (!(above && belong(above, block[0] as Band))) break;
      block.unshift(above);
    }
    if (block.length > 1) return block;
  }
  return [];
}

/** The rows of a picture from one to another. */
function rowsFrom({ width, data }: Pixels, top: number, bottom: number): Pixels {
  return { width, height: bottom - top, data: data.subarray(top * width * 4, bottom * width * 4) };
}

/** A line with a margin, level, as dark ink on white paper, whatever the light. */
function cutOut(picture: Pixels, slope: number, band: Band): MachineLine {
  const [bandTop, bandBottom, bandLeft, bandRight] = [band.top, band.bottom, band.left, band.right].map(
    (place) => place * STEP,
  ) as [number, number, number, number];
  const margin = Math.round(MARGIN * (bandBottom - bandTop));
  const reach = margin + AROUND + Math.ceil((Math.abs(slope) * picture.width) / 2);
  const first = Math.max(0, bandTop - reach);
  const image = levelled(
    leastChannel(rowsFrom(picture, first, Math.min(picture.height, bandBottom + reach)), 1),
    slope,
  );
  const means = meansAround(image, AROUND);
  const [left, right] = [Math.max(0, bandLeft - 2 * margin), Math.min(image.width, bandRight + 2 * margin)];
  const top = Math.max(0, bandTop - margin - first);
  const line = emptyPixels(right - left, Math.min(image.height, bandBottom + margin - first) - top);
  for (let y = 0; y < line.height; y += 1) {
    for (let x = 0; x < line.width; x += 1) {
      const from = (y + top) * image.width + x + left;
      const part = (image.data[from] as number) / Math.max(1, means.data[from] as number);
      const place = (y * line.width + x) * 4;
      line.data.fill((255 * (part - 0.35)) / 0.6, place, place + 3);
      line.data[place + 3] = 255;
    }
  }
  const up = first + top;
  return { picture: line, left: bandLeft - left, right: bandRight - left, top: bandTop - up, bottom: bandBottom - up };
}

/**
 * The two or three lines that a machine reads, in a picture of a travel document that stands upright.
 *
 * @returns none when nothing in it looks like them
 */
export function findMachineLines(picture: Pixels): readonly MachineLine[] {
  const small = leastChannel(picture, STEP);
  const slope = slopeOf(small);
  const image = levelled(small, slope);
  const ink = inkOf(image, meansAround(image, AROUND / STEP), INK);
  return blockOf(bandsOf(ink, image.width, image.height)).map((band) => cutOut(picture, slope, band));
}
