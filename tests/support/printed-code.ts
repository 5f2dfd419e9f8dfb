import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { printedDots, type SeenPicture } from '../../main/devices/testing/fake-ticket-printer/printed-dots.ts';

/** Enough for the smallest square of a code on a page. */
const PIXELS_PER_POINT = 3;

interface DrawingSurface {
  readonly canvas: unknown;
  readonly context: { getImageData(x: number, y: number, width: number, height: number): SeenPicture };
}

async function read(picture: SeenPicture): Promise<string | undefined> {
  // By itself it would fetch its program from the network.
  const program = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(readFileSync(program)).buffer } });
  const [code] = await readBarcodes(picture as unknown as ImageData, { formats: ['QRCode'] });
  return code?.text;
}

/** The QR code on a ticket, as an independent decoder reads it from the dots that were printed. */
export function codeOnTicket(printed: Buffer): Promise<string | undefined> {
  return read(printedDots(printed));
}

/** The QR code on the first page of a PDF, as an independent decoder reads it from the drawn page. */
export async function codeOnPdf(pdf: Buffer): Promise<string | undefined> {
  const loading = getDocument({ data: Uint8Array.from(pdf), verbosity: 0 });
  const document = await loading.promise;
  const page = await document.getPage(1);
  const viewport = page.getViewport({ scale: PIXELS_PER_POINT });
  const [width, height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)];
  const factory = document.canvasFactory as { create(width: number, height: number): DrawingSurface };
  const { context } = factory.create(width, height);
  await page.render({ canvasContext: context as never, viewport }).promise;
  const { data } = context.getImageData(0, 0, width, height);
  await loading.destroy();
  return read({ width, height, data, colorSpace: 'srgb' });
}
