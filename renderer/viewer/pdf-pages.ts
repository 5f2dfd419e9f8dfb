import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerUrl;

/** Width of a page on the screen, in CSS pixels, where there is room. */
const PAGE_WIDTH = 900;
/** A page that is a thousand times as high as it is wide is drawn coarser: a canvas of it would take all memory. */
const MOST_PIXELS = 30_000_000;

async function draw(page: PDFPageProxy, place: HTMLElement, width: number): Promise<void> {
  const ratio = window.devicePixelRatio;
  const natural = page.getViewport({ scale: 1 });
  const most = Math.sqrt(MOST_PIXELS / (natural.width * natural.height));
  const viewport = page.getViewport({ scale: Math.min((width / natural.width) * ratio, most) });
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  canvas.style.width = `${viewport.width / ratio}px`;
  canvas.setAttribute('aria-hidden', 'true');
  const canvasContext = canvas.getContext('2d');
  if (canvasContext === null) return;
  await page.render({ canvasContext, viewport }).promise;
  const { items } = await page.getTextContent();
  const words = document.createElement('p');
  words.className = 'words';
  words.textContent = items.map((item) => ('str' in item ? item.str : '')).join(' ');
  place.replaceChildren(canvas, words);
  place.dataset.drawn = 'true';
}

async function placeFor(pdf: PDFDocumentProxy, number: number, pageLabel: string) {
  const page = await pdf.getPage(number);
  const place = document.createElement('section');
  place.className = 'page';
  place.setAttribute(
    'aria-label',
    pageLabel.replace('{page}', String(number)).replace('{pages}', String(pdf.numPages)),
  );
  const { width, height } = page.getViewport({ scale: 1 });
  const shown = Math.min(PAGE_WIDTH, document.documentElement.clientWidth - 40);
  place.style.width = `${shown}px`;
  place.style.minHeight = `${(shown * height) / width}px`;
  return { page, place, shown };
}

/**
 * Shows a PDF: each page is drawn when it comes into view, with its words beside it for who does not see it. Nothing in it runs.
 *
 * @param pageLabel what a page is called, with `{page}` and `{pages}` in it
 */
export async function showPdf(bytes: ArrayBuffer, main: HTMLElement, pageLabel: string): Promise<void> {
  const pdf = await getDocument({ data: bytes, isEvalSupported: false, enableXfa: false }).promise;
  const waiting = new Map<Element, () => Promise<void>>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        void waiting.get(target)?.();
      }
    },
    { rootMargin: '600px' },
  );
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { page, place, shown } = await placeFor(pdf, number, pageLabel);
    waiting.set(place, () => draw(page, place, shown));
    main.append(place);
    observer.observe(place);
  }
}
