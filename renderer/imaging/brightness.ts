import type { Pixels } from './pixels.ts';

/** One number per pixel, 0 to 255. */
export interface Brightness {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * The least of red, green and blue, averaged over squares of `step` pixels: paper is bright in all three, a coloured table in one or two.
 */
export function leastChannel({ width, height, data }: Pixels, step: number): Brightness {
  const [columns, rows] = [Math.floor(width / step), Math.floor(height / step)];
  const least = new Uint8Array(columns * rows);
  const area = step * step;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      let sum = 0;
      for (let y = row * step; y < (row + 1) * step; y += 1) {
        let place = (y * width + column * step) * 4;
        for (let x = 0; x < step; x += 1, place += 4) {
          // Without arrays and defaults: this runs for every pixel of the camera.
          const red = data[place] as number;
          const green = data[place + 1] as number;
          const blue = data[place + 2] as number;
          sum += Math.min(red, green, blue);
        }
      }
      least[row * columns + column] = sum / area;
    }
  }
  return { width: columns, height: rows, data: least };
}

/** How often each of the 256 values occurs. */
export function histogramOf(values: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/**
 * The value that parts dark from bright best (Otsu 1979: the greatest variance between the two). What lies above it is bright.
 *
 * @returns undefined when there is only one value, so that nothing can be parted
 */
export function otsuThreshold(counts: Uint32Array): number | undefined {
  let [total, sum] = [0, 0];
  for (let value = 0; value < 256; value += 1) {
    total += counts[value] ?? 0;
    sum += value * (counts[value] ?? 0);
  }
  let [below, belowSum, best, threshold] = [0, 0, 0, -1];
  for (let value = 0; value < 256; value += 1) {
    below += counts[value] ?? 0;
    belowSum += value * (counts[value] ?? 0);
    const above = total - below;
    if (below === 0 || above === 0) continue;
    const distance = belowSum / below - (sum - belowSum) / above;
    const variance = below * above * distance * distance;
    if (variance > best) [best, threshold] = [variance, value];
  }
  return threshold < 0 ? undefined : threshold;
}
