import type { Brightness } from './brightness.ts';

/** Sums over everything above and left of a place, so that the mean of any square is four look-ups. */
function sumsOf({ width, height, data }: Brightness): Float64Array {
  const columns = width + 1;
  const sums = new Float64Array(columns * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += data[y * width + x] as number;
      sums[(y + 1) * columns + x + 1] = (sums[y * columns + x + 1] as number) + row;
    }
  }
  return sums;
}

/** The mean of the square around each pixel: how bright the paper is there, whatever shadow lies on it. */
export function meansAround(image: Brightness, reach: number): Brightness {
  const { width, height } = image;
  const sums = sumsOf(image);
  const columns = width + 1;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const [top, bottom] = [Math.max(0, y - reach) * columns, Math.min(height, y + reach + 1) * columns];
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
      const sum =
        (sums[bottom + right] as number) -
        (sums[bottom + left] as number) -
        (sums[top + right] as number) +
        (sums[top + left] as number);
      data[y * width + x] = (sum * columns) / ((bottom - top) * (right - left));
    }
  }
  return { width, height, data };
}

/** One where it is clearly darker than around it. */
export function inkOf(image: Brightness, means: Brightness, part: number): Uint8Array {
  return Uint8Array.from(image.data, (value, place) => (value < part * (means.data[place] as number) ? 1 : 0));
}
