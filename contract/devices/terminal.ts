import Type, { type Static } from 'typebox';
import { closed } from '../entities/building-blocks.ts';

/** Which terminal stands at this desk, and how it is reached. */
export const TerminalSettings = Type.Union([
  /** The amount is typed on the terminal, and the clerk says what it answered. */
  Type.Object({ kind: Type.Literal('manual') }, closed),
  /** Speaks nexo Retailer in JSON over HTTP. */
  Type.Object(
    {
      kind: Type.Literal('nexo'),
      /** Address of its door, such as `http://192.168.1.20:8080/nexo`. */
      url: Type.String({ maxLength: 300, pattern: '^https?://[^\\s]+$' }),
      /** Name of this cash register, and of the terminal, as its supplier set them. */
      saleId: Type.String({ minLength: 1, maxLength: 40 }),
      terminalId: Type.String({ minLength: 1, maxLength: 40 }),
    },
    closed,
  ),
]);
export type TerminalSettings = Static<typeof TerminalSettings>;
export type NexoSettings = Extract<TerminalSettings, { readonly kind: 'nexo' }>;

/** Our number of one operation: what nexo allows as ServiceID, and enough not to meet another of the same two days. */
export const OperationNumber = Type.String({ pattern: '^[A-Za-z0-9]{6,10}$' });

export const terminalReasons = [
  'refusedByBank',
  'cancelledAtTerminal',
  'terminalBusy',
  'terminalNotReady',
  'neverReached',
  'stillBusy',
  'noAnswer',
  'answerUnreadable',
  'otherAmount',
] as const;
export type TerminalReason = (typeof terminalReasons)[number];

/**
 * How an operation ended, as far as is known: `unknown` is an outcome of its own and never means "not paid". Nothing of the card is in
 * it.
 */
export interface TerminalOutcome {
  readonly state: 'paid' | 'declined' | 'cancelled' | 'unknown';
  /** The terminal's own number of the transaction. */
  readonly reference?: string | undefined;
  readonly reason?: TerminalReason | undefined;
}
