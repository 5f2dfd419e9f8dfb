import { failure, type Result } from '@onthaal/contract/result.ts';
import type { StoreRequest, StoreResponse } from '@onthaal/contract/store/protocol.ts';
import { type ReadName, readDependencies } from '@onthaal/contract/store/reads.ts';
import { checkRead } from '../reads/reader.ts';
import type { ChangeTopic } from './change-board.ts';
import type { ServicePort } from './message-port.ts';

/** At most one update per subscription in so many milliseconds. */
const UPDATE_PAUSE = 50;

/** What a store must offer to be served over ports. */
export interface ServedStore {
  /** Answers a read whose arguments have been checked, as JSON text. */
  read(name: ReadName, args: unknown): Promise<Result<string>>;
  /** Runs a command; checks its arguments itself. Answers as JSON text. */
  run(name: string, args: unknown): Promise<Result<string>>;
}

interface Subscription {
  readonly name: ReadName;
  readonly arguments: unknown;
  readonly topics: ReadonlySet<ChangeTopic>;
  /** Text of the last update, so that an unchanged answer is not sent again. */
  last: string | undefined;
  lastAt: number;
  running: boolean;
  again: boolean;
  timer: NodeJS.Timeout | undefined;
}

/** One window's connection: answers its reads and commands and keeps its live reads fresh. */
class Connection {
  readonly #port: ServicePort;
  readonly #store: () => ServedStore | undefined;
  readonly #subscriptions = new Map<number, Subscription>();

  constructor(port: ServicePort, store: () => ServedStore | undefined) {
    this.#port = port;
    this.#store = store;
    port.onMessage((message) => void this.#hear(message));
  }

  /** Asks again what depends on a changed topic; without topics everything. */
  refresh(topics?: ReadonlySet<ChangeTopic>): void {
    for (const [sequence, subscription] of this.#subscriptions) {
      const touched = topics === undefined || [...topics].some((topic) => subscription.topics.has(topic));
      if (touched) this.#plan(sequence, subscription);
    }
  }

  end(): void {
    for (const subscription of this.#subscriptions.values()) clearTimeout(subscription.timer);
    this.#subscriptions.clear();
  }

  async #hear(message: unknown): Promise<void> {
    if (!isRequest(message)) return;
    const start = performance.now();
    const { sequence } = message;
    if (message.kind === 'unsubscribe') {
      clearTimeout(this.#subscriptions.get(sequence)?.timer);
      this.#subscriptions.delete(sequence);
      return;
    }
    if (message.kind === 'subscribe') {
      this.#subscribe(sequence, message.name, message.arguments);
      return;
    }
    const store = this.#store();
    let result: Result<string>;
    if (store === undefined) result = failure('STORE_LOCKED');
    else if (message.kind === 'command') result = await store.run(message.name, message.arguments);
    else result = await readChecked(store, message.name, message.arguments);
    this.#post({ kind: 'answer', sequence, result, milliseconds: performance.now() - start });
  }

  #subscribe(sequence: number, name: ReadName, args: unknown): void {
    const topics = new Set<ChangeTopic>(Object.hasOwn(readDependencies, name) ? readDependencies[name] : []);
    const subscription: Subscription = {
      name,
      arguments: args,
      topics,
      last: undefined,
      lastAt: 0,
      running: false,
      again: false,
      timer: undefined,
    };
    this.#subscriptions.set(sequence, subscription);
    void this.#update(sequence, subscription);
  }

  #plan(sequence: number, subscription: Subscription): void {
    if (subscription.running) {
      subscription.again = true;
      return;
    }
    if (subscription.timer !== undefined) return;
    const pause = Math.max(0, subscription.lastAt + UPDATE_PAUSE - performance.now());
    subscription.timer = setTimeout(() => {
      subscription.timer = undefined;
      void this.#update(sequence, subscription);
    }, pause);
  }

  async #update(sequence: number, subscription: Subscription): Promise<void> {
    const start = performance.now();
    subscription.running = true;
    subscription.again = false;
    const store = this.#store();
    const result =
      store === undefined
        ? failure('STORE_LOCKED')
        : await readChecked(store, subscription.name, subscription.arguments);
    subscription.running = false;
    subscription.lastAt = performance.now();
    if (this.#subscriptions.get(sequence) !== subscription) return;
    const text = result.ok ? result.value : JSON.stringify(result.error);
    if (text !== subscription.last) {
      subscription.last = text;
      this.#post({ kind: 'update', sequence, result, milliseconds: performance.now() - start });
    }
    if (subscription.again) this.#plan(sequence, subscription);
  }

  #post(response: StoreResponse): void {
    this.#port.post(response);
  }
}

async function readChecked(store: ServedStore, name: ReadName, args: unknown): Promise<Result<string>> {
  const checked = checkRead(name, args);
  return checked.ok ? store.read(name, checked.value) : checked;
}

function isRequest(message: unknown): message is StoreRequest {
  if (typeof message !== 'object' || message === null) return false;
  const { kind, sequence, name } = message as Readonly<Record<string, unknown>>;
  if (typeof sequence !== 'number') return false;
  if (kind === 'unsubscribe') return true;
  return (kind === 'read' || kind === 'command' || kind === 'subscribe') && typeof name === 'string';
}

/** All windows' connections. They stay when the database is closed and opened again. */
export class RequestService {
  readonly #connections = new Set<Connection>();
  #store: ServedStore | undefined;

  /** Serves a window until its port closes. */
  attach(port: ServicePort): void {
    const connection = new Connection(port, () => this.#store);
    this.#connections.add(connection);
    port.onClose(() => {
      connection.end();
      this.#connections.delete(connection);
    });
  }

  /** Another store, or none: every live read is asked again. */
  use(store: ServedStore | undefined): void {
    this.#store = store;
    this.refresh();
  }

  /** Asks again what depends on a changed topic; without topics everything. */
  refresh(topics?: ReadonlySet<ChangeTopic>): void {
    for (const connection of this.#connections) connection.refresh(topics);
  }
}
