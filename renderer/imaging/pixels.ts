/** A picture as red, green, blue and alpha, a byte each, row by row: what a canvas gives and takes. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** A place in a picture, in pixels from the outer edge of its first pixel: the whole picture reaches from 0 to its width. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The corners of a page in a picture: top left, top right, bottom right, bottom left as the page is read. */
export type Quad = readonly [Point, Point, Point, Point];

/** An empty, transparent picture. */
export function emptyPixels(width: number, height: number): Pixels {
  return { width, height, data: new Uint8ClampedArray(width * height * 4) };
}

/** The corners of the whole picture. */
export function wholeOf({ width, height }: Pick<Pixels, 'width' | 'height'>): Quad {
  return [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: height },
    { x: 0, y: height },
  ];
}
