import type { CollectionName } from '@onthaal/contract/entities/index.ts';

/** A pull shorter than this is not worth a word on the screen. */
export const SHOWN_AFTER_MILLISECONDS = 400;
/** A collection that is being pushed for so long is stuck, and what waits in it is offered again all the same. */
const LONGEST_ACTIVE_MILLISECONDS = 30_000;

/** Which collections are being pulled or pushed, and since when: by the clock that nobody can put back. */
export class BusyCollections {
  readonly #since = new Map<CollectionName, number>();

  begin(name: CollectionName): void {
    this.#since.set(name, performance.now());
  }

  end(name: CollectionName): void {
    this.#since.delete(name);
  }

  endAll(): void {
    this.#since.clear();
  }

  get isNone(): boolean {
    return this.#since.size === 0;
  }

  /** One is busy for so long that it may be shown. */
  get isShown(): boolean {
    const shown = performance.now() - SHOWN_AFTER_MILLISECONDS;
    return [...this.#since.values()].some((since) => since <= shown);
  }

  /** This one is busy, and not for so long that it must be stuck. */
  isBusy(name: CollectionName): boolean {
    const stuck = performance.now() - LONGEST_ACTIVE_MILLISECONDS;
    return (this.#since.get(name) ?? stuck) > stuck;
  }
}
