import { flatten } from './flatten.ts';
import type { Pixels, Quad } from './pixels.ts';

/** A passport photograph is 35 by 45 mm (ISO/IEC 19794-5); at 300 dots per inch that is so many pixels. */
export const PHOTO_MILLIMETRES = { width: 35, height: 45 } as const;
export const PHOTO_PIXELS = { width: 413, height: 531 } as const;
/** The head from chin to crown, and the eyes above the lower edge, in millimetres (ICAO 9303, portrait guidelines). */
export const HEAD_MILLIMETRES = { least: 32, most: 36, aboveCrown: 4, eyesAboveEdge: { least: 23, most: 31 } } as const;

/** Which part of a picture becomes the photograph: its middle and its height, as parts of the picture's own. */
export interface PhotoFrame {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

export const FIRST_FRAME: PhotoFrame = { x: 0.5, y: 0.5, height: 0.8 };
const LEAST_HEIGHT = 0.2;
/** How far one key moves the frame, or makes it larger, as a part of the picture. */
const STEP = 0.01;

/** The frame, kept inside the picture. */
export function keptInside(
  frame: PhotoFrame,
  picture: { readonly width: number; readonly height: number },
): PhotoFrame {
  const shape = (PHOTO_MILLIMETRES.width / PHOTO_MILLIMETRES.height) * (picture.height / picture.width);
  const height = Math.min(Math.max(frame.height, LEAST_HEIGHT), 1, 1 / shape);
  const [halfWidth, halfHeight] = [(height * shape) / 2, height / 2];
  return {
    x: Math.min(Math.max(frame.x, halfWidth), 1 - halfWidth),
    y: Math.min(Math.max(frame.y, halfHeight), 1 - halfHeight),
    height,
  };
}

/** What a key makes of the frame: arrows move it, + and − make it larger and smaller. Undefined for every other key. */
export function changedByKey(frame: PhotoFrame, key: string): PhotoFrame | undefined {
  switch (key) {
    case 'ArrowLeft':
      return { ...frame, x: frame.x - STEP };
    case 'ArrowRight':
      return { ...frame, x: frame.x + STEP };
    case 'ArrowUp':
      return { ...frame, y: frame.y - STEP };
    case 'ArrowDown':
      return { ...frame, y: frame.y + STEP };
    case '+':
    case '=':
      return { ...frame, height: frame.height + STEP };
    case '-':
      return { ...frame, height: frame.height - STEP };
    default:
      return undefined;
  }
}

/** The corners of the frame in the picture. */
export function cornersOf(frame: PhotoFrame, picture: { readonly width: number; readonly height: number }): Quad {
  const height = frame.height * picture.height;
  const width = (height * PHOTO_MILLIMETRES.width) / PHOTO_MILLIMETRES.height;
  const [left, top] = [frame.x * picture.width - width / 2, frame.y * picture.height - height / 2];
  return [
    { x: left, y: top },
    { x: left + width, y: top },
    { x: left + width, y: top + height },
    { x: left, y: top + height },
  ];
}

/** Cuts the photograph out. Nothing of the face is looked at. */
export function cutPhoto(picture: Pixels, frame: PhotoFrame): Pixels {
  return flatten(picture, cornersOf(keptInside(frame, picture), picture), PHOTO_PIXELS);
}
