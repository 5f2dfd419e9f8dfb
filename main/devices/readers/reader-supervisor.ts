import type { CardPresence, ReaderState, ReadersState } from '@onthaal/contract/devices/readers.ts';
import { failure, type Result } from '@onthaal/contract/result.ts';
import { CardLinkError } from '../smart-card/transmit.ts';
import type { CardConnection, CardWork, ReaderPort, ReaderSession } from './reader-port.ts';

export interface SupervisorOptions {
  readonly onChange?: (state: ReadersState) => void;
  /** Milliseconds before the service is looked for again: doubled each time, up to the longest. */
  readonly firstPause?: number;
  readonly longestPause?: number;
}

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 5_000;
const LONGEST_WORK = 20_000;

/**
 * Keeps a session with the service for card readers. The service may be absent, die and come back at any time, and a
 * session that once broke never recovers: each time a new one is opened, after a pause.
 */
export class ReaderSupervisor {
  readonly #port: ReaderPort;
  readonly #options: SupervisorOptions;
  readonly #readers = new Map<string, ReaderState>();
  #session: ReaderSession | null = null;
  #retry: NodeJS.Timeout | null = null;
  #pause: number;
  #running = false;
  #service: ReadersState['service'] = 'running';

  constructor(port: ReaderPort, options: SupervisorOptions = {}) {
    this.#port = port;
    this.#options = options;
    this.#pause = options.firstPause ?? FIRST_PAUSE;
  }

  /** Readers in the order in which they were found. */
  get state(): ReadersState {
    return { service: this.#service, readers: [...this.#readers.values()] };
  }

  start(): void {
    this.#running = true;
    this.#open();
  }

  stop(): void {
    this.#running = false;
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = null;
    this.#session?.close();
    this.#session = null;
  }

  /**
   * Runs work with the card in a reader, in one transaction. The connection is of this call only, so that nothing outlives
   * a card that was changed meanwhile.
   *
   * @returns what the work returns; CARD_READER_BUSY when another program does not let go in time; the codes of the link
   */
  async withCard<T>(
    reader: string,
    work: CardWork<Result<T>>,
    options: { readonly timeout?: number } = {},
  ): Promise<Result<T>> {
    const known = this.#readers.get(reader);
    if (this.#session === null || this.#service === 'absent')
      return failure('CARD_SERVICE_ABSENT', { retryable: true });
    if (known === undefined) return failure('CARD_READER_ABSENT', { retryable: true });
    if (known.card === 'silent') return failure('CARD_SILENT', { retryable: true });
    const attempt = new CardAttempt(this.#session.connect(reader), options.timeout ?? LONGEST_WORK);
    return attempt.run(work);
  }

  #open(): void {
    let broken = false;
    const ifCurrent =
      <Words extends readonly unknown[]>(change: (...words: Words) => void) =>
      (...words: Words) => {
        if (!broken && this.#running) change(...words);
      };
    const breakOff = ifCurrent(() => {
      broken = true;
      this.#lost();
    });
    try {
      this.#session = this.#port.open({
        readerFound: ifCurrent((name) => this.#set({ name, card: 'absent', insertion: 0 })),
        readerLost: ifCurrent((name) => this.#forget(name)),
        cardChanged: ifCurrent((name, card) => this.#cardChanged(name, card)),
        broken: breakOff,
      });
    } catch (error) {
      if (!(error instanceof CardLinkError)) throw error;
      breakOff();
    }
  }

  #lost(): void {
    this.#session?.close();
    this.#session = null;
    this.#readers.clear();
    this.#service = 'absent';
    this.#changed();
    this.#retry = setTimeout(() => this.#open(), this.#pause);
    this.#pause = Math.min(2 * this.#pause, this.#options.longestPause ?? LONGEST_PAUSE);
  }

  #cardChanged(name: string, card: CardPresence): void {
    const known = this.#readers.get(name);
    const insertion = known?.insertion ?? 0;
    if (known?.card === card) return;
    this.#set({ name, card, insertion: card === 'absent' ? insertion : insertion + 1 });
  }

  #set(reader: ReaderState): void {
    // Only a reader proves that the service is there: a session can be opened on one that is about to fail.
    this.#service = 'running';
    this.#pause = this.#options.firstPause ?? FIRST_PAUSE;
    this.#readers.set(reader.name, reader);
    this.#changed();
  }

  #forget(name: string): void {
    if (this.#readers.delete(name)) this.#changed();
  }

  #changed(): void {
    this.#options.onChange?.(this.state);
  }
}

/** One connection with its time limit. Who waits too long goes on without it, and it is closed when it does come. */
class CardAttempt {
  readonly #connecting: Promise<CardConnection>;
  readonly #timeout: number;
  #reached = false;

  constructor(connecting: Promise<CardConnection>, timeout: number) {
    this.#connecting = connecting;
    this.#timeout = timeout;
  }

  async run<T>(work: CardWork<Result<T>>): Promise<Result<T>> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<Result<T>>((resolve) => {
      // Nobody who waits for the card has it; who has it, waits for its answer.
      timer = setTimeout(
        () => resolve(failure(this.#reached ? 'CARD_SILENT' : 'CARD_READER_BUSY', { retryable: true })),
        this.#timeout,
      );
    });
    try {
      return await Promise.race([this.#whole(work), tooLate]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #whole<T>(work: CardWork<Result<T>>): Promise<Result<T>> {
    try {
      const connection = await this.#connecting;
      try {
        return await connection.transaction((transmit, control) => {
          this.#reached = true;
          return work(transmit, control);
        });
      } finally {
        await connection.disconnect();
      }
    } catch (error) {
      if (error instanceof CardLinkError) return failure(error.code, { retryable: true });
      throw error;
    }
  }
}
