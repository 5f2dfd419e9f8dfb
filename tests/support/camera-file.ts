import { chmodSync, renameSync, writeFileSync } from 'node:fs';
import type { Pixels } from '../../renderer/imaging/pixels.ts';

/** Brightness and the two colour differences of a picture, the colours at half size (BT.601, limited range). */
function planesOf({ width, height, data }: Pixels): Buffer {
  const [half, area] = [width / 2, width * height];
  const planes = Buffer.alloc(area + 2 * (area / 4));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const place = (y * width + x) * 4;
      const [red = 0, green = 0, blue = 0] = [data[place], data[place + 1], data[place + 2]];
      planes[y * width + x] = 16 + 0.257 * red + 0.504 * green + 0.098 * blue;
      if (y % 2 === 1 || x % 2 === 1) continue;
      const at = area + (y / 2) * half + x / 2;
      planes[at] = 128 - 0.148 * red - 0.291 * green + 0.439 * blue;
      planes[at + area / 4] = 128 + 0.439 * red - 0.368 * green - 0.071 * blue;
    }
  }
  return planes;
}

/** Makes a camera of a picture: a video in the format YUV4MPEG2 that Chromium plays over and over. Its sides must be even. */
export function pointCamera(file: string, picture: Pixels): void {
  const header = `YUV4MPEG2 W${picture.width} H${picture.height} F10:1 Ip A1:1 C420jpeg\n`;
  const frame = Buffer.concat([Buffer.from('FRAME\n'), planesOf(picture)]);
  // Whoever opens it finds the old picture or the new one, never half of one.
  writeFileSync(`${file}.new`, Buffer.concat([Buffer.from(header), frame, frame]));
  chmodSync(`${file}.new`, 0o644);
  renameSync(`${file}.new`, file);
}

/** Starts a desk with this as its camera; Chromium reads the file whenever the camera starts. */
export function cameraSwitches(file: string): readonly string[] {
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`];
}

/** Without any camera, whatever this computer has. */
export const noCameraSwitches = ['--use-fake-device-for-media-stream=device-count=0'] as const;
