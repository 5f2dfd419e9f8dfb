/** The part of a keyboard event that tells a scanner from a person. */
export interface TypedKey {
  readonly key: string;
  /** Milliseconds on one clock. */
  readonly at: number;
  /** Held down: a person, however fast it repeats. */
  readonly repeat: boolean;
  /** With Ctrl, Alt or Command: how scanners send control characters, which are left out. */
  readonly isModified: boolean;
}

/** A scanner types a character every few milliseconds; nobody does for a whole code. */
const MOST_GAP = 30;
const LEAST_CHARACTERS = 6;
const MOST_CHARACTERS = 500;
/** Lines of a travel document by their length, and how many there are (ICAO 9303). */
const travelLines: Readonly<Record<number, number>> = { 30: 3, 36: 2, 44: 2 };

/**
 * Recognises a scanner that types by its speed: fast characters that end with Enter or Tab. It looks at every key and keeps none that
 * came slowly. A reader of passports types two or three lines; they are one code.
 */
export class FastTyping {
  #text = '';
  #lines: string[] = [];
  #last = Number.NEGATIVE_INFINITY;

  /** Looks at a key; answers the code when this key ends one. */
  press({ key, at, repeat, isModified }: TypedKey): string | undefined {
    const isFast = at - this.#last <= MOST_GAP;
    if (repeat) return this.#forget();
    if (isModified || (key.length > 1 && key !== 'Enter' && key !== 'Tab')) return undefined;
    if (!isFast) this.#forget();
    this.#last = at;
    if (key.length === 1) {
      if (this.#text.length < MOST_CHARACTERS) this.#text += key;
      return undefined;
    }
    return this.#end();
  }

  #end(): string | undefined {
    const line = this.#text;
    this.#text = '';
    if (line.length < LEAST_CHARACTERS) return this.#forget();
    this.#lines.push(line);
    const [first = ''] = this.#lines;
    const wanted = /^[A-Z0-9<]+$/.test(first) && first.includes('<') ? (travelLines[first.length] ?? 1) : 1;
    if (this.#lines.length < wanted) return undefined;
    const code = this.#lines.join('\n');
    this.#forget();
    return code;
  }

  #forget(): undefined {
    this.#text = '';
    this.#lines = [];
    return undefined;
  }
}
