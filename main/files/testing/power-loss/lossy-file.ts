import type { Survival } from './survival.ts';

/** A change of a file that may not have reached the disk. `order`: its place among all changes of the disk. */
export type UnflushedChange =
  | { readonly order: number; readonly kind: 'write'; readonly offset: number; readonly bytes: Buffer }
  | { readonly order: number; readonly kind: 'cut'; readonly size: number };

/** What is in one file: what is on the disk for certain, and what was changed since. */
export class LossyFile {
  readonly #durable: Content;
  #changes: UnflushedChange[] = [];

  constructor(durable: Buffer) {
    this.#durable = new Content(durable);
  }

  change(change: UnflushedChange): void {
    this.#changes.push(change);
  }

  /** Everything up to a change is on the disk. */
  flush(order: number): void {
    const flushed = this.#changes.filter((change) => change.order <= order);
    this.#changes = this.#changes.slice(flushed.length);
    for (const change of flushed) this.#durable.make(change, 0);
  }

  /** Order of the oldest change that may be lost. */
  get oldest(): number | undefined {
    return this.#changes[0]?.order;
  }

  /** What a program reads. */
  get contents(): Buffer {
    const content = new Content(this.#durable.bytes);
    for (const change of this.#changes) content.make(change, 0);
    return content.bytes;
  }

  /** What is left after a power cut. */
  survivor(survival: Survival): Buffer {
    const fill = survival.fill();
    const content = new Content(this.#durable.bytes);
    for (const change of survival.keep(this.#changes)) content.make(change, fill);
    if (survival.keepsSize()) content.grow(Math.max(0, ...this.#changes.map(endOf)), fill);
    return content.bytes;
  }
}

function endOf(change: UnflushedChange): number {
  return change.kind === 'write' ? change.offset + change.bytes.length : 0;
}

/** Bytes that become more and fewer. */
class Content {
  #buffer: Buffer;
  #size: number;

  constructor(bytes: Buffer) {
    this.#buffer = Buffer.from(bytes);
    this.#size = bytes.length;
  }

  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#size);
  }

  /** Where nobody wrote, `fill` is found. */
  make(change: UnflushedChange, fill: number): void {
    if (change.kind === 'cut') {
      this.grow(change.size, fill);
      this.#size = change.size;
      return;
    }
    this.grow(endOf(change), fill);
    change.bytes.copy(this.#buffer, change.offset);
  }

  grow(size: number, fill: number): void {
    if (size <= this.#size) return;
    if (size > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(2 * size);
      this.bytes.copy(larger);
      this.#buffer = larger;
    }
    this.#buffer.fill(fill, this.#size, size);
    this.#size = size;
  }
}
