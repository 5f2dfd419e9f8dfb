import type { ErrorCode } from '@onthaal/contract/errors.ts';

/**
 * Sends one command to the card and resolves with its whole answer, status word included. Rejects with a CardLinkError
 * when card, reader or the reader service is not there any more. An answer of fewer than two bytes means the same: some
 * drivers resolve with nothing when the card is pulled out in the middle of a command.
 */
export type Transmit = (command: Uint8Array) => Promise<Uint8Array>;

/** The way to the card is gone; `code` says what was lost. */
export class CardLinkError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, cause?: unknown) {
    super(`The way to the card is gone: ${code}`, { cause });
    this.name = 'CardLinkError';
    this.code = code;
  }
}
