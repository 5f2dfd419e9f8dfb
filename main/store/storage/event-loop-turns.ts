/** How long the storage works, or a loop that asks it, before the event loop gets a turn. */
const SLICE_MILLISECONDS = 8;
/** The same for a few questions with much work of RxDB between them: as long as one transaction of a bulk. */
const LONGEST_MILLISECONDS = 24;
const FEW_QUESTIONS = 16;

/**
 * Gives the event loop a turn after about every 8 ms of work. SQLite answers synchronously, so RxDB's loops would otherwise run
 * in microtasks only and starve timers, ports and sockets (20 s measured while migrating 100 000 documents).
 *
 * Whoever worked long waits at the end of it, so that the short questions which follow are answered without a turn in between:
 * RxDB's replication leaves it to the speed of the answers whether its pull already sees what its push writes.
 */
export class EventLoopTurns {
  readonly #waiting: (() => void)[] = [];
  /** When the storage was first asked in this turn of the event loop; undefined: it has not been. */
  #sliceStart: number | undefined;
  #worked = 0;
  #asked = 0;

  /** Awaited at the start of every storage method. Callers go on in the order in which they came. */
  next(): Promise<void> | undefined {
    if (this.#waiting.length === 0) {
      this.#sliceStart ??= this.#startSlice();
      this.#asked += 1;
      if (!this.#isOver()) return undefined;
    }
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#waiting.length === 1) setImmediate(this.#wake);
    });
  }

  /** Awaited at the end of every storage method, with the milliseconds that it worked. */
  after(worked: number): Promise<void> | undefined {
    this.#worked += worked;
    return this.#isOver() ? new Promise((resolve) => setImmediate(resolve)) : undefined;
  }

  #isOver(): boolean {
    if (this.#worked >= SLICE_MILLISECONDS) return true;
    const longest = this.#asked < FEW_QUESTIONS ? LONGEST_MILLISECONDS : SLICE_MILLISECONDS;
    return this.#sliceStart !== undefined && performance.now() - this.#sliceStart >= longest;
  }

  readonly #wake = (): void => {
    this.#sliceStart = this.#startSlice();
    this.#waiting.shift()?.();
    if (this.#waiting.length > 0) setImmediate(this.#wake);
  };

  #startSlice(): number {
    this.#worked = 0;
    this.#asked = 0;
    setImmediate(this.#endSlice);
    return performance.now();
  }

  /** The event loop has had its turn. */
  readonly #endSlice = (): void => {
    this.#sliceStart = undefined;
    this.#worked = 0;
    this.#asked = 0;
  };
}

/** One for all files: there is one event loop. */
export const eventLoopTurns = new EventLoopTurns();
