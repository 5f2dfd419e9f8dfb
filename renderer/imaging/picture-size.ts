import { type ImageSize, jpegSize } from './jpeg-size.ts';

/** A3 at 600 dots per inch: four bytes each is what a small desk can give. */
const MOST_PIXELS = 70_000_000;

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const LARGEST_SIDE_OF_WEBP = 0x3fff;

function startsWith(bytes: Uint8Array, start: readonly number[], at = 0): boolean {
  return start.every((byte, index) => bytes[at + index] === byte);
}

function letters(text: string): readonly number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

function pngSize(view: DataView): ImageSize | undefined {
  return view.byteLength < 24 ? undefined : { width: view.getUint32(16), height: view.getUint32(20) };
}

/** The three ways in which a WebP says how large it is: plain, without loss, and with extensions. */
function webpSize(bytes: Uint8Array, view: DataView): ImageSize | undefined {
  if (view.byteLength < 30) return undefined;
  if (startsWith(bytes, letters('VP8 '), 12)) {
    const side = (at: number) => view.getUint16(at, true) & LARGEST_SIDE_OF_WEBP;
    return { width: side(26), height: side(28) };
  }
  if (startsWith(bytes, letters('VP8L'), 12)) {
    const bits = view.getUint32(21, true);
    return { width: (bits & LARGEST_SIDE_OF_WEBP) + 1, height: ((bits >>> 14) & LARGEST_SIDE_OF_WEBP) + 1 };
  }
  const side = (at: number) => (view.getUint16(at, true) | (view.getUint8(at + 2) << 16)) + 1;
  return startsWith(bytes, letters('VP8X'), 12) ? { width: side(24), height: side(27) } : undefined;
}

/**
 * Reads how large a PNG, JPEG or WebP says that it is, without decoding it.
 *
 * @returns undefined when it is none of them, is cut off before it says so, or names no size
 */
export function pictureSize(bytes: Uint8Array): ImageSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isWebp = startsWith(bytes, letters('RIFF')) && startsWith(bytes, letters('WEBP'), 8);
  const size = startsWith(bytes, PNG) ? pngSize(view) : isWebp ? webpSize(bytes, view) : jpegSize(bytes);
  return size !== undefined && size.width > 0 && size.height > 0 ? size : undefined;
}

/** Whether a picture of this size fits in the memory of a small desk. */
export function canBeDecoded({ width, height }: ImageSize): boolean {
  return width * height <= MOST_PIXELS;
}
