import type { CardPresence } from '@onthaal/contract/devices/readers.ts';
import type { ReaderControl, Transmit } from '../smart-card/transmit.ts';

/** What the operating system's service for card readers tells. */
export interface ReaderListener {
  readonly readerFound: (reader: string) => void;
  readonly readerLost: (reader: string) => void;
  readonly cardChanged: (reader: string, presence: CardPresence) => void;
  /** The service went away; this session is of no use any more. */
  readonly broken: () => void;
}

/** What is done with a card; `control` speaks to its reader. */
export type CardWork<T> = (transmit: Transmit, control: ReaderControl) => Promise<T>;

/** A connection to one card. All of it rejects with a CardLinkError when the way is gone. */
export interface CardConnection {
  /** Runs commands that no other program can come between. Keep it short: others wait in the service until it ends. */
  readonly transaction: <T>(work: CardWork<T>) => Promise<T>;
  readonly disconnect: () => Promise<void>;
}

/** One session with the service. */
export interface ReaderSession {
  readonly connect: (reader: string) => Promise<CardConnection>;
  readonly close: () => void;
}

/** The way to card readers; another binding to PC/SC is another one of these. */
export interface ReaderPort {
  /** Opens a session. Throws a CardLinkError, or calls `broken` soon after, when the service is not there. */
  readonly open: (listener: ReaderListener) => ReaderSession;
}
