/** A place in the change order of one collection. */
export interface Position {
  readonly transactionId: string;
  readonly sequence: string;
}

/** Where a desk stands in the change order of one collection. */
export interface Checkpoint extends Position {
  /** The desk began without anything and is brought its work, found by indexes, up to here: see scope/first-pull.ts. */
  readonly workUntil?: Position | undefined;
}

const beginning: Checkpoint = { transactionId: '0', sequence: '0' };

/** True before anything was pulled. */
export function isBeginning({ transactionId, sequence }: Checkpoint): boolean {
  return transactionId === beginning.transactionId && sequence === beginning.sequence;
}

/** `<transaction id>:<sequence>:<name of the feed>[:<transaction id>:<sequence>]`; desks only hand it back. */
export function writeCheckpoint({ transactionId, sequence, workUntil }: Checkpoint, feed: string): string {
  const until = workUntil === undefined ? '' : `:${workUntil.transactionId}:${workUntil.sequence}`;
  return `${transactionId}:${sequence}:${feed}${until}`;
}

/**
 * Reads a desk's checkpoint. One of another feed (the database was restored or replaced) means the beginning.
 *
 * @returns undefined when the text is no checkpoint
 */
export function readCheckpoint(text: string | null | undefined, feed: string): Checkpoint | undefined {
  if (text === null || text === undefined || text === '') return beginning;
  const match = /^(\d{1,19}):(\d{1,18}):([0-9a-f]{12})(?::(\d{1,19}):(\d{1,18}))?$/.exec(text);
  if (match === null) return undefined;
  const [, transactionId = '0', sequence = '0', name, untilTransaction, untilSequence] = match;
  if (name !== feed) return beginning;
  if (untilTransaction === undefined || untilSequence === undefined) return { transactionId, sequence };
  return { transactionId, sequence, workUntil: { transactionId: untilTransaction, sequence: untilSequence } };
}
