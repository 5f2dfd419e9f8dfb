import { type Change, type ChangedRecords, type ChangeTopic, mergeChanges, NO_RECORDS } from './change.ts';

export type { ChangeTopic } from './change.ts';

/** Hears committed changes; `urgent` when a clerk of this desk made one of them. */
export type ChangeListener = (change: Change, urgent: boolean) => void;

/** Where committed changes are announced: which records, never what is in them. */
export class ChangeBoard {
  readonly #listeners = new Set<ChangeListener>();
  readonly #gatherers = new Map<ChangeTopic, () => ChangedRecords>();
  #waiting = new Map<ChangeTopic, ChangedRecords | 'everything'>();
  #urgent = false;

  /**
   * Announces a committed change. Changes of one turn of the event loop arrive together. Without records: of a collection
   * everything may have changed; of `sync` nothing but the status (`watchOutbox` tells of its records).
   *
   * @param urgent a clerk is waiting to see it
   */
  announce(topic: ChangeTopic, changed?: ChangedRecords, urgent = false): void {
    if (this.#waiting.size === 0) setImmediate(() => this.#flush());
    const records = changed ?? (topic === 'sync' || topic === 'status' ? NO_RECORDS : 'everything');
    this.#waiting.set(topic, mergeChanges(this.#waiting.get(topic), records));
    this.#urgent ||= urgent;
  }

  /** Asks `gather` for the records of a topic when that topic is about to be told. Returns the function that stops it. */
  gather(topic: ChangeTopic, gather: () => ChangedRecords): () => void {
    this.#gatherers.set(topic, gather);
    return () => this.#gatherers.delete(topic);
  }

  /** Returns the function that stops listening. */
  listen(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #flush(): void {
    const change = this.#waiting;
    for (const [topic, gather] of this.#gatherers) {
      if (change.has(topic)) change.set(topic, mergeChanges(change.get(topic), gather()));
    }
    const urgent = this.#urgent;
    this.#waiting = new Map();
    this.#urgent = false;
    for (const listener of this.#listeners) listener(change, urgent);
  }
}
