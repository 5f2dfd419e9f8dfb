const RASTER = Buffer.of(0x1d, 0x76, 0x30);

/** A picture as a camera would see it. */
export interface SeenPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly colorSpace: 'srgb';
}

/** What GS v 0 laid on paper, strip under strip: bytes of eight dots, the left one first. */
export function printedDots(bytes: Buffer): SeenPicture {
  const strips: Buffer[] = [];
  let across = 0;
  for (let at = bytes.indexOf(RASTER); at !== -1; at = bytes.indexOf(RASTER, at)) {
    across = bytes.readUInt16LE(at + 4);
    const end = at + 8 + across * bytes.readUInt16LE(at + 6);
    strips.push(bytes.subarray(at + 8, end));
    at = end;
  }
  const dots = Buffer.concat(strips);
  const [width, height] = [across * 8, dots.length / across];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let dot = 0; dot < width * height; dot += 1) {
    const isDark = ((dots[dot >> 3] ?? 0) >> (7 - (dot & 7))) & 1;
    if (isDark) data.fill(0, dot * 4, dot * 4 + 3);
  }
  return { width, height, data, colorSpace: 'srgb' };
}
