import type { DatabaseFile } from '../storage/index.ts';

/** So long one transaction works, at most a little longer: the writer's event loop is free in between. */
const SLICE_MILLISECONDS = 16;

/** One piece of work inside a slice's transaction; small, a few milliseconds at most. */
export interface Piece {
  /** Rows that it brought further, for the progress. */
  readonly rows: number;
  /** True when nothing is left to do. */
  readonly isLast: boolean;
}

/**
 * Does work in transactions of about 16 ms with a turn of the event loop after each. `piece` notes in the same transaction how far
 * it is, so that work that was cut off goes on where the last committed slice ended. A slice does not wait for the disk: what a power cut
 * takes back, from the end, is done again.
 *
 * @throws StorageError
 */
export async function inSlices(file: DatabaseFile, piece: () => Piece, onRows: (rows: number) => void): Promise<void> {
  for (;;) {
    let rows = 0;
    const isLast = file.relaxedTransaction(() => {
      const end = performance.now() + SLICE_MILLISECONDS;
      for (;;) {
        const done = piece();
        rows += done.rows;
        if (done.isLast) return true;
        if (performance.now() >= end) return false;
      }
    });
    onRows(rows);
    await new Promise((resolve) => setImmediate(resolve));
    if (isLast) return;
  }
}
