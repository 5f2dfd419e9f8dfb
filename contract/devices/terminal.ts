import Type, { type Static } from 'typebox';
import { closed, InstantText } from '../entities/building-blocks.ts';

/** Which terminal stands at this desk, and how it is reached. */
export const TerminalSettings = Type.Union([
  /** The amount is typed on the terminal, and the clerk says what it answered. */
  Type.Object({ kind: Type.Literal('manual') }, closed),
  /** Speaks nexo Retailer in JSON, over HTTP or a connection of its own. */
  Type.Object(
    {
      kind: Type.Literal('nexo'),
      /** Address of its door, such as `http://192.168.1.20:8080/nexo` or `tcp://192.168.1.20:9990`. */
      url: Type.String({ maxLength: 300, pattern: '^(?:https?://[^\\s]+|tcp://[^\\s/]+:[0-9]{1,5})$' }),
      /** Name of this cash register, and of the terminal, as its supplier set them. */
      saleId: Type.String({ minLength: 1, maxLength: 40 }),
      terminalId: Type.String({ minLength: 1, maxLength: 40 }),
      /** The key that it shares with this desk, when messages are sealed; its passphrase is a secret and stands elsewhere. */
      key: Type.Optional(
        Type.Object(
          {
            keyIdentifier: Type.String({ minLength: 1, maxLength: 80 }),
            keyVersion: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
          },
          closed,
        ),
      ),
    },
    closed,
  ),
  /** A terminal that Mollie drives from its own service; its API key is a secret of the desk and stands elsewhere. */
  Type.Object(
    { kind: Type.Literal('mollie'), terminalId: Type.String({ maxLength: 80, pattern: '^term_[A-Za-z0-9]+$' }) },
    closed,
  ),
]);
export type TerminalSettings = Static<typeof TerminalSettings>;
export type MollieSettings = Extract<TerminalSettings, { readonly kind: 'mollie' }>;
export type NexoSettings = Extract<TerminalSettings, { readonly kind: 'nexo' }>;

/** Kinds of terminals that need a secret to be asked anything. */
export const secretTerminalKinds = ['nexo', 'mollie'] as const;
export const SecretTerminalKind = Type.Enum(secretTerminalKinds);
export type SecretTerminalKind = (typeof secretTerminalKinds)[number];

/** An API key or a passphrase as it is typed. */
export const TerminalSecret = Type.String({ minLength: 1, maxLength: 200, pattern: '^[\\x20-\\x7e\\u00a1-\\u00ff]+$' });

/** What main gives along with each question, and neither keeps in the clear nor writes in a log. */
export const TerminalAccess = Type.Object(
  {
    secret: Type.Optional(TerminalSecret),
    /** Another place for the service of Mollie: a simulator. */
    mollieUrl: Type.Optional(Type.String({ maxLength: 300, pattern: '^https?://[^\\s]+$' })),
  },
  closed,
);
export type TerminalAccess = Static<typeof TerminalAccess>;

/** Our number of one operation: what nexo allows as ServiceID, and enough not to meet another of the same two days. */
export const OperationNumber = Type.String({ pattern: '^[A-Za-z0-9]{6,10}$' });

/** At which terminal an operation was, and under which name it was asked. */
export const TerminalPlace = Type.Object(
  {
    terminalKey: Type.String({ minLength: 1, maxLength: 400 }),
    saleId: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
  },
  closed,
);
export type TerminalPlace = Static<typeof TerminalPlace>;

/** The payment of which money goes back, as its terminal calls it, and when it was sent there. */
export const RefundedPayment = Type.Object(
  { reference: Type.String({ pattern: '^[A-Za-z0-9._-]{1,80}$' }), at: InstantText },
  closed,
);

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
  'keyRefused',
  'timedOut',
  'notSeenYet',
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
