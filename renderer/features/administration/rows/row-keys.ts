/**
 * Names for rows that have none: each keeps its own when one before it is taken away, so that a field of it does not go on with what was typed
 * in another.
 */
export class RowKeys {
  #keys: number[] = [];
  #next = 0;

  /** One for each of so many rows; those that came are at the end. */
  of(count: number): readonly number[] {
    while (this.#keys.length < count) {
      this.#keys.push(this.#next);
      this.#next += 1;
    }
    this.#keys.length = count;
    return this.#keys;
  }

  /** The row at this place and the one before it change places. */
  moveUp(index: number): void {
    const [before, moved] = this.#keys.slice(index - 1, index + 1);
    if (before !== undefined && moved !== undefined) this.#keys.splice(index - 1, 2, moved, before);
  }

  /** The row at this place goes; `of` is asked again with one less. */
  remove(index: number): void {
    this.#keys.splice(index, 1);
  }
}
