import type { Point, Quad } from './pixels.ts';

/** Nine numbers, row by row, that carry a place of one plane to a place of another (the last is the scale). */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

/**
 * What carries a rectangle of `width` by `height` onto four corners, so that a picture can be asked for what lies behind each place of
 * a flat page (the projection of a plane, in closed form for a unit square).
 */
export function homographyOf([a, b, c, d]: Quad, width: number, height: number): Homography {
  const [sumX, sumY] = [a.x - b.x + c.x - d.x, a.y - b.y + c.y - d.y];
  const [bx, by, dx, dy] = [b.x - c.x, b.y - c.y, d.x - c.x, d.y - c.y];
  const scale = bx * dy - dx * by;
  const g = (sumX * dy - dx * sumY) / scale;
  const h = (bx * sumY - sumX * by) / scale;
  return [
    (b.x - a.x + g * b.x) / width,
    (d.x - a.x + h * d.x) / height,
    a.x,
    (b.y - a.y + g * b.y) / width,
    (d.y - a.y + h * d.y) / height,
    a.y,
    g / width,
    h / height,
    1,
  ];
}

/** Where a place goes. */
export function carried(by: Homography, { x, y }: Point): Point {
  const scale = by[6] * x + by[7] * y + by[8];
  return { x: (by[0] * x + by[1] * y + by[2]) / scale, y: (by[3] * x + by[4] * y + by[5]) / scale };
}
