import { neighboursPoke } from '@onthaal/contract/devices/neighbours.ts';
import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import { changesDocument } from '@onthaal/contract/generated/client-documents.ts';
import { createClient } from 'graphql-sse';
import { retryPause } from './retry-pause.ts';

/** The mid-office sends a sign of life every 10 s; after this long without one the line is dead. */
const SILENCE_MILLISECONDS = 25_000;
/** How often a pause is looked at again: urgency can begin during it. */
const LOOK_MILLISECONDS = 250;

export interface PokeStreamOptions {
  /** The GraphQL endpoint. */
  readonly address: string;
  readonly token: () => string;
  /** Whether somebody would notice that the stream is not there. */
  readonly isMissed: () => boolean;
  /** The stream is open, after so many milliseconds without; what happened meanwhile is not told. */
  readonly onOpen: (awayFor: number) => void;
  /** The stream broke, or nobody answered a try to open it: whether the line is still there is unknown. */
  readonly onBreak: () => void;
  readonly onPoke: (collections: readonly CollectionName[]) => void;
  /** What the desks of the building share has changed. */
  readonly onNeighbours: () => void;
}

/** The one stream of "something changed in these collections"; comes back by itself when it breaks. */
export class PokeStream {
  readonly #options: PokeStreamOptions;
  readonly #closing = new AbortController();
  #retry: { readonly timer: NodeJS.Timeout; readonly go: () => void } | undefined;
  #attempt: AbortController | undefined;
  #isOpen = false;
  #neighbourNews = 0;
  /** When it was open for the last time; before that, when it was wanted first. */
  #lastOpen = Date.now();
  /** Refusals in a row by a mid-office that does answer: it wants to be left in peace. */
  #refusals = 0;

  constructor(options: PokeStreamOptions) {
    this.#options = options;
  }

  /** How often it told that what the desks of the building share has changed. */
  get neighbourNews(): number {
    return this.#neighbourNews;
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
    const refusalsBefore = this.#refusals;
    let watchdog: NodeJS.Timeout | undefined;
    const alive = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => attempt.abort(), SILENCE_MILLISECONDS);
    };
    const client = createClient({
      url: this.#options.address,
      headers: { authorization: `Bearer ${this.#options.token()}` },
      retryAttempts: 0,
      fetchFn: (input: string, init: RequestInit) => this.#fetch(input, init, attempt.signal, alive),
    });
    try {
      alive();
      for await (const { data } of client.iterate<{ readonly changes: { readonly collections: readonly string[] } }>({
        query: changesDocument,
      })) {
        const told = data?.changes.collections ?? [];
        const named = told.filter((name): name is CollectionName =>
          (collectionNames as readonly string[]).includes(name),
        );
        if (told.includes(neighboursPoke)) {
          this.#neighbourNews += 1;
          this.#options.onNeighbours();
        }
        if (named.length > 0) this.#options.onPoke(named);
      }
    } catch {
      // Whatever broke it: the requests beside it tell the state of the line; the stream only comes back.
    } finally {
      clearTimeout(watchdog);
      client.dispose();
      if (this.#isOpen) this.#lastOpen = Date.now();
      this.#isOpen = false;
      // A node that goes away cuts its streams first and answers requests for a while: each try that finds nobody asks again.
      const wasRefused = this.#refusals > refusalsBefore;
      if (!wasRefused && !this.#closing.signal.aborted) this.#options.onBreak();
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
    this.#options.onOpen(Date.now() - this.#lastOpen);
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
      const chance = Math.random();
      const go = () => {
        clearInterval(timer);
        this.#retry = undefined;
        resolve();
      };
      const timer = setInterval(
        () => {
          const now = Date.now();
          const absence = {
            awayFor: now - this.#lastOpen,
            isMissed: this.#options.isMissed(),
            refusals: this.#refusals,
          };
          if (now - since >= retryPause(absence, chance)) go();
        },
        LOOK_MILLISECONDS * (0.5 + chance),
      );
      this.#retry = { timer, go };
    });
  }
}
