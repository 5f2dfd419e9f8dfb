/** Where a desk stands in the change order of one collection. */
export interface Checkpoint {
  readonly transactionId: string;
  readonly sequence: string;
}

const beginning: Checkpoint = { transactionId: '0', sequence: '0' };

/** `<transaction id>:<sequence>:<name of the feed>`; desks only hand it back. */
export function writeCheckpoint(checkpoint: Checkpoint, feed: string): string {
  return `${checkpoint.transactionId}:${checkpoint.sequence}:${feed}`;
}

/**
 * Reads a desk's checkpoint. One of another feed (the database was restored or replaced) means the beginning.
 *
 * @returns undefined when the text is no checkpoint
 */
export function readCheckpoint(text: string | null | undefined, feed: string): Checkpoint | undefined {
  if (text === null || text === undefined || text === '') return beginning;
  const match = /^(\d{1,19}):(\d{1,18}):([0-9a-f]{12})$/.exec(text);
  if (match === null) return undefined;
  const [, transactionId = '0', sequence = '0', name] = match;
  return name === feed ? { transactionId, sequence } : beginning;
}
