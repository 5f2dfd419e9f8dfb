import type { Pixels, Point, Quad } from './pixels.ts';

/** The straight line through `at` in a direction of length 1. */
interface Line {
  readonly at: Point;
  readonly direction: Point;
}

/** So many places of a side are looked at, and so far to both sides of it, in pixels. */
const PLACES = 48;
const REACH = 10;
/** What lies further from the line than this is a finger, a staple or a stain. */
const MOST_OFF = 2.5;

function leastAt({ width, height, data }: Pixels, x: number, y: number): number | undefined {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  if (column < 0 || row < 0 || column >= width || row >= height) return undefined;
  const place = (row * width + column) * 4;
  return Math.min(data[place] ?? 0, data[place + 1] ?? 0, data[place + 2] ?? 0);
}

/** A little blurred along the side, so that one noisy pixel moves nothing. */
function meanAt(pixels: Pixels, at: Point, along: Point): number | undefined {
  let [sum, count] = [0, 0];
  for (let step = -2; step <= 2; step += 1) {
    const value = leastAt(pixels, at.x + step * along.x, at.y + step * along.y);
    if (value === undefined) continue;
    sum += value;
    count += 1;
  }
  return count === 0 ? undefined : sum / count;
}

/** Where, going from outside to inside, the paper begins: the place at which the brightness passes the threshold for good. */
function crossing(pixels: Pixels, at: Point, along: Point, inward: Point, threshold: number): Point | undefined {
  let previous: number | undefined;
  let found: number | undefined;
  for (let step = -REACH; step <= REACH; step += 1) {
    const value = meanAt(pixels, { x: at.x + step * inward.x, y: at.y + step * inward.y }, along);
    if (value !== undefined && previous !== undefined && previous <= threshold && value > threshold) {
      found ??= step - 1 + (threshold - previous) / (value - previous);
    }
    previous = value;
  }
  return found === undefined ? undefined : { x: at.x + found * inward.x, y: at.y + found * inward.y };
}

/** The line that lies nearest to all points (least squares across it). */
function lineThrough(points: readonly Point[]): Line {
  const mean = points.reduce((sum, { x, y }) => ({ x: sum.x + x / points.length, y: sum.y + y / points.length }), {
    x: 0,
    y: 0,
  });
  let [xx, xy, yy] = [0, 0, 0];
  for (const { x, y } of points) {
    xx += (x - mean.x) ** 2;
    xy += (x - mean.x) * (y - mean.y);
    yy += (y - mean.y) ** 2;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  return { at: mean, direction: { x: Math.cos(angle), y: Math.sin(angle) } };
}

function distanceTo({ at, direction }: Line, { x, y }: Point): number {
  return Math.abs((x - at.x) * direction.y - (y - at.y) * direction.x);
}

function edgeBetween(pixels: Pixels, from: Point, to: Point, threshold: number): Line {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  // The corners go round clockwise, so the page lies to the right of its side.
  const inward = { x: -along.y, y: along.x };
  const points: Point[] = [];
  for (let place = 0; place < PLACES; place += 1) {
    const part = 0.08 + (0.84 * place) / (PLACES - 1);
    const at = { x: from.x + part * length * along.x, y: from.y + part * length * along.y };
    const point = crossing(pixels, at, along, inward, threshold);
    if (point !== undefined) points.push(point);
  }
  const straight = { at: from, direction: along };
  if (points.length < PLACES / 3) return straight;
  const rough = lineThrough(points);
  const near = points.filter((point) => distanceTo(rough, point) <= MOST_OFF);
  return near.length < PLACES / 4 ? straight : lineThrough(near);
}

function meetingOf(one: Line, other: Line): Point | undefined {
  const across = one.direction.x * other.direction.y - one.direction.y * other.direction.x;
  if (Math.abs(across) < 0.1) return undefined;
  const [dx, dy] = [other.at.x - one.at.x, other.at.y - one.at.y];
  const along = (dx * other.direction.y - dy * other.direction.x) / across;
  return { x: one.at.x + along * one.direction.x, y: one.at.y + along * one.direction.y };
}

/**
 * Corners found in a smaller picture, made exact in the large one: each side is a line through the places where the paper begins, and
 * the corners are where the lines meet. A corner that would move far stays as it was.
 */
export function sharpenedEdges(pixels: Pixels, rough: Quad, threshold: number): Quad {
  const sides = rough.map((corner, index) => edgeBetween(pixels, corner, rough[(index + 1) % 4] as Point, threshold));
  return rough.map((corner, index) => {
    const met = meetingOf(sides[(index + 3) % 4] as Line, sides[index] as Line);
    return met && Math.hypot(met.x - corner.x, met.y - corner.y) <= 4 * REACH ? met : corner;
  }) as unknown as Quad;
}
