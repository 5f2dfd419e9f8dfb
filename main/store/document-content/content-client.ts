import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { ContentCondition } from '@onthaal/contract/store/document-content.ts';
import type { StoreLog } from '../service/store-log.ts';
import { contentFileOf } from './content-database.ts';
import type { ContentRequest, ContentResponse } from './content-protocol.ts';
import type { WantedContent } from './fetch-content.ts';
import type { TakenContent } from './take-file.ts';

type WithoutSequence<Request> = Request extends unknown ? Omit<Request, 'sequence'> : never;

export interface ContentClientOptions {
  readonly script: string | undefined;
  readonly log: StoreLog;
  /** The content of a document stands elsewhere now. */
  readonly onChanged: (documentId: string) => void;
}

/** What a user's contents are opened with. */
export type OpenContents = Omit<Extract<ContentRequest, { kind: 'open' }>, 'kind' | 'sequence'>;

/**
 * The main thread's side of the content worker. The worker is there only when there is something for it to do: most desks open without
 * a content of their own, and start no thread for it.
 */
export class ContentClient {
  readonly #options: ContentClientOptions;
  readonly #conditions = new Map<string, ContentCondition>();
  readonly #waiting = new Map<number, (result: Result<never>) => void>();
  #worker: Worker | undefined;
  #sequence = 0;
  #opened: OpenContents | undefined;
  #isOpen = false;
  #isLineDown = false;

  constructor(options: ContentClientOptions) {
    this.#options = options;
  }

  /** Where the contents of these documents stand; those with which this desk has nothing to do are left out. */
  conditionsOf(documentIds: readonly string[]): readonly ContentCondition[] {
    return documentIds.flatMap((id) => this.#conditions.get(id) ?? []);
  }

  /** So many contents are on this desk and not yet at the centre. */
  get unsent(): number {
    return [...this.#conditions.values()].filter(({ state }) => ['waiting', 'offline', 'sending'].includes(state))
      .length;
  }

  /** A user's store is open: goes on with what is there of their contents. A failure of it is no failure of the store. */
  async open(contents: OpenContents): Promise<void> {
    this.#opened = contents;
    if (this.#options.script !== undefined && existsSync(contentFileOf(contents.storeFile))) await this.#require();
  }

  /** Takes a file in; nothing is sent before `keep`. */
  async take(documentId: string, path: string, fileName: string): Promise<Result<TakenContent>> {
    const ready = await this.#require();
    if (!ready.ok) return ready;
    return (await this.#ask({ kind: 'take', documentId, path, fileName })) as Result<TakenContent>;
  }

  /** Takes in what is in memory only; nothing is sent before `keep`. */
  async takeBytes(documentId: string, bytes: Uint8Array, fileName: string): Promise<Result<TakenContent>> {
    const ready = await this.#require();
    if (!ready.ok) return ready;
    return (await this.#ask({ kind: 'takeBytes', documentId, bytes, fileName })) as Result<TakenContent>;
  }

  /** Makes sure that a whole content is here. */
  async fetch(wanted: WantedContent): Promise<Result<null>> {
    const ready = await this.#require();
    return ready.ok ? ((await this.#ask({ kind: 'fetch', wanted })) as Result<null>) : ready;
  }

  /** Bytes of a content that is here, from an offset on; none at its end. */
  async read(documentId: string, offset: number): Promise<Result<Uint8Array>> {
    if (!this.#isOpen) return failure('STORE_LOCKED');
    return (await this.#ask({ kind: 'read', documentId, offset })) as Result<Uint8Array>;
  }

  /** The document of a content was written. */
  async keep(documentId: string): Promise<Result<null>> {
    return (await this.#ask({ kind: 'keep', documentId })) as Result<null>;
  }

  /** The document of a content could not be written. */
  async drop(documentId: string): Promise<void> {
    await this.#ask({ kind: 'drop', documentId });
  }

  changeToken(token: string): void {
    if (this.#opened !== undefined) this.#opened = { ...this.#opened, token };
    if (this.#isOpen) void this.#ask({ kind: 'changeToken', token });
  }

  /** Documents or their outbox rows changed. */
  storeChanged(): void {
    if (this.#isOpen && this.#conditions.size > 0) void this.#ask({ kind: 'storeChanged' });
  }

  /** The sync lost its line, or found it again. */
  setLine(isDown: boolean): void {
    if (this.#isLineDown === isDown) return;
    this.#isLineDown = isDown;
    if (this.#isOpen) void this.#ask({ kind: 'line', isDown });
  }

  /** A clerk asks. */
  tryNow(): void {
    if (this.#isOpen && this.#conditions.size > 0) void this.#ask({ kind: 'tryNow' });
  }

  /** Ends what is under way; the next opening goes on with it. */
  async close(): Promise<void> {
    this.#opened = undefined;
    if (this.#isOpen) await this.#ask({ kind: 'close' });
    this.#isOpen = false;
    this.#conditions.clear();
  }

  async #require(): Promise<Result<null>> {
    if (this.#isOpen) return success(null);
    const { script } = this.#options;
    if (this.#opened === undefined) return failure('STORE_LOCKED');
    if (script === undefined) return failure('STORE_UNAVAILABLE');
    this.#worker ??= this.#startWorker(script);
    const opened = (await this.#ask({ kind: 'open', ...this.#opened })) as Result<null>;
    this.#isOpen = opened.ok;
    if (opened.ok && this.#isLineDown) await this.#ask({ kind: 'line', isDown: true });
    return opened;
  }

  #startWorker(script: string): Worker {
    const worker = new Worker(script);
    worker.on('message', (response: ContentResponse) => this.#hear(response));
    worker.on('error', (error) => this.#options.log('error', 'content', 'the worker failed', { error: error.name }));
    worker.on('exit', () => this.#gone());
    return worker;
  }

  /** The thread ended by a bug. The store goes on without contents; what is on disk is taken up at the next opening. */
  #gone(): void {
    this.#options.log('error', 'content', 'the worker is gone');
    this.#worker = undefined;
    this.#isOpen = false;
    for (const resolve of this.#waiting.values()) resolve(failure('UNEXPECTED') as Result<never>);
    this.#waiting.clear();
    const known = [...this.#conditions.keys()];
    this.#conditions.clear();
    for (const documentId of known) this.#options.onChanged(documentId);
  }

  #ask(request: WithoutSequence<ContentRequest>): Promise<Result<unknown>> {
    const worker = this.#worker;
    if (worker === undefined) return Promise.resolve(failure('STORE_UNAVAILABLE'));
    this.#sequence += 1;
    const sequence = this.#sequence;
    return new Promise((resolve) => {
      this.#waiting.set(sequence, resolve);
      worker.postMessage({ ...request, sequence } satisfies ContentRequest);
    });
  }

  #hear(response: ContentResponse): void {
    if (response.kind === 'log') {
      const { level, area, message, fields } = response;
      this.#options.log(level, area, message, fields);
    } else if (response.kind === 'condition') {
      const { documentId, condition } = response;
      if (condition === undefined) this.#conditions.delete(documentId);
      else this.#conditions.set(documentId, condition);
      this.#options.onChanged(documentId);
    } else {
      this.#waiting.get(response.sequence)?.(response.result as Result<never>);
      this.#waiting.delete(response.sequence);
    }
  }
}
