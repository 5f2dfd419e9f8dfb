import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

async function open(pdf: Buffer | undefined) {
  return getDocument({ data: Uint8Array.from(pdf ?? []), isEvalSupported: false }).promise;
}

/** What stands on the first page of a printed PDF. */
export async function textOf(pdf: Buffer | undefined): Promise<string> {
  const page = await (await open(pdf)).getPage(1);
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str : '')).join('');
}

/** What a screen reader needs to know of a printed PDF; the size in points. */
export async function accessibilityOf(pdf: Buffer | undefined) {
  const document = await open(pdf);
  const { info } = (await document.getMetadata()) as { info: { Title?: string; Language?: string } };
  const marks = (await document.getMarkInfo()) as { Marked?: boolean } | null;
  const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 });
  return {
    title: info.Title,
    language: info.Language,
    tagged: marks?.Marked,
    pages: document.numPages,
    size: [Math.round(width), Math.round(height)],
  };
}
