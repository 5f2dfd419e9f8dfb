const SLICE_MILLISECONDS = 8;

/**
 * Gives the event loop a turn about every 8 ms. SQLite answers synchronously, so RxDB's loops would otherwise run in
 * microtasks only and starve timers, ports and sockets (20 s measured while migrating 100 000 documents).
 */
export class EventLoopTurns {
  readonly #waiting: (() => void)[] = [];
  #sliceStart = performance.now();

  /** Awaited at the start of every storage method. Callers go on in the order in which they came. */
  next(): Promise<void> | undefined {
    if (this.#waiting.length === 0 && performance.now() - this.#sliceStart < SLICE_MILLISECONDS) return undefined;
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#waiting.length === 1) setImmediate(this.#wake);
    });
  }

  readonly #wake = (): void => {
    this.#sliceStart = performance.now();
    this.#waiting.shift()?.();
    if (this.#waiting.length > 0) setImmediate(this.#wake);
  };
}

/** One for all files: there is one event loop. */
export const eventLoopTurns = new EventLoopTurns();
