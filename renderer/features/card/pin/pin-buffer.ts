const LONGEST = 12;
const FIRST_DIGIT = 0x30;

/** Digits of a PIN that is being typed: bytes, never text, which could not be wiped. */
export class PinBuffer {
  readonly #bytes = new Uint8Array(LONGEST);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Takes what one stroke gave; all but digits is left out. */
  add(typed: string): void {
    for (const character of typed) {
      const digit = character.charCodeAt(0) - FIRST_DIGIT;
      if (digit < 0 || digit > 9 || this.#length === LONGEST) continue;
      this.#bytes[this.#length] = FIRST_DIGIT + digit;
      this.#length += 1;
    }
  }

  removeLast(): void {
    if (this.#length === 0) return;
    this.#length -= 1;
    this.#bytes[this.#length] = 0;
  }

  wipe(): void {
    this.#bytes.fill(0);
    this.#length = 0;
  }

  /** A copy to send; whoever takes it wipes it. */
  copy(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  isSame(other: PinBuffer): boolean {
    return this.#length === other.#length && this.#bytes.every((byte, place) => byte === other.#bytes[place]);
  }
}
