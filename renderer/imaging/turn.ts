import { emptyPixels, type Pixels } from './pixels.ts';

/** Turned a quarter to the right. */
export function turnRight({ width, height, data }: Pixels): Pixels {
  const turned = emptyPixels(height, width);
  const from = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const to = new Uint32Array(turned.data.buffer);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) to[x * height + (height - 1 - y)] = from[y * width + x] as number;
  }
  return turned;
}
