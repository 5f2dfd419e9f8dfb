import { failure, type Result } from '@onthaal/contract/result.ts';
import type { StoreRequest, StoreResponse } from '@onthaal/contract/store/protocol.ts';
import type { ReadArguments, ReadName } from '@onthaal/contract/store/reads.ts';
import { checkRead } from '../reads/reader.ts';
import type { Change } from './change.ts';
import { LiveReads, type LiveStore } from './live-reads.ts';
import type { ServicePort } from './message-port.ts';

/** What a store must offer to be served over ports. */
export interface ServedStore extends LiveStore {
  /** Asks the centre for what the desk does not have. Answers as JSON text. */
  askCentre(args: ReadArguments['oversight']): Promise<Result<string>>;
  /** Runs a command; checks its arguments itself. Answers as JSON text. */
  run(name: string, args: unknown): Promise<Result<string>>;
}

/** One window's connection: answers its reads and commands and passes on its live reads. */
class Connection {
  readonly #port: ServicePort;
  readonly #store: () => ServedStore | undefined;
  readonly #live: LiveReads;
  /** By sequence: what ends the live read. */
  readonly #ends = new Map<number, () => void>();

  constructor(port: ServicePort, store: () => ServedStore | undefined, live: LiveReads) {
    this.#port = port;
    this.#store = store;
    this.#live = live;
    port.onMessage((message) => void this.#hear(message));
  }

  end(): void {
    for (const end of this.#ends.values()) end();
    this.#ends.clear();
  }

  async #hear(message: unknown): Promise<void> {
    if (!isRequest(message)) return;
    const start = performance.now();
    const { sequence } = message;
    if (message.kind === 'unsubscribe') {
      this.#ends.get(sequence)?.();
      this.#ends.delete(sequence);
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
    else if (message.name === 'oversight') result = await askedChecked(store, message.arguments);
    else result = readChecked(store, message.name, message.arguments);
    this.#post({ kind: 'answer', sequence, result, milliseconds: performance.now() - start });
  }

  #subscribe(sequence: number, name: ReadName, args: unknown): void {
    this.#ends.get(sequence)?.();
    const tell = (result: Result<string>, milliseconds: number) =>
      this.#post({ kind: 'update', sequence, result, milliseconds });
    this.#ends.set(sequence, this.#live.subscribe(name, args, tell));
  }

  #post(response: StoreResponse): void {
    this.#port.post(response);
  }
}

function readChecked(store: ServedStore, name: ReadName, args: unknown): Result<string> {
  const checked = checkRead(name, args);
  return checked.ok ? store.readWithTrail(name, checked.value).result : checked;
}

async function askedChecked(store: ServedStore, args: unknown): Promise<Result<string>> {
  const checked = checkRead('oversight', args);
  return checked.ok ? store.askCentre(checked.value as ReadArguments['oversight']) : checked;
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
  readonly #live = new LiveReads();
  #store: ServedStore | undefined;
  #paused = false;

  /** Serves a window until its port closes. */
  attach(port: ServicePort): void {
    const connection = new Connection(port, () => this.#served(), this.#live);
    port.onClose(() => connection.end());
  }

  /** Another store, or none: every live read is asked again. */
  use(store: ServedStore | undefined): void {
    this.#store = store;
    this.#live.use(this.#served());
  }

  /** While paused every window is answered STORE_LOCKED and live reads are silent: the screen of the desk is locked. */
  pause(paused: boolean): void {
    if (paused === this.#paused) return;
    this.#paused = paused;
    this.#live.use(this.#served());
  }

  #served(): ServedStore | undefined {
    return this.#paused ? undefined : this.#store;
  }

  /** Asks the live reads again that a change can touch; `urgent` when a clerk of this desk made it. */
  refresh(change: Change, urgent: boolean): void {
    this.#live.refresh(change, urgent);
  }
}
