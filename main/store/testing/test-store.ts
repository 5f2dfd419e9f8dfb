import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { Result } from '@onthaal/contract/result.ts';
import type { SessionGrant } from '@onthaal/contract/session/session.ts';
import type { CommandArguments, CommandName, CommandResult } from '@onthaal/contract/store/commands.ts';
import type {
  StoreControlRequest,
  StoreControlResponse,
  StoreControlResults,
} from '@onthaal/contract/store/control.ts';
import type { StoreRequest, StoreResponse } from '@onthaal/contract/store/protocol.ts';
import type { QuestionName, QuestionResults } from '@onthaal/contract/store/questions.ts';
import type { ReadArguments, ReadName, ReadResults } from '@onthaal/contract/store/reads.ts';
import { consulted, glassBroken, glassBrokenFor, type TestReadArguments } from './consulted.ts';

type WithoutSequence<Request> = Request extends unknown ? Omit<Request, 'sequence'> : never;
type LogLine = Extract<StoreControlResponse, { kind: 'log' }>;

/** A desk may take the 25 s of its watchdog to notice something, and a busy machine twice that. */
const LONGEST_WAIT = 60_000;
const LOG_LINES_SHOWN = 30;

const writerWorker = fileURLToPath(new URL('../writer-worker.ts', import.meta.url));
const contentScript = fileURLToPath(new URL('../content-worker.ts', import.meta.url));

/** A whole store in a worker, driven through its contracts as main and a window do. */
export class TestStore {
  readonly logs: LogLine[] = [];
  sessionExpired = 0;
  /** Unsent items, each time that the access was taken away. */
  readonly revoked: number[] = [];
  /** Exit code of the store, when it ends. */
  readonly ended: Promise<number>;
  readonly #worker: Worker;
  readonly #answers = new Map<number, (result: Result<never>) => void>();
  readonly #updates = new Map<number, (result: Result<string>) => void>();
  #window: MessagePort | undefined;
  #sequence = 0;

  private constructor(script: string) {
    this.#worker = new Worker(new URL(script, import.meta.url));
    this.ended = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#worker.on('message', (message: StoreControlResponse) => {
      if (message.kind === 'log') this.logs.push(message);
      if (message.kind === 'sessionExpired') this.sessionExpired += 1;
      if (message.kind === 'revoked') this.revoked.push(message.unsentItems);
      if (message.kind === 'answer') this.#take(message.sequence)?.(message.result as Result<never>);
    });
  }

  /** Starts a store and configures it. */
  static async start(
    midofficeUrl: string,
    testMode = true,
    writerScript = writerWorker,
    script = './store-worker.ts',
  ): Promise<TestStore> {
    const store = new TestStore(script);
    await store.control({ kind: 'configure', configuration: { midofficeUrl, writerScript, contentScript, testMode } });
    const { port1, port2 } = new MessageChannel();
    store.#window = port1;
    port1.on('message', (response: StoreResponse) => {
      if (response.kind === 'answer') store.#take(response.sequence)?.(response.result as Result<never>);
      else store.#updates.get(response.sequence)?.(response.result);
    });
    await store.control({ kind: 'attachPort' }, [port2]);
    return store;
  }

  /** Starts a store on a computer whose clock is off by so many milliseconds. */
  static async startWithClock(midofficeUrl: string, shift: number): Promise<TestStore> {
    process.env.ONTHAAL_TEST_CLOCK_SHIFT = String(shift);
    const writer = fileURLToPath(new URL('./shifted-writer.ts', import.meta.url));
    try {
      return await TestStore.start(midofficeUrl, true, writer, './shifted-store-worker.ts');
    } finally {
      delete process.env.ONTHAAL_TEST_CLOCK_SHIFT;
    }
  }

  /** Sends a control request as main does. */
  control<Kind extends StoreControlRequest['kind']>(
    request: WithoutSequence<Extract<StoreControlRequest, { kind: Kind }>> & { readonly kind: Kind },
    ports: MessagePort[] = [],
  ): Promise<Result<StoreControlResults[Kind]>> {
    const sequence = this.#next();
    return new Promise((resolve) => {
      this.#answers.set(sequence, resolve as never);
      this.#worker.postMessage({ data: { ...request, sequence }, ports }, ports);
    });
  }

  /** Opens a database file. */
  open(
    file: string,
    grant: SessionGrant,
    key = 'A'.repeat(43).concat('='),
  ): Promise<Result<StoreControlResults['open']>> {
    return this.control({ kind: 'open', file, key, grant });
  }

  /**
   * Logs a member in at a desk and opens its file; expects both to succeed.
   *
   * @param desk its device id, when it is not the member's own; the grant that serves when nobody can be asked
   */
  async openFor(
    memberId: string,
    file: string,
    { deviceId = `device-${memberId}`, offline }: { readonly deviceId?: string; readonly offline?: SessionGrant } = {},
  ): Promise<StoreControlResults['open'] & { readonly grant: SessionGrant }> {
    const answer = await this.control({ kind: 'logIn', memberId, deviceId });
    const grant = answer.ok ? answer.value : offline;
    if (grant === undefined) throw new Error(`logIn: ${JSON.stringify(answer)}`);
    mkdirSync(dirname(file), { recursive: true });
    const opened = await this.open(file, grant);
    if (!opened.ok) throw new Error(`open: ${JSON.stringify(opened.error)}`);
    return { ...opened.value, grant };
  }

  /** Reads and expects success. */
  async read<Name extends ReadName>(name: Name, args: TestReadArguments<Name>): Promise<ReadResults[Name]> {
    const result = await this.tryRead(name, args);
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
    return result.value;
  }

  /** Reads, whatever comes of it. */
  async tryRead<Name extends ReadName>(name: Name, args: unknown): Promise<Result<ReadResults[Name]>> {
    const complete = await consulted((command, more) => this.tryRun(command, more), name, args);
    if (!complete.ok) return complete;
    const question = { kind: 'read', name, arguments: complete.value } as const;
    let result = (await this.#ask(question)) as Result<string>;
    if (await glassBroken((command, more) => this.tryRun(command, more), name, args, result)) {
      result = (await this.#ask(question)) as Result<string>;
    }
    return result.ok ? { ok: true, value: JSON.parse(result.value) as ReadResults[Name] } : result;
  }

  /** Asks the mid-office, whatever comes of it. */
  async ask<Name extends QuestionName>(name: Name, args: unknown): Promise<Result<QuestionResults[Name]>> {
    const result = (await this.#ask({ kind: 'ask', name, arguments: args })) as Result<string>;
    return result.ok ? { ok: true, value: JSON.parse(result.value) as QuestionResults[Name] } : result;
  }

  /** Runs a command, whatever comes of it. */
  async tryRun(name: CommandName, args: unknown): Promise<Result<CommandResult>> {
    const result = (await this.#ask({ kind: 'command', name, arguments: args })) as Result<string>;
    return result.ok ? { ok: true, value: JSON.parse(result.value) as CommandResult } : result;
  }

  /** Runs a command and expects success; a dossier of another team is opened with a reason first. */
  async run<Name extends CommandName>(name: Name, args: CommandArguments[Name]): Promise<CommandResult> {
    let result = await this.tryRun(name, args);
    if (await glassBrokenFor((command, more) => this.tryRun(command, more), args, result)) {
      result = await this.tryRun(name, args);
    }
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
    return result.value;
  }

  /** A live read; returns the function that ends it. */
  subscribe<Name extends ReadName>(
    name: Name,
    args: ReadArguments[Name],
    onUpdate: (value: ReadResults[Name]) => void,
  ): () => void {
    const sequence = this.#next();
    this.#updates.set(sequence, (result) => {
      if (result.ok) onUpdate(JSON.parse(result.value) as ReadResults[Name]);
    });
    this.#window?.postMessage({ kind: 'subscribe', sequence, name, arguments: args } satisfies StoreRequest);
    return () => this.#window?.postMessage({ kind: 'unsubscribe', sequence } satisfies StoreRequest);
  }

  /** Waits until a read shows what is expected; fails with its last answer after `milliseconds`. */
  async until<Name extends ReadName>(
    name: Name,
    args: TestReadArguments<Name>,
    expected: (value: ReadResults[Name]) => boolean,
    milliseconds = LONGEST_WAIT,
  ): Promise<ReadResults[Name]> {
    const deadline = Date.now() + milliseconds;
    for (;;) {
      const result = await this.tryRead(name, args);
      if (result.ok && expected(result.value)) return result.value;
      if (Date.now() > deadline) {
        const lines = this.logs.slice(-LOG_LINES_SHOWN).map((line) => JSON.stringify(line));
        throw new Error(`${name} stayed ${JSON.stringify(result)?.slice(0, 2000)}\n${lines.join('\n')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Waits until all work is sent and accepted. */
  async untilUpToDate(milliseconds = LONGEST_WAIT): Promise<void> {
    await this.until('syncStatus', {}, (status) => status.phase === 'upToDate' && status.waiting === 0, milliseconds);
  }

  /** Ends it at once, in the middle of whatever it does. */
  async kill(): Promise<void> {
    await this.#worker.terminate();
    this.#window?.close();
  }

  async stop(): Promise<void> {
    await this.control({ kind: 'close' });
    await this.#worker.terminate();
    this.#window?.close();
  }

  #next(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  #take(sequence: number): ((result: Result<never>) => void) | undefined {
    const answer = this.#answers.get(sequence);
    this.#answers.delete(sequence);
    return answer;
  }

  #ask(request: WithoutSequence<StoreRequest>): Promise<Result<unknown>> {
    const sequence = this.#next();
    return new Promise((resolve) => {
      this.#answers.set(sequence, resolve as never);
      this.#window?.postMessage({ ...request, sequence });
    });
  }
}
