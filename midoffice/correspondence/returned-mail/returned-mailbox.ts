/** What was done with a mail that came in. */
export type Taken =
  /** It says something of a message of ours. */
  | 'ours'
  /** A report of something else, forged, or not to be understood. */
  | 'notOurs';

/** What is done with what a look finds. */
export interface Reading {
  /** Gets a report as it came, cut off when it is large. */
  readonly take: (source: Buffer) => Promise<Taken>;
  /** A mail cannot be read while others can: it is left for good, so that nobody stops the reading with it. */
  readonly passBy: () => void;
  /** All before this place was looked at: the next look goes on from here, however this one ends. */
  readonly keep: (bookmark: string) => Promise<void>;
}

/** How a look in the mailbox ended. */
export type Look =
  | { readonly kind: 'read' }
  /** Nobody there, or the login is refused: it is left alone for so long. */
  | { readonly kind: 'resting'; readonly seconds: number; readonly why: 'login' | 'line' | 'busy' };

/** The mailbox of the municipality to which mail comes back. */
export interface ReturnedMailbox {
  /**
   * Gives what came in since the bookmark, as far as it calls itself a delivery report, and nothing else: other mail is not opened,
   * moved or marked. It may give a report twice.
   *
   * @param bookmark that was kept last; undefined: the first one, which goes back some days
   */
  readonly look: (bookmark: string | undefined, reading: Reading, signal: AbortSignal) => Promise<Look>;
}

/** So far the first look goes back, in days. */
export const firstLookDays = 14;
