/** How long a loop that asks the storage runs before the event loop gets a turn. */
const SLICE_MILLISECONDS = 8;
/** The same for a few questions: shorter than one transaction of a bulk (40 ms). */
const LONGEST_MILLISECONDS = 24;
const FEW_QUESTIONS = 16;

/**
 * Gives the event loop a turn about every 8 ms. SQLite answers synchronously, so RxDB's loops would otherwise run in
 * microtasks only and starve timers, ports and sockets (20 s measured while migrating 100 000 documents).
 *
 * A few questions get longer: RxDB's replication leaves it to the speed of the answers whether its pull already sees what its
 * push writes. The turn comes before a question, never between a write and its answer: RxDB would take what others write in
 * between for older than its own.
 */
export class EventLoopTurns {
  readonly #waiting: (() => void)[] = [];
  /** When the storage was first asked in this turn of the event loop; undefined: it has not been. */
  #sliceStart: number | undefined;
  #asked = 0;

  /** Awaited at the start of every storage method. Callers go on in the order in which they came. */
  next(): Promise<void> | undefined {
    if (this.#waiting.length === 0) {
      this.#sliceStart ??= this.#startSlice();
      this.#asked += 1;
      const longest = this.#asked <= FEW_QUESTIONS ? LONGEST_MILLISECONDS : SLICE_MILLISECONDS;
      if (performance.now() - this.#sliceStart < longest) return undefined;
    }
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#waiting.length === 1) setImmediate(this.#wake);
    });
  }

  readonly #wake = (): void => {
    this.#sliceStart = this.#startSlice();
    this.#waiting.shift()?.();
    if (this.#waiting.length > 0) setImmediate(this.#wake);
  };

  #startSlice(): number {
    this.#asked = 0;
    setImmediate(this.#endSlice);
    return performance.now();
  }

  /** The event loop has had its turn. */
  readonly #endSlice = (): void => {
    this.#sliceStart = undefined;
  };
}

/** One for all files: there is one event loop. */
export const eventLoopTurns = new EventLoopTurns();
