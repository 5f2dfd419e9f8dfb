import type { CollectionName } from '@onthaal/contract/entities/index.ts';

/** What a live read can depend on: a collection, or `sync` for sync status, outbox and conflicts. */
export type ChangeTopic = CollectionName | 'sync';

/** Where committed changes are announced; listeners hear of a topic, never of the data. */
export class ChangeBoard {
  readonly #listeners = new Set<(topics: ReadonlySet<ChangeTopic>) => void>();
  #waiting = new Set<ChangeTopic>();

  /** Announces a committed change. Changes of one turn of the event loop arrive together. */
  announce(topic: ChangeTopic): void {
    if (this.#waiting.size === 0) setImmediate(() => this.#flush());
    this.#waiting.add(topic);
  }

  /** Returns the function that stops listening. */
  listen(listener: (topics: ReadonlySet<ChangeTopic>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #flush(): void {
    const topics = this.#waiting;
    this.#waiting = new Set();
    for (const listener of this.#listeners) listener(topics);
  }
}
