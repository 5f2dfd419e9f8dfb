import type { ScannedImage } from '../pdf/scanned-page.ts';
import type { ImagingClient } from '../worker/imaging-client.ts';
import type { TravelReader } from './read-travel-lines.ts';
import { putRight } from './travel-document.ts';

/** Lines of a travel document as they were read, with what was seen of each. */
export interface ReadLines {
  readonly lines: readonly string[];
  readonly images: readonly ScannedImage[];
}

/** What reads a picture: the worker that finds the lines, and the reader of their characters. */
export interface PictureReading {
  readonly imaging: () => ImagingClient;
  readonly reader: () => Promise<TravelReader>;
}

/**
 * Reads the lines of the travel document in a picture of the camera, or on a page that was scanned; the picture is given away.
 *
 * @returns undefined when there is none
 */
export async function readPicture(
  { imaging, reader }: PictureReading,
  frame: ImageBitmap,
  isPage: boolean,
): Promise<ReadLines | undefined> {
  const found = await imaging().ask('travel', { frame, isPage }, [frame]);
  if (found.length === 0) return undefined;
  const lines = putRight(await (await reader()).read(found));
  return { lines, images: found.map(({ image }) => image) };
}
