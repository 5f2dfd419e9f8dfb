const FIRST_BYTES = 1024;
/** Higher numbers are not remembered: 16 MB for 134 million writes is enough. */
const MOST_BYTES = 16 * 1024 * 1024;

/** A set of sequence numbers, one bit each: they come from one counter, so nearly all up to the highest one are used. */
export class SequenceSet {
  #bits = new Uint8Array(FIRST_BYTES);

  has(sequence: number): boolean {
    return ((this.#bits[Math.floor(sequence / 8)] ?? 0) & (1 << (sequence % 8))) !== 0;
  }

  /** Remembers a whole number of 0 or more; one that is too high is forgotten. */
  add(sequence: number): void {
    const index = Math.floor(sequence / 8);
    if (index >= MOST_BYTES) return;
    if (index >= this.#bits.length) {
      const larger = new Uint8Array(Math.min(MOST_BYTES, 2 ** Math.ceil(Math.log2(index + 1))));
      larger.set(this.#bits);
      this.#bits = larger;
    }
    this.#bits[index] = (this.#bits[index] ?? 0) | (1 << (sequence % 8));
  }
}
