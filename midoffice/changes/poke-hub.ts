import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import { type Database, rowsOf } from '../database/database.ts';
import { changeChannel } from '../documents/write-document.ts';
import { readNotification } from './audience.ts';
import {
  type ChangePoke,
  type Listener,
  type PokeName,
  pokeNames,
  type ReadyChange,
  Subscribers,
} from './subscribers.ts';

/** Passes the changes of all nodes on to the desks of this one. */
export interface PokeHub {
  /** Calls back at most every 50 ms; with a listener only of what concerns that member. Returns a function that ends the subscription. */
  readonly subscribe: (onPoke: (poke: ChangePoke) => void, listener?: Listener) => () => void;
  readonly close: () => Promise<void>;
}

const coalesceMilliseconds = 50;

function isPokeName(name: string): name is PokeName {
  return (pokeNames as readonly string[]).includes(name);
}

interface Waiting extends ReadyChange {
  readonly transaction: bigint;
  readonly heardAt: number;
}

class Hub implements PokeHub {
  readonly #database: Database;
  readonly #logger: Logger;
  readonly #onGap: () => Promise<unknown>;
  readonly #onPoked: (seconds: number) => void;
  readonly #subscribers = new Subscribers();
  /** Changes that were heard of and may not be pulled yet. */
  #waiting: Waiting[] = [];
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

  readonly subscribe = (onPoke: (poke: ChangePoke) => void, listener?: Listener): (() => void) =>
    this.#subscribers.add(onPoke, listener);

  readonly close = async (): Promise<void> => {
    this.#closed = true;
    await this.#stopListening?.();
    await this.#flushing;
  };

  #heard(payload: string): void {
    const change = readNotification(payload);
    if (change === undefined || !isPokeName(change.collection)) return;
    const { collection, transaction, audience } = change;
    this.#waiting.push({ collection, transaction, audience, heardAt: performance.now() });
    this.#startFlushing();
  }

  // While the listener was away anything may have changed; the database may even have been put back to an earlier state.
  #heardAll(): void {
    void this.#onGap().catch((error: unknown) => {
      this.#logger.warn({ error: (error as Error).name }, 'no mark could be made after a gap');
    });
    const heardAt = performance.now();
    for (const collection of pokeNames) {
      this.#waiting.push({ collection, transaction: 0n, audience: 'everyone', heardAt });
    }
    this.#startFlushing();
  }

  #startFlushing(): void {
    this.#flushing ??= this.#flushUntilEmpty().finally(() => {
      this.#flushing = undefined;
    });
  }

  async #flushUntilEmpty(): Promise<void> {
    while (this.#waiting.length > 0 && !this.#closed) {
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
    const ready = this.#waiting.filter(({ transaction }) => transaction < oldest);
    if (ready.length === 0) return;
    if (ready.some(({ collection }) => collection === 'references')) {
      await this.#subscribers.readWhereabouts(this.#database.orm);
    }
    const done = new Set(ready);
    this.#waiting = this.#waiting.filter((change) => !done.has(change));
    this.#subscribers.tell(ready);
    const heardAt = new Map<PokeName, number>();
    for (const change of ready.toReversed()) heardAt.set(change.collection, change.heardAt);
    for (const at of heardAt.values()) this.#onPoked((performance.now() - at) / 1000);
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
