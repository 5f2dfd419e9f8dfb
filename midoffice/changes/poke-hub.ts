import { setTimeout as wait } from 'node:timers/promises';
import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import { type Database, rowsOf } from '../database/database.ts';
import { changeChannel } from '../documents/write-document.ts';

/** "Something changed in these collections and can be pulled now." */
export interface ChangePoke {
  readonly collections: readonly CollectionName[];
}

/** Passes the changes of all nodes on to the desks of this one. */
export interface PokeHub {
  /** Calls back at most every 50 ms. Returns a function that ends the subscription. */
  readonly subscribe: (onPoke: (poke: ChangePoke) => void) => () => void;
  readonly close: () => Promise<void>;
}

const coalesceMilliseconds = 50;

function isCollection(name: string): name is CollectionName {
  return (collectionNames as readonly string[]).includes(name);
}

class Hub implements PokeHub {
  readonly #database: Database;
  readonly #logger: Logger;
  readonly #onGap: () => Promise<unknown>;
  readonly #onPoked: (seconds: number) => void;
  readonly #subscribers = new Set<(poke: ChangePoke) => void>();
  /** Collections with the newest transaction heard of. */
  readonly #waiting = new Map<CollectionName, bigint>();
  /** When the oldest change that waits was heard of, by collection. */
  readonly #heardAt = new Map<CollectionName, number>();
  #flushing: Promise<void> | undefined;
  #closed = false;
  #stopListening: (() => Promise<void>) | undefined;

  constructor(database: Database, logger: Logger, onGap: () => Promise<unknown>, onPoked: (seconds: number) => void) {
    this.#database = database;
    this.#logger = logger;
    this.#onGap = onGap;
    this.#onPoked = onPoked;
  }

  async open(): Promise<void> {
    this.#stopListening = await this.#database.listen(
      changeChannel,
      (payload) => this.#heard(payload),
      () => this.#heardAll(),
    );
  }

  readonly subscribe = (onPoke: (poke: ChangePoke) => void): (() => void) => {
    this.#subscribers.add(onPoke);
    return () => this.#subscribers.delete(onPoke);
  };

  readonly close = async (): Promise<void> => {
    this.#closed = true;
    await this.#stopListening?.();
    await this.#flushing;
  };

  #heard(payload: string): void {
    const [collection = '', transactionId = ''] = payload.split(':');
    if (!isCollection(collection) || !/^\d+$/.test(transactionId)) return;
    const newest = this.#waiting.get(collection) ?? 0n;
    const transaction = BigInt(transactionId);
    this.#waiting.set(collection, transaction > newest ? transaction : newest);
    if (!this.#heardAt.has(collection)) this.#heardAt.set(collection, performance.now());
    this.#startFlushing();
  }

  // While the listener was away anything may have changed; the database may even have been put back to an earlier state.
  #heardAll(): void {
    void this.#onGap().catch((error: unknown) => {
      this.#logger.warn({ error: (error as Error).name }, 'no mark could be made after a gap');
    });
    for (const name of collectionNames) this.#waiting.set(name, 0n);
    this.#startFlushing();
  }

  #startFlushing(): void {
    this.#flushing ??= this.#flushUntilEmpty().finally(() => {
      this.#flushing = undefined;
    });
  }

  async #flushUntilEmpty(): Promise<void> {
    while (this.#waiting.size > 0 && !this.#closed) {
      try {
        await this.#flush();
      } catch (error) {
        this.#logger.warn({ error: (error as Error).name }, 'poke could not be sent yet');
      }
      await wait(coalesceMilliseconds);
    }
  }

  // A pull does not serve rows above the oldest running transaction. A desk poked too early would pull nothing, and nobody
  // would tell it again.
  async #flush(): Promise<void> {
    const [row] = await rowsOf<{ oldest: string }>(
      this.#database.orm,
      sql`SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS oldest`,
    );
    const oldest = BigInt(row?.oldest ?? '0');
    const ready = [...this.#waiting].filter(([, transaction]) => transaction < oldest).map(([name]) => name);
    if (ready.length === 0) return;
    for (const name of ready) this.#waiting.delete(name);
    for (const subscriber of this.#subscribers) subscriber({ collections: ready });
    for (const name of ready) {
      const heardAt = this.#heardAt.get(name);
      this.#heardAt.delete(name);
      if (heardAt !== undefined) this.#onPoked((performance.now() - heardAt) / 1000);
    }
  }
}

/**
 * Starts listening to changes; the hub works until it is closed.
 *
 * @param onGap runs when changes may have been missed
 * @param onPoked hears how long a change waited, from its notification to its poke
 */
export async function openPokeHub(
  database: Database,
  logger: Logger,
  onGap: () => Promise<unknown> = () => Promise.resolve(),
  onPoked: (seconds: number) => void = () => {},
): Promise<PokeHub> {
  const hub = new Hub(database, logger, onGap, onPoked);
  await hub.open();
  return hub;
}
