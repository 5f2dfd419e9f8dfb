import {
  beginText,
  endText,
  PDFDocument,
  type PDFFont,
  type PDFName,
  type PDFOperator,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  StandardFonts,
  setCharacterSqueeze,
  setFontAndSize,
  setTextMatrix,
  setTextRenderingMode,
  showText,
  TextRenderingMode,
} from '@cantoo/pdf-lib';
import type { ReadWord, ScannedPage } from './scanned-page.ts';
import { writableText } from './writable-text.ts';

/** A4 in points of 1/72 inch; the long side of a page that is not A4 is this long too, so that it prints on A4. */
const LONG_SIDE = 841.89;
/** Letters without room below and above them are so much smaller than their line. */
const LETTER_SIZE = 0.8;

export interface ScannedPdf {
  readonly title: string;
  /** As a language tag: what a screen reader reads it in. */
  readonly language: string;
  readonly createdAt: Date;
  readonly pages: readonly ScannedPage[];
}

function operatorsOf(word: ReadWord, page: ScannedPage, font: PDFFont, fontKey: PDFName, scale: number): PDFOperator[] {
  const text = writableText(word.text, font);
  if (text === '') return [];
  const size = Math.max(1, word.height * LETTER_SIZE * scale);
  const natural = font.widthOfTextAtSize(text, size);
  const squeeze = natural > 0 ? (100 * (word.right - word.left) * scale) / natural : 100;
  return [
    setFontAndSize(fontKey, size),
    setCharacterSqueeze(Math.min(Math.max(squeeze, 10), 1000)),
    setTextMatrix(1, 0, 0, 1, word.left * scale, (page.height - word.baseline) * scale),
    // The space lies behind the word: programs that copy text want one even where the picture leaves little room.
    showText(font.encodeText(`${text} `)),
  ];
}

/** Writes what was read where it stands, invisible: it can be searched, copied and read aloud, and the picture stays as it is. */
function addText(onto: PDFPage, page: ScannedPage, font: PDFFont, scale: number): void {
  const fontKey = onto.node.newFontDictionary(font.name, font.ref);
  const words = page.words.flatMap((word) => operatorsOf(word, page, font, fontKey, scale));
  onto.pushOperators(
    pushGraphicsState(),
    beginText(),
    setTextRenderingMode(TextRenderingMode.Invisible),
    ...words,
    endText(),
    popGraphicsState(),
  );
}

/** One PDF of all pages in their order, with what was read on them as an invisible layer. */
export async function makeScannedPdf({ title, language, createdAt, pages }: ScannedPdf): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.setTitle(title, { showInWindowTitleBar: true });
  pdf.setLanguage(language);
  pdf.setCreator('Onthaal');
  pdf.setProducer('Onthaal');
  pdf.setCreationDate(createdAt);
  pdf.setModificationDate(createdAt);
  const font = pages.some(({ words }) => words.length > 0) ? await pdf.embedFont(StandardFonts.Helvetica) : undefined;
  for (const page of pages) {
    const scale = LONG_SIDE / Math.max(page.width, page.height);
    const size = { width: page.width * scale, height: page.height * scale };
    const added = pdf.addPage([size.width, size.height]);
    added.drawImage(await pdf.embedJpg(page.jpeg), { x: 0, y: 0, ...size });
    if (font !== undefined && page.words.length > 0) addText(added, page, font, scale);
  }
  return pdf.save();
}
