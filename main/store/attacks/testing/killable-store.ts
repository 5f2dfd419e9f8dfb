import { type ChildProcess, fork } from 'node:child_process';
import type { Result } from '@onthaal/contract/result.ts';
import type { SessionGrant } from '@onthaal/contract/session/session.ts';
import type { CommandName, CommandResult } from '@onthaal/contract/store/commands.ts';
import type { StoreControlRequest, StoreControlResponse } from '@onthaal/contract/store/control.ts';
import type { StoreRequest, StoreResponse } from '@onthaal/contract/store/protocol.ts';
import type { QuestionArguments, QuestionName, QuestionResults } from '@onthaal/contract/store/questions.ts';
import type { ReadArguments, ReadName, ReadResults } from '@onthaal/contract/store/reads.ts';
import type { Launcher } from '../../../files/testing/power-loss/tracer.ts';
import type { StoreBundle } from './bundle-store.ts';
import type { AttackOrder, FromChild, ToChild } from './child-protocol.ts';

type WithoutSequence<Request> = Request extends unknown ? Omit<Request, 'sequence'> : never;

/** The key of every database that is attacked. */
export const attackKey = new Uint8Array(32).map((_, index) => index * 7 + 1);

/** A store process of its own, driven over its contracts, which can be killed at any moment. */
export class KillableStore {
  /** Errors that the store logged, without their fields. */
  readonly errors: string[] = [];
  readonly exited: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  readonly #child: ChildProcess;
  readonly #ready: Promise<void>;
  readonly #answers = new Map<number, (result: Result<never>) => void>();
  #sequence = 0;
  #dead = false;

  /**
   * Starts the process; it loads its scripts while the caller does something else.
   *
   * @param launcher a program that starts it and watches it
   */
  constructor(bundle: StoreBundle, launcher?: Launcher) {
    this.#child = fork(bundle.child, [], {
      ...(launcher === undefined
        ? { execArgv: [] }
        : { execPath: launcher.path, execArgv: [...launcher.args, process.execPath] }),
      env: { ...process.env, NODE_COMPILE_CACHE: bundle.compileCache, NODE_OPTIONS: '' },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.exited = new Promise((resolve) =>
      this.#child.once('exit', (code, signal) => {
        this.#dead = true;
        resolve({ code, signal });
      }),
    );
    this.#ready = new Promise((resolve) => {
      this.#child.on('message', (sent: FromChild) => {
        const message = sent.message as StoreControlResponse | StoreResponse;
        if (message.kind === 'ready') resolve();
        if (message.kind === 'log' && message.level === 'error')
          this.errors.push(`${message.area}: ${message.message}`);
        if (message.kind === 'answer') this.#take(message.sequence, message.result as Result<never>);
      });
    });
    // Asked of a process that is just being killed.
    this.#child.on('error', () => undefined);
  }

  /** Configures it and attaches a window. */
  async prepare(midofficeUrl: string, writerScript: string): Promise<void> {
    await this.#ready;
    await this.control({ kind: 'configure', configuration: { midofficeUrl, writerScript, testMode: true } });
    await this.control({ kind: 'attachPort' });
  }

  open(file: string, grant: SessionGrant): Promise<Result<{ readonly recovered: boolean }>> {
    const key = Buffer.from(attackKey).toString('base64');
    return this.control({ kind: 'open', file, key, grant }) as Promise<Result<{ readonly recovered: boolean }>>;
  }

  control(message: WithoutSequence<StoreControlRequest>): Promise<Result<unknown>> {
    return this.#ask((sequence) => ({
      kind: 'control',
      message: { ...message, sequence },
      withPort: message.kind === 'attachPort',
    }));
  }

  /** Runs a command; resolves with its answer, and never when the process dies before. */
  async run(name: CommandName, args: unknown): Promise<Result<CommandResult>> {
    const result = (await this.#window({ kind: 'command', name, arguments: args })) as Result<string>;
    return result.ok ? { ok: true, value: JSON.parse(result.value) as CommandResult } : result;
  }

  async read<Name extends ReadName>(name: Name, args: ReadArguments[Name]): Promise<Result<ReadResults[Name]>> {
    const result = (await this.#window({ kind: 'read', name, arguments: args })) as Result<string>;
    return result.ok ? { ok: true, value: JSON.parse(result.value) as ReadResults[Name] } : result;
  }

  /** Asks the mid-office. */
  async ask<Name extends QuestionName>(
    name: Name,
    args: QuestionArguments[Name],
  ): Promise<Result<QuestionResults[Name]>> {
    const result = (await this.#window({ kind: 'ask', name, arguments: args })) as Result<string>;
    return result.ok ? { ok: true, value: JSON.parse(result.value) as QuestionResults[Name] } : result;
  }

  order(order: AttackOrder): void {
    this.#send({ kind: 'order', order });
  }

  /** Number of the last request, as it stands in its answer. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Lets go of the process, which ends as it does when its parent is gone: without closing anything. */
  async abandon(): Promise<void> {
    this.#child.disconnect();
    await this.exited;
  }

  /** kill -9; resolves when the operating system says that it is gone. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    const { code, signal } = await this.exited;
    if (signal !== 'SIGKILL') throw new Error(`The store ended by itself with ${code}: ${this.errors.join('; ')}`);
  }

  #window(message: WithoutSequence<StoreRequest>): Promise<Result<unknown>> {
    return this.#ask((sequence) => ({ kind: 'window', message: { ...message, sequence } }));
  }

  #ask(build: (sequence: number) => ToChild): Promise<Result<unknown>> {
    this.#sequence += 1;
    const sequence = this.#sequence;
    return new Promise((resolve) => {
      this.#answers.set(sequence, resolve);
      this.#send(build(sequence));
    });
  }

  #send(message: ToChild): void {
    if (!this.#dead && this.#child.connected) this.#child.send(message, () => undefined);
  }

  #take(sequence: number, result: Result<never>): void {
    this.#answers.get(sequence)?.(result);
    this.#answers.delete(sequence);
  }
}
