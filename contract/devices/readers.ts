/** `silent` is a card that does not answer to power: upside down, damaged, or not a chip card at all. */
export type CardPresence = 'absent' | 'present' | 'silent';

/** One card reader, without anything of the card that lies in it. */
export interface ReaderState {
  /** As the operating system calls it. */
  readonly name: string;
  readonly card: CardPresence;
  /** Counts the cards that were put in: another number is another insertion, also when nobody saw the card go. */
  readonly insertion: number;
}

/** The service for card readers of the operating system, and its readers in the order in which they were found. */
export interface ReadersState {
  readonly service: 'running' | 'absent';
  readonly readers: readonly ReaderState[];
}
