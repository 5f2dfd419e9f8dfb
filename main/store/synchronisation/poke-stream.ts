import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import { changesDocument } from '@onthaal/contract/generated/client-documents.ts';
import { createClient } from 'graphql-sse';

/** The mid-office sends a sign of life every 10 s; after this long without one the line is dead. */
const SILENCE_MILLISECONDS = 25_000;
const QUICK_RETRY = 700;
const SLOW_RETRY = 10_000;

export interface PokeStreamOptions {
  /** The GraphQL endpoint. */
  readonly address: string;
  readonly token: string;
  /** Whether the stream is missed: then it is tried about every 0.7 s, unless the mid-office refuses it. */
  readonly isUrgent: () => boolean;
  /** The stream is open; what happened before is not told. */
  readonly onOpen: () => void;
  /** An open stream broke: whether the line is still there is unknown. */
  readonly onBreak: () => void;
  readonly onPoke: (collections: readonly CollectionName[]) => void;
}

/** The one stream of "something changed in these collections"; comes back by itself when it breaks. */
export class PokeStream {
  readonly #options: PokeStreamOptions;
  readonly #closing = new AbortController();
  #retry: { readonly timer: NodeJS.Timeout; readonly go: () => void } | undefined;
  #attempt: AbortController | undefined;
  #isOpen = false;
  /** Refusals in a row by a mid-office that does answer: it wants to be left in peace. */
  #refusals = 0;

  constructor(options: PokeStreamOptions) {
    this.#options = options;
  }

  /** Listens until `close`. */
  async run(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      await this.#listenOnce();
      if (!this.#closing.signal.aborted) await this.#pause();
    }
  }

  /** Tries now instead of after the pause. */
  tryNow(): void {
    this.#retry?.go();
  }

  close(): void {
    this.#closing.abort();
    this.#attempt?.abort();
    this.#retry?.go();
  }

  async #listenOnce(): Promise<void> {
    const attempt = new AbortController();
    this.#attempt = attempt;
    let watchdog: NodeJS.Timeout | undefined;
    const alive = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => attempt.abort(), SILENCE_MILLISECONDS);
    };
    const client = createClient({
      url: this.#options.address,
      headers: { authorization: `Bearer ${this.#options.token}` },
      retryAttempts: 0,
      fetchFn: (input: string, init: RequestInit) => this.#fetch(input, init, attempt.signal, alive),
    });
    try {
      alive();
      for await (const { data } of client.iterate<{ readonly changes: { readonly collections: readonly string[] } }>({
        query: changesDocument,
      })) {
        const named = (data?.changes.collections ?? []).filter((name): name is CollectionName =>
          (collectionNames as readonly string[]).includes(name),
        );
        if (named.length > 0) this.#options.onPoke(named);
      }
    } catch {
      // Whatever broke it: the requests beside it tell the state of the line; the stream only comes back.
    } finally {
      clearTimeout(watchdog);
      client.dispose();
      if (this.#isOpen && !this.#closing.signal.aborted) this.#options.onBreak();
      this.#isOpen = false;
    }
  }

  async #fetch(input: string, init: RequestInit, signal: AbortSignal, alive: () => void): Promise<Response> {
    const own = init.signal === undefined || init.signal === null ? signal : AbortSignal.any([init.signal, signal]);
    const response = await fetch(input, { ...init, signal: own });
    if (!response.ok || response.body === null) {
      this.#refusals += 1;
      return response;
    }
    this.#refusals = 0;
    this.#isOpen = true;
    this.#options.onOpen();
    const watched = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform: (chunk, controller) => {
          alive();
          controller.enqueue(chunk);
        },
      }),
    );
    return new Response(watched, { status: response.status, headers: response.headers });
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const since = Date.now();
      const shortest = this.#refusals === 0 ? 0 : Math.min(SLOW_RETRY, QUICK_RETRY * 2 ** this.#refusals);
      const go = () => {
        clearInterval(timer);
        this.#retry = undefined;
        resolve();
      };
      // Urgency can begin during the pause, so it is asked again and again.
      const timer = setInterval(
        () => {
          const waited = Date.now() - since;
          if (waited >= SLOW_RETRY || (waited >= shortest && this.#options.isUrgent())) go();
          // Desks that lost the line together must not come back together.
        },
        QUICK_RETRY * (0.7 + Math.random() * 0.6),
      );
      this.#retry = { timer, go };
    });
  }
}
