import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { Result } from '@onthaal/contract/result.ts';
import type { SessionGrant } from '@onthaal/contract/session/session.ts';
import type { CommandArguments, CommandName } from '@onthaal/contract/store/commands.ts';
import type { StoreControlRequest, StoreControlResponse } from '@onthaal/contract/store/control.ts';
import type { StoreRequest, StoreResponse } from '@onthaal/contract/store/protocol.ts';
import type { ReadArguments, ReadName, ReadResults } from '@onthaal/contract/store/reads.ts';
import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import { BENCH_KEY } from './bench-key.ts';
import { askThreads, type Watched } from './watch.ts';

type WithoutSequence<Request> = Request extends unknown ? Omit<Request, 'sequence'> : never;

const writerScript = fileURLToPath(new URL('./writer-worker.ts', import.meta.url));

/** A whole store in a worker of its own, driven through its contracts as main and a window drive it. */
export class BenchStore {
  readonly #worker = new Worker(new URL('./store-worker.ts', import.meta.url));
  readonly #window: MessagePort;
  readonly #answers = new Map<number, (result: Result<never>) => void>();
  readonly #updates = new Map<number, (text: string) => void>();
  #sequence = 0;

  private constructor(window: MessagePort) {
    this.#window = window;
    window.on('message', (response: StoreResponse) => {
      if (response.kind === 'answer') this.#settle(response.sequence, response.result);
      else if (response.result.ok) this.#updates.get(response.sequence)?.(response.result.value);
    });
    this.#worker.on('message', (message: StoreControlResponse) => {
      if (message.kind === 'answer') this.#settle(message.sequence, message.result);
      else if (message.kind === 'log' && message.level === 'error') {
        console.error(`store: ${message.message} ${JSON.stringify(message.fields)}`);
      }
    });
    this.#worker.on('error', (error) => {
      throw error;
    });
    this.#worker.on('exit', () => {
      // Whoever still waits would wait for ever.
      if (this.#answers.size > 0) throw new Error('The store ended while it was asked something');
    });
  }

  /** Starts a store that is not open yet. */
  static async start(midofficeUrl: string): Promise<BenchStore> {
    const { port1, port2 } = new MessageChannel();
    const store = new BenchStore(port1);
    await store.#control({ kind: 'configure', configuration: { midofficeUrl, writerScript, testMode: true } });
    await store.#control({ kind: 'attachPort' }, [port2]);
    return store;
  }

  /** Logs a demo person in. */
  logIn(memberId: string, deviceId: string): Promise<SessionGrant> {
    return this.#control({ kind: 'logIn', memberId, deviceId }) as Promise<SessionGrant>;
  }

  /** Opens a database file, making it when it is not there, and starts the sync. */
  async open(file: string, grant: SessionGrant): Promise<void> {
    await this.#control({ kind: 'open', file, key: Buffer.from(BENCH_KEY).toString('base64'), grant });
  }

  /** Asks a named read and parses its answer, as a window does. */
  async read<Name extends ReadName>(name: Name, args: ReadArguments[Name]): Promise<ReadResults[Name]> {
    return JSON.parse(await this.#ask({ kind: 'read', name, arguments: args })) as ReadResults[Name];
  }

  /** Runs a command; resolves when it is acknowledged. */
  async run<Name extends CommandName>(name: Name, args: CommandArguments[Name]): Promise<void> {
    await this.#ask({ kind: 'command', name, arguments: args });
  }

  /** Waits until the sync status is as expected, and hears each status on the way. */
  untilStatus(
    expected: (status: SyncStatus) => boolean,
    onStatus: (status: SyncStatus) => void = () => {},
  ): Promise<void> {
    const sequence = this.#next();
    return new Promise((resolve) => {
      this.#updates.set(sequence, (text) => {
        const status = JSON.parse(text) as SyncStatus;
        onStatus(status);
        if (!expected(status)) return;
        this.#updates.delete(sequence);
        this.#window.postMessage({ kind: 'unsubscribe', sequence } satisfies StoreRequest);
        resolve();
      });
      this.#window.postMessage({
        kind: 'subscribe',
        sequence,
        name: 'syncStatus',
        arguments: {},
      } satisfies StoreRequest);
    });
  }

  /** What the store's threads did since the last question. */
  watch(): Promise<Watched> {
    return askThreads();
  }

  /** Opens one more window on the store. */
  async openWindow(): Promise<BenchWindow> {
    const { port1, port2 } = new MessageChannel();
    await this.#control({ kind: 'attachPort' }, [port2]);
    return new BenchWindow(port1);
  }

  /** Closes the database and ends the worker. */
  async stop(): Promise<void> {
    await this.#control({ kind: 'close' });
    this.#window.close();
    await this.#worker.terminate();
  }

  #next(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  #settle(sequence: number, result: Result<unknown>): void {
    const answer = this.#answers.get(sequence);
    this.#answers.delete(sequence);
    answer?.(result as Result<never>);
  }

  async #control(request: WithoutSequence<StoreControlRequest>, ports: MessagePort[] = []): Promise<unknown> {
    const sequence = this.#next();
    const result = await new Promise<Result<unknown>>((resolve) => {
      this.#answers.set(sequence, resolve);
      this.#worker.postMessage({ data: { ...request, sequence }, ports }, ports);
    });
    return succeeded(request.kind, result);
  }

  async #ask(request: WithoutSequence<StoreRequest>): Promise<string> {
    const sequence = this.#next();
    const result = await new Promise<Result<unknown>>((resolve) => {
      this.#answers.set(sequence, resolve);
      this.#window.postMessage({ ...request, sequence });
    });
    return succeeded(request.kind, result) as string;
  }
}

/** A window that only shows live reads. */
export class BenchWindow {
  readonly #port: MessagePort;
  readonly #updates = new Map<number, () => void>();
  #sequence = 0;

  constructor(port: MessagePort) {
    this.#port = port;
    port.on('message', (response: StoreResponse) => {
      if (response.kind === 'update') this.#updates.get(response.sequence)?.();
    });
  }

  /** Shows a read from now on; `onUpdate` is called for each message about it, unparsed. */
  show<Name extends ReadName>(name: Name, args: ReadArguments[Name], onUpdate: () => void): void {
    this.#sequence += 1;
    const sequence = this.#sequence;
    this.#updates.set(sequence, onUpdate);
    this.#port.postMessage({ kind: 'subscribe', sequence, name, arguments: args } satisfies StoreRequest);
  }

  close(): void {
    this.#port.close();
  }
}

function succeeded(what: string, result: Result<unknown>): unknown {
  if (!result.ok) throw new Error(`The store refused "${what}": ${JSON.stringify(result.error)}`);
  return result.value;
}
