import { readFileSync } from 'node:fs';
import {
  beginText,
  endText,
  moveText,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFOperator,
  type PDFPage,
  rgb,
  StandardFonts,
  setFontAndSize,
  showText,
} from '@cantoo/pdf-lib';
import type { Pixels } from '../../../imaging/pixels.ts';
import { pixelsOfPdf } from './printed-page.ts';

/** The typeface of travel documents, from the Debian package fonts-ocr-b. */
const OCR_B = '/usr/share/fonts/opentype/ocr-b/OCRB.otf';
/** Ten characters to the inch (ICAO 9303), of a typeface whose characters are all equally wide. */
const PITCH = 7.2;
const CHARACTER_WIDTH = 723;
const MILLIMETRE = 72 / 25.4;

/** Millimetres: of the document, and of the lines at its foot, from below. */
const shapes = {
  /** The page of a passport with its holder. */
  TD3: { width: 125, height: 88, left: 6.6, baselines: [15.2, 8.85], dots: 300 },
  /** The back of an identity card. */
  TD1: { width: 85.6, height: 53.98, left: 4.7, baselines: [17.2, 11.5, 5.8], dots: 400 },
} as const;

/** A document that exists nowhere: its shape, the lines at its foot, and what a person reads above them. */
export interface Specimen {
  readonly shape: keyof typeof shapes;
  readonly lines: readonly string[];
  readonly words: readonly string[];
}

/** Puts the typeface as it is into the document, as one whose characters are all equally wide. */
function addOcrB({ context }: PDFDocument, page: PDFPage): PDFName {
  const name = PDFName.of('OcrB');
  const FontFile3 = context.register(context.flateStream(readFileSync(OCR_B), { Subtype: 'OpenType' }));
  const FontDescriptor = context.register(
    context.obj({ Type: 'FontDescriptor', FontName: 'OCRB', Flags: 33, ItalicAngle: 0, FontFile3 }),
  );
  const Widths = Array.from({ length: 95 }, () => CHARACTER_WIDTH);
  const font = { Type: 'Font', Subtype: 'Type1', BaseFont: 'OCRB', FirstChar: 32, LastChar: 126 };
  const encoding = { Encoding: 'WinAnsiEncoding' };
  page.node.setFontDictionary(name, context.register(context.obj({ ...font, ...encoding, Widths, FontDescriptor })));
  return name;
}

function machineLine(font: PDFName, text: string, x: number, y: number): readonly PDFOperator[] {
  const size = (PITCH * 1000) / CHARACTER_WIDTH;
  const shown = PDFHexString.of(Buffer.from(text, 'latin1').toString('hex'));
  return [beginText(), setFontAndSize(font, size), moveText(x, y), showText(shown), endText()];
}

/** Wavy lines, a photograph that shows nobody, and words: what lies around the lines that a machine reads. */
async function drawSurroundings(pdf: PDFDocument, page: PDFPage, words: readonly string[]): Promise<void> {
  const [width, height] = [page.getWidth(), page.getHeight()];
  page.drawRectangle({ x: 0, y: 0, width, height, color: rgb(0.93, 0.94, 0.91) });
  for (let wave = 0; wave < 18; wave += 1) {
    const y = (height * wave) / 18;
    const path = `M 0 0 C ${width / 3} ${height / 7}, ${(2 * width) / 3} ${-height / 7}, ${width} 0`;
    page.drawSvgPath(path, { x: 0, y, borderColor: rgb(0.8, 0.86, 0.88), borderWidth: 0.5 });
  }
  const top = height - 8;
  page.drawRectangle({
    x: 14,
    y: top - height * 0.44,
    width: height * 0.33,
    height: height * 0.42,
    color: rgb(0.72, 0.75, 0.76),
  });
  page.drawEllipse({
    x: 14 + height * 0.165,
    y: top - height * 0.23,
    xScale: height * 0.09,
    yScale: height * 0.12,
    color: rgb(0.5, 0.47, 0.44),
  });
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (const [index, word] of words.entries())
    page.drawText(word, { x: height * 0.45, y: top - 12 - index * 15, size: 8, font });
}

/** A drawn passport or card, flat and seen straight. */
export async function specimenPixels({ shape, lines, words }: Specimen): Promise<Pixels> {
  const { width, height, left, baselines, dots } = shapes[shape];
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([width * MILLIMETRE, height * MILLIMETRE]);
  await drawSurroundings(pdf, page, words);
  const font = addOcrB(pdf, page);
  const drawn = lines.map((line, index) =>
    machineLine(font, line, left * MILLIMETRE, (baselines[index] ?? 0) * MILLIMETRE),
  );
  page.pushOperators(...drawn.flat());
  return pixelsOfPdf(await pdf.save(), dots);
}
