import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { CommandArguments, CommandName, CommandResult } from '@onthaal/contract/store/commands.ts';
import type { StoreClient, StoreRequest, StoreResponse } from '@onthaal/contract/store/protocol.ts';
import type { QuestionArguments, QuestionName, QuestionResults } from '@onthaal/contract/store/questions.ts';
import type { ReadArguments, ReadName, ReadResults } from '@onthaal/contract/store/reads.ts';

/** The part of a MessagePort that the connection uses. */
export interface StorePort {
  postMessage(message: StoreRequest): void;
  close(): void;
  onmessage: ((event: MessageEvent) => void) | null;
  addEventListener(kind: 'close', listener: () => void): void;
}

interface Waiting {
  readonly request: StoreRequest;
  readonly answer: (result: Result<string>) => void;
}

/**
 * The renderer's end of the store port. It outlives ports: after a crash of the store it gets a new one, asks open reads again and
 * renews subscriptions. A command that was under way when the port closed is answered PROCESS_GONE and never sent twice by itself:
 * only the clerk can tell whether it was written.
 */
export class StoreConnection implements StoreClient {
  #port: StorePort | undefined;
  #sequence = 0;
  readonly #waiting = new Map<number, Waiting>();
  readonly #subscriptions = new Map<number, Waiting>();

  /** Starts to work over a (new) port. */
  attach(port: StorePort): void {
    this.#port?.close();
    this.#port = port;
    port.onmessage = (event: MessageEvent) => this.#receive(event.data as StoreResponse);
    port.addEventListener('close', () => {
      if (this.#port === port) this.#lose();
    });
    for (const { request } of [...this.#waiting.values(), ...this.#subscriptions.values()]) port.postMessage(request);
  }

  /** Whether there is a port to a store that runs. */
  get isAttached(): boolean {
    return this.#port !== undefined;
  }

  /** Lets go of the port and of everything asked: at log-out. */
  detach(): void {
    this.#port?.close();
    this.#port = undefined;
    this.#subscriptions.clear();
    for (const [sequence, { answer }] of this.#waiting) {
      this.#waiting.delete(sequence);
      answer(failure('STORE_LOCKED'));
    }
  }

  /** Asks once. A read asked while there is no port waits for the next one. */
  read<Name extends ReadName>(name: Name, args: ReadArguments[Name]): Promise<Result<ReadResults[Name]>> {
    return this.#ask<ReadResults[Name]>({ kind: 'read', sequence: this.#next(), name, arguments: args });
  }

  /** Asks the mid-office. Without a store it fails at once: nobody waits for what needs a line. */
  ask<Name extends QuestionName>(name: Name, args: QuestionArguments[Name]): Promise<Result<QuestionResults[Name]>> {
    if (!this.#port) return Promise.resolve(failure('STORE_UNAVAILABLE', { retryable: true }));
    return this.#ask<QuestionResults[Name]>({ kind: 'ask', sequence: this.#next(), name, arguments: args });
  }

  /** Runs a command. Without a port it fails at once: the clerk must not think that it was kept. */
  run<Name extends CommandName>(name: Name, args: CommandArguments[Name]): Promise<Result<CommandResult>> {
    if (!this.#port) return Promise.resolve(failure('STORE_UNAVAILABLE', { retryable: true }));
    return this.#ask<CommandResult>({ kind: 'command', sequence: this.#next(), name, arguments: args });
  }

  /** Keeps asking: `onUpdate` gets the value now and after each change, until the returned function is called. */
  subscribe<Name extends ReadName>(
    name: Name,
    args: ReadArguments[Name],
    onUpdate: (result: Result<ReadResults[Name]>) => void,
  ): () => void {
    const request: StoreRequest = { kind: 'subscribe', sequence: this.#next(), name, arguments: args };
    let lastText: string | undefined;
    const answer = (result: Result<string>) => {
      if (result.ok && result.value === lastText) return;
      lastText = result.ok ? result.value : undefined;
      onUpdate(parsed<ReadResults[Name]>(result));
    };
    this.#subscriptions.set(request.sequence, { request, answer });
    this.#port?.postMessage(request);
    return () => {
      if (this.#subscriptions.delete(request.sequence)) {
        this.#port?.postMessage({ kind: 'unsubscribe', sequence: request.sequence });
      }
    };
  }

  #next(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  #ask<Value>(request: StoreRequest): Promise<Result<Value>> {
    return new Promise((resolve) => {
      this.#waiting.set(request.sequence, { request, answer: (result) => resolve(parsed<Value>(result)) });
      this.#port?.postMessage(request);
    });
  }

  #receive(response: StoreResponse): void {
    if (response.kind === 'update') {
      this.#subscriptions.get(response.sequence)?.answer(response.result);
      return;
    }
    const waiting = this.#waiting.get(response.sequence);
    this.#waiting.delete(response.sequence);
    waiting?.answer(response.result);
  }

  #lose(): void {
    this.#port = undefined;
    for (const [sequence, { request, answer }] of this.#waiting) {
      if (request.kind !== 'command' && request.kind !== 'ask') continue;
      this.#waiting.delete(sequence);
      answer(failure('PROCESS_GONE', { retryable: true }));
    }
  }
}

function parsed<Value>(result: Result<string>): Result<Value> {
  return result.ok ? success(JSON.parse(result.value) as Value) : result;
}
