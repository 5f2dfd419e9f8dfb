/** What was done with a mail that came in. */
export type Taken =
  /** It says something of a message of ours. */
  | 'ours'
  /** A report of something else, forged, or not to be understood. */
  | 'notOurs';

/** How a look in the mailbox ended. `bookmark`: from where the next one goes on. */
export type Look =
  | { readonly kind: 'read'; readonly bookmark: string }
  /** Nobody there, or the login is refused: it is left alone for so long. */
  | { readonly kind: 'resting'; readonly seconds: number; readonly why: 'login' | 'line' | 'busy' };

/** The mailbox of the municipality to which mail comes back. */
export interface ReturnedMailbox {
  /**
   * Gives what came in since the bookmark, as far as it calls itself a delivery report, and nothing else: other mail is not opened,
   * moved or marked. It may give a report twice.
   *
   * @param bookmark of the look before; undefined: the first one, which goes back some days
   * @param take gets a report as it came, cut off when it is large
   */
  readonly look: (
    bookmark: string | undefined,
    take: (source: Buffer) => Promise<Taken>,
    signal: AbortSignal,
  ) => Promise<Look>;
}

/** So far the first look goes back, in days. */
export const firstLookDays = 14;
