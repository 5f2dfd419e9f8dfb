import type { MessageProblem } from '@onthaal/contract/entities/correspondence.ts';
import type { DocumentOf } from '@onthaal/contract/entities/index.ts';

/** A message on its way out. */
export interface OutgoingMessage {
  /** The same at every try: what a provider knows an earlier try by. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly language: string;
  /** What it says about an appointment, for a calendar file. */
  readonly appointment?: {
    readonly document: DocumentOf<'appointments'>;
    readonly isCancelled: boolean;
    readonly sequence: number;
    readonly place: string | undefined;
  };
}

/** What became of a try, as far as the provider said. */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly reference?: string; readonly costCents?: number }
  /** For good: trying again changes nothing. */
  | { readonly kind: 'refused'; readonly problem: MessageProblem }
  /** Not taken now; `seconds` when the provider says how long to wait. */
  | { readonly kind: 'later'; readonly seconds?: number }
  /** It may have left or not: the line dropped before the answer. */
  | { readonly kind: 'uncertain' };

/** The one owner of a channel: nobody else sends by it, so that nobody gets a message twice. */
export interface Channel {
  /** Whether the provider knows a second try by its id and does not send it again. */
  readonly repeatsSafely: boolean;
  /** Text messages: not while people sleep. */
  readonly keepsQuietHours: boolean;
  /** Tries once. Whatever goes wrong is an outcome; it never throws. */
  readonly send: (message: OutgoingMessage) => Promise<SendOutcome>;
  readonly close: () => Promise<void>;
}

/** The owners of the channels that are configured. */
export type Channels = Readonly<Partial<Record<'email' | 'sms', Channel>>>;
export const sendingChannels = ['email', 'sms'] as const;
