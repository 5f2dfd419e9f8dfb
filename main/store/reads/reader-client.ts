import { Worker } from 'node:worker_threads';
import { failure, type Result } from '@onthaal/contract/result.ts';
import type { StoreLog } from '../service/store-log.ts';
import type { DatabaseReadName } from './reader.ts';
import type { ReaderRequest, ReaderResponse, ReaderWorkerData } from './reader-protocol.ts';

export interface ReaderAnswer {
  readonly result: Result<string>;
  /** Time inside the reader. */
  readonly milliseconds: number;
}

/** Most restarts of a reader that keeps dying. */
const MOST_RESTARTS = 5;

/** The store's side of the reader worker. A reader that dies is started anew; its open questions are answered as failed. */
export class ReaderClient {
  readonly #script: string;
  readonly #data: ReaderWorkerData;
  readonly #log: StoreLog;
  readonly #waiting = new Map<number, (answer: ReaderAnswer) => void>();
  #worker: Worker;
  #sequence = 0;
  #restarts = 0;
  #closed = false;

  private constructor(script: string, data: ReaderWorkerData, log: StoreLog) {
    this.#script = script;
    this.#data = data;
    this.#log = log;
    this.#worker = this.#start();
  }

  /** Starts a reader; resolves when it can answer. */
  static async open(script: string, data: ReaderWorkerData, log: StoreLog): Promise<ReaderClient> {
    const client = new ReaderClient(script, data, log);
    await new Promise<void>((resolve, reject) => {
      client.#worker.once('message', () => resolve());
      client.#worker.once('error', reject);
    });
    return client;
  }

  /** Asks a read. Never rejects. */
  read(name: DatabaseReadName, args: unknown): Promise<ReaderAnswer> {
    if (this.#closed) return Promise.resolve({ result: failure('STORE_LOCKED'), milliseconds: 0 });
    this.#sequence += 1;
    const sequence = this.#sequence;
    return new Promise((resolve) => {
      this.#waiting.set(sequence, resolve);
      this.#post({ kind: 'read', sequence, name, arguments: args });
    });
  }

  /** Tells that the reference data changed. */
  referencesChanged(): void {
    this.#post({ kind: 'referencesChanged' });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const ended = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#post({ kind: 'close' });
    await ended;
  }

  #post(request: ReaderRequest): void {
    this.#worker.postMessage(request);
  }

  #start(): Worker {
    const worker = new Worker(this.#script, { workerData: this.#data });
    worker.on('message', (response: ReaderResponse) => this.#hear(response));
    worker.on('error', (error) => this.#log('error', 'reader', 'the reader failed', { error: error.name }));
    worker.on('exit', () => this.#onExit());
    return worker;
  }

  #hear(response: ReaderResponse): void {
    if (response.kind === 'failed') this.#log('error', 'reader', 'a read failed', response.error);
    if (response.kind !== 'answer') return;
    const answer = this.#waiting.get(response.sequence);
    this.#waiting.delete(response.sequence);
    answer?.({ result: response.result, milliseconds: response.milliseconds });
  }

  #onExit(): void {
    const open = [...this.#waiting.values()];
    this.#waiting.clear();
    const code = this.#closed ? 'STORE_LOCKED' : 'STORE_UNAVAILABLE';
    for (const answer of open) answer({ result: failure(code, { retryable: true }), milliseconds: 0 });
    if (this.#closed || this.#restarts >= MOST_RESTARTS) return;
    this.#restarts += 1;
    this.#worker = this.#start();
  }
}
