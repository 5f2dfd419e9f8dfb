import { createWorker, OEM, PSM } from 'tesseract.js';
import { servedPlaces, type TextReaderPlaces } from '../text/read-text.ts';
import type { TravelLine } from '../worker/imaging-protocol.ts';

/** Chevrons are known before: a reader that may not write them is surer of the rest. */
const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

interface ReadSymbol {
  readonly text: string;
  readonly bbox: { readonly x0: number; readonly x1: number };
}

/** Puts what was read in the cells that hold no chevron: one after the other when there are as many, else each where it lies. */
export function lineOf({ chevrons, start, pitch }: Omit<TravelLine, 'image'>, symbols: readonly ReadSymbol[]): string {
  const cells = chevrons.map(() => '<');
  const free = chevrons.flatMap((isChevron, index) => (isChevron ? [] : [index]));
  for (const [index, { text, bbox }] of symbols.entries()) {
    const lies = Math.round(((bbox.x0 + bbox.x1) / 2 - start) / pitch - 0.5);
    const place = symbols.length === free.length ? free[index] : lies;
    if (place !== undefined && chevrons[place] === false) cells[place] = text;
  }
  return cells.join('');
}

/** Reads the lines of travel documents. It holds a hundred megabytes, so it is ended with the dialog that it reads for. */
export interface TravelReader {
  read(lines: readonly TravelLine[]): Promise<readonly string[]>;
  end(): Promise<void>;
}

/**
 * Starts a reader of its own worker, without any line.
 *
 * @throws Error when the program cannot be loaded: that is a damaged installation
 */
export async function startTravelReader(places: TextReaderPlaces = servedPlaces): Promise<TravelReader> {
  const options = { ...places, workerBlobURL: false, gzip: true, cacheMethod: 'none', errorHandler: () => undefined };
  const worker = await createWorker('eng', OEM.LSTM_ONLY, options);
  await worker.setParameters({ tessedit_char_whitelist: CHARACTERS, tessedit_pageseg_mode: PSM.SINGLE_LINE });
  const readLine = async (line: TravelLine): Promise<string> => {
    const { data } = await worker.recognize(line.image.jpeg as never, {}, { blocks: true });
    const words = (data.blocks ?? [])
      .flatMap(({ paragraphs }) => paragraphs)
      .flatMap(({ lines }) => lines)
      .flatMap(({ words: found }) => found);
    return lineOf(
      line,
      words.flatMap(({ symbols }) => symbols),
    );
  };
  return {
    read: async (lines) => {
      const read: string[] = [];
      for (const line of lines) read.push(await readLine(line));
      return read;
    },
    end: async () => {
      await worker.terminate();
    },
  };
}
