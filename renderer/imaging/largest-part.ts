import type { Brightness } from './brightness.ts';

/** The largest connected bright part of a picture. */
export interface BrightPart {
  /** 1 for each pixel that belongs to it. */
  readonly mask: Uint8Array;
  readonly area: number;
}

/** Visits everything that hangs together with a bright pixel, giving it a number; answers how much it is. */
function fill(
  image: Brightness,
  threshold: number,
  labels: Uint32Array,
  stack: Uint32Array,
  start: number,
  label: number,
) {
  const { width, data } = image;
  const size = data.length;
  const steps = [-1, 1, -width, width];
  let top = 0;
  let area = 0;
  stack[top++] = start;
  labels[start] = label;
  while (top > 0) {
    const place = stack[--top] as number;
    area += 1;
    const column = place % width;
    for (let side = 0; side < 4; side += 1) {
      const beside = place + (steps[side] as number);
      if ((side === 0 && column === 0) || (side === 1 && column === width - 1) || beside < 0 || beside >= size)
        continue;
      if (labels[beside] !== 0 || (data[beside] as number) <= threshold) continue;
      labels[beside] = label;
      stack[top++] = beside;
    }
  }
  return area;
}

/** The largest part of pixels above the threshold that hang together by their sides. */
export function largestBrightPart(image: Brightness, threshold: number): BrightPart {
  const labels = new Uint32Array(image.data.length);
  // Every pixel is put on it once at most.
  const stack = new Uint32Array(image.data.length);
  let [label, best, area] = [0, 0, 0];
  for (let place = 0; place < labels.length; place += 1) {
    if (labels[place] !== 0 || (image.data[place] as number) <= threshold) continue;
    label += 1;
    const size = fill(image, threshold, labels, stack, place, label);
    if (size > area) [best, area] = [label, size];
  }
  const mask = new Uint8Array(labels.length);
  for (let place = 0; place < labels.length; place += 1) mask[place] = area > 0 && labels[place] === best ? 1 : 0;
  return { mask, area };
}
