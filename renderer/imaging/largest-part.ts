import type { Brightness } from './brightness.ts';

/** The largest connected bright part of a picture. */
export interface BrightPart {
  /** 1 for each pixel that belongs to it. */
  readonly mask: Uint8Array;
  readonly area: number;
}

/** Visits everything that hangs together with a bright pixel, giving it a number; answers how much it is. */
function fill(image: Brightness, threshold: number, labels: Uint32Array, start: number, label: number): number {
  const { width, height, data } = image;
  const stack = [start];
  labels[start] = label;
  let area = 0;
  const visit = (place: number): void => {
    if (labels[place] === 0 && (data[place] ?? 0) > threshold) {
      labels[place] = label;
      stack.push(place);
    }
  };
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    area += 1;
    const [column, row] = [place % width, Math.floor(place / width)];
    if (column > 0) visit(place - 1);
    if (column < width - 1) visit(place + 1);
    if (row > 0) visit(place - width);
    if (row < height - 1) visit(place + width);
  }
  return area;
}

/** The largest part of pixels above the threshold that hang together by their sides. */
export function largestBrightPart(image: Brightness, threshold: number): BrightPart {
  const labels = new Uint32Array(image.data.length);
  let [label, best, area] = [0, 0, 0];
  for (let place = 0; place < labels.length; place += 1) {
    if (labels[place] !== 0 || (image.data[place] ?? 0) <= threshold) continue;
    label += 1;
    const size = fill(image, threshold, labels, place, label);
    if (size > area) [best, area] = [label, size];
  }
  return { mask: Uint8Array.from(labels, (value) => (area > 0 && value === best ? 1 : 0)), area };
}
