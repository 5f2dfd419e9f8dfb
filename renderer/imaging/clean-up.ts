import { emptyPixels, type Pixels } from './pixels.ts';

/** What the paper becomes, and what part of the pixels is darker than ink. */
const PAPER = 250;
const INK_PART = 0.005;
/** Brighter than so much of the pixels is paper: a page of text is mostly paper. */
const PAPER_PART = 0.75;
/** Paper is never taken for darker than this: a dark page must not be torn up into noise. */
const LEAST_PAPER = 120;
/** Less than this between paper and ink is the noise of a blank page, which must not be blown up. */
const LEAST_RANGE = 120;

function valueAt(counts: Uint32Array, total: number, part: number): number {
  let sum = 0;
  for (let value = 0; value < 256; value += 1) {
    sum += counts[value] ?? 0;
    if (sum >= part * total) return value;
  }
  return 255;
}

/** Black and white of one channel, from every fourth pixel of every fourth row. */
function rangeOf({ width, height, data }: Pixels, channel: number): { readonly ink: number; readonly paper: number } {
  const counts = new Uint32Array(256);
  let total = 0;
  for (let y = 0; y < height; y += 4) {
    for (let x = 0; x < width; x += 4) {
      const value = data[(y * width + x) * 4 + channel] as number;
      counts[value] = (counts[value] as number) + 1;
      total += 1;
    }
  }
  const paper = Math.max(LEAST_PAPER, valueAt(counts, total, PAPER_PART));
  return { ink: Math.min(valueAt(counts, total, INK_PART), paper - LEAST_RANGE), paper };
}

/** Makes the paper white, whatever the light in the room, and the ink dark. */
export function cleanUp(pixels: Pixels): Pixels {
  const tables = [0, 1, 2].map((channel) => {
    const { ink, paper } = rangeOf(pixels, channel);
    return Uint8ClampedArray.from({ length: 256 }, (_, value) => ((value - ink) * PAPER) / (paper - ink));
  });
  const [red, green, blue] = tables as [Uint8ClampedArray, Uint8ClampedArray, Uint8ClampedArray];
  const clean = emptyPixels(pixels.width, pixels.height);
  const [from, to] = [pixels.data, clean.data];
  for (let place = 0; place < from.length; place += 4) {
    to[place] = red[from[place] as number] as number;
    to[place + 1] = green[from[place + 1] as number] as number;
    to[place + 2] = blue[from[place + 2] as number] as number;
    to[place + 3] = 255;
  }
  return clean;
}
