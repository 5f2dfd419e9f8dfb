import type { Pixels } from './pixels.ts';

/** How many characters a line has where there are three lines, and where there are two (ICAO 9303: TD1, TD3, TD2). */
const COUNTS = { three: [30], two: [44, 36] } as const;
/** The ink of the first and last character does not fill their cells: a line is so much wider than its ink, in cells. */
const LEAST_MORE = 0.1;
const MOST_MORE = 0.7;
/** A cell is compared with a chevron in so many squares. */
const COLUMNS = 14;
const ROWS = 18;
/** The two strokes of a chevron in its cell: from the upper right to the left of the middle and to the lower right. */
const CHEVRON = { left: 0.16, right: 0.8, top: 0.16, bottom: 0.88, stroke: 0.075 } as const;
/** From so much likeness on it is one; the nearest letter, K, reaches 0.6. */
const LEAST_LIKENESS = 0.73;

/** A line of a travel document, and where its ink lies in the picture. */
export interface MachineLine {
  readonly picture: Pixels;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where the characters of lines stand that lie exactly below each other. */
export interface Cells {
  readonly count: number;
  /** From the ink's left side to the first cell, and the width of a cell, in parts of the ink's width. */
  readonly offset: number;
  readonly pitch: number;
}

/** How dark each column of the line is. */
function columnsOf({ picture, top, bottom }: MachineLine): Float64Array {
  const { width, data } = picture;
  const columns = new Float64Array(width);
  for (let y = top; y < bottom; y += 1) {
    for (let x = 0; x < width; x += 1)
      columns[x] = (columns[x] as number) + 255 - (data[(y * width + x) * 4] as number);
  }
  return columns;
}

/** Finds the cells whose borders have the least ink on them, in all lines together. */
export function findCells(lines: readonly MachineLine[]): Cells {
  const darkness = lines.map((line) => ({ line, columns: columnsOf(line) }));
  let best: Cells & { readonly ink: number } = { count: 0, offset: 0, pitch: 0, ink: Number.POSITIVE_INFINITY };
  for (const count of lines.length === 3 ? COUNTS.three : COUNTS.two) {
    for (let more = LEAST_MORE; more <= MOST_MORE; more += 0.04) {
      const pitch = 1 / (count - more);
      for (let before = 0; before <= more; before += 0.04) {
        const offset = -before * pitch;
        let ink = 0;
        for (const { line, columns } of darkness) {
          const width = line.right - line.left;
          for (let border = 0; border <= count; border += 1) {
            ink += columns[Math.round(line.left + (offset + border * pitch) * width)] ?? 0;
          }
        }
        ink /= count + 1;
        if (ink < best.ink) best = { count, offset, pitch, ink };
      }
    }
  }
  return best;
}

function distanceTo(x: number, y: number, fromX: number, fromY: number, toX: number, toY: number): number {
  const [dx, dy] = [toX - fromX, toY - fromY];
  const along = Math.min(1, Math.max(0, ((x - fromX) * dx + (y - fromY) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - fromX - along * dx, y - fromY - along * dy);
}

/** A chevron, moved by a part of its cell: one where there is ink. */
function chevronAt(moveX: number, moveY: number): Float64Array {
  const { left, right, top, bottom, stroke } = CHEVRON;
  const middle = (top + bottom) / 2;
  return Float64Array.from({ length: COLUMNS * ROWS }, (_, place) => {
    const x = ((place % COLUMNS) + 0.5) / COLUMNS - moveX;
    const y = (Math.floor(place / COLUMNS) + 0.5) / ROWS - moveY;
    const distance = Math.min(
      distanceTo(x, y, right, top, left, middle),
      distanceTo(x, y, left, middle, right, bottom),
    );
    return Math.min(1, Math.max(0, 1.5 - distance / stroke));
  });
}

const chevrons = [-0.12, -0.06, 0, 0.06, 0.12].flatMap((moveX) =>
  [-0.06, 0, 0.06].map((moveY) => chevronAt(moveX, moveY)),
);

/** How alike two pictures are, from -1 to 1, whatever their brightness. */
function likeness(one: Float64Array, other: Float64Array): number {
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanOne, meanOther] = [mean(one), mean(other)];
  let [both, first, second] = [0, 0, 0];
  for (let place = 0; place < one.length; place += 1) {
    const [a, b] = [(one[place] as number) - meanOne, (other[place] as number) - meanOther];
    both += a * b;
    first += a * a;
    second += b * b;
  }
  return both / Math.sqrt(Math.max(1e-9, first * second));
}

/** The darkness in a cell, in squares. */
function cellOf({ picture, top, bottom }: MachineLine, left: number, width: number): Float64Array {
  const squares = new Float64Array(COLUMNS * ROWS);
  const counts = new Float64Array(COLUMNS * ROWS);
  const height = bottom - top;
  for (let y = top; y < bottom; y += 1) {
    const row = Math.floor(((y - top) * ROWS) / height);
    for (let x = Math.max(0, Math.round(left)); x < Math.min(picture.width, Math.round(left + width)); x += 1) {
      const column = Math.min(COLUMNS - 1, Math.max(0, Math.floor(((x + 0.5 - left) * COLUMNS) / width)));
      const place = row * COLUMNS + column;
      squares[place] = (squares[place] as number) + 255 - (picture.data[(y * picture.width + x) * 4] as number);
      counts[place] = (counts[place] as number) + 1;
    }
  }
  return squares.map((value, place) => value / Math.max(1, counts[place] as number));
}

/** A line of which the chevrons are known and taken out: a reader of words takes them for letters, and counts them wrong. */
export interface ReadableLine {
  readonly picture: Pixels;
  /** From the left, for each character: whether it is a chevron. */
  readonly chevrons: readonly boolean[];
  /** Where the first cell begins and how wide each is, in pixels of the picture. */
  readonly start: number;
  readonly pitch: number;
}

function whiten({ width, height, data }: Pixels, left: number, right: number): void {
  for (let y = 0; y < height; y += 1) {
    data.fill(
      255,
      (y * width + Math.max(0, Math.round(left))) * 4,
      (y * width + Math.min(width, Math.round(right))) * 4,
    );
  }
}

/** Finds the chevrons of a line and takes them out, with all that stands before its first character and after its last. */
export function takeOutChevrons(line: MachineLine, { count, offset, pitch }: Cells): ReadableLine {
  const width = line.right - line.left;
  const [start, step] = [line.left + offset * width, pitch * width];
  const alike = Array.from({ length: count }, (_, index) => {
    const cell = cellOf(line, start + index * step, step);
    return Math.max(...chevrons.map((chevron) => likeness(cell, chevron)));
  });
  const found = alike.map((value) => value >= LEAST_LIKENESS);
  const picture = { ...line.picture, data: new Uint8ClampedArray(line.picture.data) };
  whiten(picture, 0, start);
  whiten(picture, start + count * step, picture.width);
  for (const [index, isChevron] of found.entries()) {
    if (isChevron) whiten(picture, start + index * step, start + (index + 1) * step);
  }
  return { picture, chevrons: found, start, pitch: step };
}
