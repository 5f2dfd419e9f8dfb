import { openLetterWindow } from './letter-window.ts';

/** Makes a tagged PDF of A4 pages of a page of HTML, in a hidden window. */
export async function renderPdf(html: string): Promise<Uint8Array> {
  const window = await openLetterWindow(html);
  try {
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
    });
  } finally {
    window.destroy();
  }
}
