/** A word as it was read, with its place in the picture, in pixels from the top left. */
export interface ReadWord {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** Where its line of text stands on, and how high that line is. */
  readonly baseline: number;
  readonly height: number;
}

/** A picture that stands in memory only, never on a disk. */
export interface ScannedImage {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A page as it is filed: the picture, and what was read on it, in the order of reading. */
export interface ScannedPage extends ScannedImage {
  readonly words: readonly ReadWord[];
}
