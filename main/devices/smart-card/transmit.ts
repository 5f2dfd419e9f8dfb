import type { ErrorCode } from '@onthaal/contract/errors.ts';

/**
 * Sends one command to the card and resolves with its whole answer, status word included. Rejects with a CardLinkError
 * when card, reader or the reader service is not there any more. An answer of fewer than two bytes means the same: some
 * drivers resolve with nothing when the card is pulled out in the middle of a command.
 */
export type Transmit = (command: Uint8Array) => Promise<Uint8Array>;

/**
 * Takes the power of the card away and gives it back: the way on when the answer to a command was lost. Everything that the
 * card was told is forgotten, also by who shares it. Rejects with a CardLinkError.
 */
export type ResetCard = () => Promise<void>;

/** Speaks to the reader itself, not to the card. Rejects with a CardLinkError. */
export interface ReaderControl {
  /** The reader's name, for those with known faults. */
  readonly reader: string;
  /** The number that asks a reader what it can do; each operating system has its own. */
  readonly featureRequest: number;
  /** Resolves with nothing when the reader does not know the number. */
  readonly send: (code: number, input: Uint8Array) => Promise<Uint8Array>;
  readonly resetCard: ResetCard;
}

/** The way to the card is gone; `code` says what was lost. */
export class CardLinkError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, cause?: unknown) {
    super(`The way to the card is gone: ${code}`, { cause });
    this.name = 'CardLinkError';
    this.code = code;
  }
}
