import { createWorker, OEM, type Page, type Worker } from 'tesseract.js';
import type { ReadWord, ScannedImage } from '../pdf/scanned-page.ts';

/** The languages that come with Onthaal, by the names that the program gives them. */
export const textLanguages = ['nld', 'fra', 'eng'] as const;
export type TextLanguage = (typeof textLanguages)[number];

/** What is surer than this, in percent, is worth finding; below it are stains and lines of a table. */
const LEAST_CONFIDENCE = 30;

/** Where the program and the languages lie. */
export interface TextReaderPlaces {
  readonly workerPath?: string;
  readonly corePath: string;
  readonly langPath: string;
}

/** In the application: with its own files, served with the policy of a worker. */
export const servedPlaces: TextReaderPlaces = {
  workerPath: '/workers/text/worker.js',
  corePath: '/workers/text/tesseract-core-simd-lstm.wasm.js',
  langPath: '/workers/text',
};

/** The words of a page, in the order of reading. */
export function wordsOf({ blocks }: Pick<Page, 'blocks'>): readonly ReadWord[] {
  const lines = (blocks ?? []).flatMap(({ paragraphs }) => paragraphs).flatMap(({ lines: found }) => found);
  return lines.flatMap(({ words, bbox, baseline }) =>
    words
      .filter(({ text, confidence }) => confidence >= LEAST_CONFIDENCE && text.trim() !== '')
      .map((word) => ({
        text: word.text.trim(),
        left: word.bbox.x0,
        right: word.bbox.x1,
        baseline: Math.max(baseline.y0, baseline.y1),
        height: bbox.y1 - bbox.y0,
      })),
  );
}

/** Reads the text of pages. Made for one task, and ended after it: it holds a hundred megabytes. */
export interface TextReader {
  /** @param onProgress is told how far the page is, from 0 to 1 */
  read(image: ScannedImage, onProgress: (part: number) => void): Promise<readonly ReadWord[]>;
  /** Ends at once, also in the middle of a page. */
  end(): Promise<void>;
}

/**
 * Starts reading texts in a language, in a worker of its own and without any line.
 *
 * @throws Error when the program or the language cannot be loaded: that is a damaged installation
 */
export async function startTextReader(language: TextLanguage, places = servedPlaces): Promise<TextReader> {
  let tell: (part: number) => void = () => undefined;
  const options = {
    ...places,
    workerBlobURL: false,
    gzip: true,
    cacheMethod: 'none',
    logger: ({ status, progress }: { readonly status: string; readonly progress: number }) => {
      if (status === 'recognizing text') tell(progress);
    },
    errorHandler: () => undefined,
  };
  const worker: Worker = await createWorker(language, OEM.LSTM_ONLY, options);
  return {
    read: async ({ jpeg }, onProgress) => {
      tell = onProgress;
      const { data } = await worker.recognize(jpeg as never, {}, { text: true, blocks: true });
      return wordsOf(data);
    },
    end: async () => {
      await worker.terminate();
    },
  };
}
