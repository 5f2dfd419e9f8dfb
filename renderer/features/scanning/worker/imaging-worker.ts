import { looksBlank } from '../../../imaging/blank-page.ts';
import { cleanUp } from '../../../imaging/clean-up.ts';
import { flatten } from '../../../imaging/flatten.ts';
import { jpegSize } from '../../../imaging/jpeg-size.ts';
import { findPageCorners } from '../../../imaging/page-corners.ts';
import { cutPhoto } from '../../../imaging/passport-photo.ts';
import { isWholePicture } from '../../../imaging/picture-end.ts';
import type { Pixels } from '../../../imaging/pixels.ts';
import { findTravelLines, findTravelLinesOnPage } from '../../../imaging/travel-lines.ts';
import { turnRight } from '../../../imaging/turn.ts';
import type { ScannedImage } from '../pdf/scanned-page.ts';
import { makeScannedPdf } from '../pdf/scanned-pdf.ts';
import type { ImagingRequest, ImagingResponse, ImagingTask, ImagingTasks, TakenPage } from './imaging-protocol.ts';

/** A page of text is a few hundred kilobytes, and no letter of it suffers. */
const JPEG_QUALITY = 0.85;
const PHOTO_QUALITY = 0.95;
/** A3 at 400 dots per inch; what asks for more would take the memory of a small desk. */
const MOST_PIXELS = 32_000_000;
/** Wide enough to tell ink from paper. */
const LOOK_WIDTH = 1240;

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('There is no canvas');
  return context;
}

/** The pixels of a picture, at a part of its size; the picture itself is let go. */
function pixelsOf(picture: ImageBitmap, part = 1): Pixels {
  const [width, height] = [Math.floor(picture.width * part), Math.floor(picture.height * part)];
  const context = contextOf(width, height);
  context.drawImage(picture, 0, 0, width, height);
  picture.close();
  return context.getImageData(0, 0, width, height);
}

async function imageOf({ width, height, data }: Pixels, quality: number): Promise<ScannedImage> {
  const context = contextOf(width, height);
  context.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  const blob = await context.canvas.convertToBlob({ type: 'image/jpeg', quality });
  return { jpeg: new Uint8Array(await blob.arrayBuffer()), width, height };
}

async function takePage(frame: ImageBitmap): Promise<TakenPage> {
  const picture = pixelsOf(frame);
  const corners = findPageCorners(picture);
  const page = corners === undefined ? picture : cleanUp(flatten(picture, corners));
  const image = await imageOf(page, JPEG_QUALITY);
  return { ...image, isCut: corners !== undefined, isBlank: corners !== undefined && looksBlank(page) };
}

/** A page of a scanner stays byte for byte what it was: only its size and whether it is blank are looked at. */
async function scannedPage(jpeg: Uint8Array): Promise<TakenPage> {
  const size = jpegSize(jpeg);
  const isUsable = size !== undefined && size.width * size.height <= MOST_PIXELS && isWholePicture(jpeg);
  if (!isUsable) throw new RangeError('no picture of a page');
  const small = { resizeWidth: Math.min(LOOK_WIDTH, size.width), resizeQuality: 'medium' } as const;
  const picture = await createImageBitmap(new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' }), small);
  return { jpeg, ...size, isCut: true, isBlank: looksBlank(pixelsOf(picture)) };
}

async function turn({ jpeg }: ScannedImage): Promise<ScannedImage> {
  const picture = await createImageBitmap(new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' }));
  return imageOf(turnRight(pixelsOf(picture)), JPEG_QUALITY);
}

const tasks: {
  readonly [Task in ImagingTask]: (ask: ImagingTasks[Task]['ask']) => Promise<ImagingTasks[Task]['answer']>;
} = {
  page: ({ frame }) => takePage(frame),
  scanned: ({ jpeg }) => scannedPage(jpeg),
  turn: ({ image }) => turn(image),
  photo: async ({ frame, part }) => imageOf(cutPhoto(pixelsOf(frame), part), PHOTO_QUALITY),
  prepareCodes: async () => {
    const { prepareCodes } = await import('./read-codes.ts');
    await prepareCodes();
    return null;
  },
  codes: async ({ frame, isFine }) => {
    // A megabyte that most desks never need.
    const { readCodes } = await import('./read-codes.ts');
    return readCodes(pixelsOf(frame, isFine ? 1 : 0.5));
  },
  travel: async ({ frame, isPage }) => {
    const picture = pixelsOf(frame);
    const lines = isPage ? findTravelLinesOnPage(picture) : findTravelLines(picture);
    return Promise.all(
      lines.map(async ({ picture, ...cells }) => ({ ...cells, image: await imageOf(picture, PHOTO_QUALITY) })),
    );
  },
  pdf: makeScannedPdf,
};

async function answer({ task, sequence, ask }: ImagingRequest): Promise<ImagingResponse> {
  try {
    return { sequence, answer: await tasks[task](ask as never) };
  } catch (error) {
    return { sequence, failed: error instanceof Error ? error.name : 'Error' };
  }
}

// One after the other: what was asked first is shown first.
let queue: Promise<unknown> = Promise.resolve();
addEventListener('message', ({ data }: MessageEvent<ImagingRequest>) => {
  queue = queue.then(async () => postMessage(await answer(data)));
});
