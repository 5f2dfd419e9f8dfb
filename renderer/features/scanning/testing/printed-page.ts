import { spawnSync } from 'node:child_process';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import type { Pixels } from '../../../imaging/pixels.ts';

/** What stands on a page: lines of text, and pictures of black squares, such as a QR code. */
export interface PrintedPage {
  readonly lines: readonly string[];
  readonly squares?: { readonly side: number; readonly isDark: (column: number, row: number) => boolean };
}

function poppler(program: string, args: readonly string[], input: Uint8Array): Buffer {
  const { status, stdout, stderr, error } = spawnSync(program, args, { input, maxBuffer: 256 * 1024 * 1024 });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} failed: ${stderr.toString()}`);
  return stdout;
}

/** The page as a printer would be given it. */
async function pdfOf({ lines, squares }: PrintedPage): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([595.28, 841.89]);
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (const [index, line] of lines.entries()) page.drawText(line, { x: 60, y: 740 - index * 26, size: 14, font });
  if (squares) {
    const size = 150 / squares.side;
    for (let row = 0; row < squares.side; row += 1) {
      for (let column = 0; column < squares.side; column += 1) {
        if (!squares.isDark(column, row)) continue;
        page.drawRectangle({ x: 380 + column * size, y: 260 - row * size, width: size, height: size });
      }
    }
  }
  return pdf.save();
}

/** Reads the picture format PPM (P6), as poppler writes it. */
function pixelsOfPpm(ppm: Buffer): Pixels {
  const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.subarray(0, 64).toString('latin1'));
  if (!header) throw new Error('That is no PPM picture');
  const [width, height, start] = [Number(header[1]), Number(header[2]), header[0].length];
  const data = new Uint8ClampedArray(width * height * 4);
  for (let from = start, to = 0; to < data.length; from += 3, to += 4) {
    data.set([ppm[from] ?? 0, ppm[from + 1] ?? 0, ppm[from + 2] ?? 0, 255], to);
  }
  return { width, height, data };
}

/** The first page of a PDF as a printer would print it. */
export function pixelsOfPdf(pdf: Uint8Array, dotsPerInch: number): Pixels {
  return pixelsOfPpm(poppler('pdftoppm', ['-r', `${dotsPerInch}`, '-singlefile', '-'], pdf));
}

/** A printed A4 page at 150 dots per inch. */
export async function printedPixels(page: PrintedPage): Promise<Pixels> {
  return pixelsOfPdf(await pdfOf(page), 150);
}

/** The same as JPEG. */
export async function printedJpeg(page: PrintedPage): Promise<Uint8Array> {
  return new Uint8Array(poppler('pdftoppm', ['-r', '150', '-jpeg', '-singlefile', '-'], await pdfOf(page)));
}

/** What a program that is not ours finds as text in a PDF; a form feed ends each page. */
export function textOfPdf(pdf: Uint8Array): string {
  return poppler('pdftotext', ['-layout', '-', '-'], pdf).toString('utf8');
}

/** What a program that is not ours says about a PDF. */
export function informationOfPdf(pdf: Uint8Array): string {
  return poppler('pdfinfo', ['-'], pdf).toString('utf8');
}
