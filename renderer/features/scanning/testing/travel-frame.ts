import type { Pixels, Point, Quad } from '../../../imaging/pixels.ts';
import { generateFrame, randomFrom } from '../../../imaging/testing/generated-frame.ts';
import type { Specimen } from './specimen-document.ts';

/** The specimens of ICAO 9303: nobody's. */
export const specimens = {
  passport: {
    shape: 'TD3',
    lines: ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'],
    words: ['UTOPIA', 'ERIKSSON', 'ANNA MARIA', '12 AUG 1974'],
  },
  card: {
    shape: 'TD1',
    lines: ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'],
    words: ['UTOPIA'],
  },
} as const satisfies Record<string, Specimen>;

/** How a document is held before the camera. */
export interface Held {
  readonly page: Pixels;
  readonly width: number;
  /** In radians; half a turn is upside down. */
  readonly angle: number;
  /** How far a corner is off at most, in pixels: the document is not parallel to the camera. */
  readonly tilt?: number;
  readonly noise?: number;
  readonly shadow?: number;
  /** Out of focus by so many pixels to each side. */
  readonly blur?: number;
  readonly seed?: number;
}

/** Every pixel mixed with so many beside it, along rows or columns. */
function smeared(picture: Pixels, reach: number, step: number): Pixels {
  const { data } = picture;
  const mixed = new Uint8ClampedArray(data.length);
  for (let place = 0; place < data.length; place += 1) {
    let [sum, count] = [0, 0];
    for (let beside = -reach; beside <= reach; beside += 1) {
      const value = data[place + beside * step];
      if (value === undefined) continue;
      sum += value;
      count += 1;
    }
    mixed[place] = sum / count;
  }
  return { ...picture, data: mixed };
}

/** What a camera of 1920 by 1080 sees of a document. */
export function travelFrame({ page, width, angle, tilt = 0, blur = 0, seed = 1, ...light }: Held): Pixels {
  const random = randomFrom(seed);
  const height = (width * page.height) / page.width;
  const off = (): number => (2 * random() - 1) * tilt;
  const corner = (x: number, y: number): Point => ({
    x: 960 + x * Math.cos(angle) - y * Math.sin(angle) + off(),
    y: 540 + x * Math.sin(angle) + y * Math.cos(angle) + off(),
  });
  const [x, y] = [width / 2, height / 2];
  const corners: Quad = [corner(-x, -y), corner(x, -y), corner(x, y), corner(-x, y)];
  const frame = generateFrame({ width: 1920, height: 1080, corners, page, seed, ...light });
  return blur === 0 ? frame : smeared(smeared(frame, blur, 4), blur, frame.width * 4);
}
