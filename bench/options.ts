import { parseArgs } from 'node:util';

export type BenchOptions =
  | {
      readonly ok: true;
      readonly name: string | undefined;
      readonly sizes: readonly number[];
      readonly runs: number | undefined;
      /** Folder of the result files; undefined: the one in the repository. */
      readonly results: string | undefined;
      /** Draw the newest results instead of measuring. */
      readonly pictures: boolean;
    }
  | { readonly ok: false; readonly sentence: string };

/** The seed makes no smaller municipality. */
const SMALLEST_SIZE = 50;
const DEFAULT_SIZES = '1000';

/** Reads the words after `npm run bench --`. */
export function readOptions(words: readonly string[]): BenchOptions {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        sizes: { type: 'string', default: DEFAULT_SIZES },
        runs: { type: 'string' },
        results: { type: 'string' },
        pictures: { type: 'boolean', default: false },
      },
    });
    if (positionals.length > 1) return { ok: false, sentence: 'Give one name.' };
    const sizes = values.sizes.split(',').map(Number);
    if (!sizes.every((size) => Number.isInteger(size) && size >= SMALLEST_SIZE)) {
      return { ok: false, sentence: `Sizes are whole numbers from ${SMALLEST_SIZE}, with commas between them.` };
    }
    const runs = values.runs === undefined ? undefined : Number(values.runs);
    if (runs !== undefined && !(Number.isInteger(runs) && runs > 0)) {
      return { ok: false, sentence: 'Runs is a whole number from 1.' };
    }
    return { ok: true, name: positionals[0], sizes, runs, results: values.results, pictures: values.pictures };
  } catch (error) {
    return { ok: false, sentence: error instanceof Error ? error.message : 'These words are not understood.' };
  }
}
