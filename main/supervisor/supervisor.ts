import type { ProcessState } from '@onthaal/contract/ipc/channels.ts';
import type { Log } from '../logging/log.ts';
import { decideRestart, recentRestarts } from './restart-policy.ts';

/** What the supervisor must know of a process, whether Electron or Node made it. */
export interface SupervisedProcess {
  readonly processId: () => number | undefined;
  /** Asks the process to end; it has two seconds before `destroy`. */
  readonly terminate: () => void;
  /** Ends the process at once. */
  readonly destroy: () => void;
  /** Called once, whatever the reason. `code` is null when the operating system ended it. */
  readonly onExit: (listener: (code: number | null) => void) => void;
}

export interface SupervisorOptions<Child extends SupervisedProcess> {
  readonly name: string;
  readonly launch: () => Child;
  /** Brings a new process to work: its ready message, its configuration. A rejection counts as a crash. */
  readonly prepare: (child: Child) => Promise<void>;
  readonly onState: (state: ProcessState) => void;
  readonly log: Log;
  readonly prepareMilliseconds?: number;
  /** For tests: shortens the pauses. */
  readonly delayFactor?: number;
}

const PREPARE_MILLISECONDS = 60_000;
const TERMINATE_MILLISECONDS = 2000;

/** Keeps one process alive: starts it, waits until it can work, and starts it again with pauses when it ends. */
export class Supervisor<Child extends SupervisedProcess> {
  readonly #options: SupervisorOptions<Child>;
  #child: Child | undefined;
  #state: ProcessState = { state: 'starting', restarts: 0 };
  #restarts: readonly number[] = [];
  #timer: NodeJS.Timeout | undefined;
  #stopping = false;
  #generation = 0;
  #waiting: ((running: Child | undefined) => void)[] = [];

  constructor(options: SupervisorOptions<Child>) {
    this.#options = options;
  }

  get state(): ProcessState {
    return this.#state;
  }

  /** The process, also while it is being prepared. */
  get child(): Child | undefined {
    return this.#child;
  }

  /** Starts the process; the state says how it goes. */
  start(): void {
    if (this.#child !== undefined || this.#stopping) return;
    this.#launch();
  }

  /** Starts anew after a failure, with a clean record: a person asked for it. */
  restart(): void {
    this.#restarts = [];
    clearTimeout(this.#timer);
    if (this.#child !== undefined) {
      this.#child.destroy();
      return;
    }
    // Who asks from now on waits for the new process.
    this.#enter('restarting');
    this.#launch();
  }

  /**
   * Waits for a process that can work.
   *
   * @returns undefined when it failed for good, is stopping, or does not come within the time
   */
  whenRunning(milliseconds: number): Promise<Child | undefined> {
    if (this.#state.state === 'running') return Promise.resolve(this.#child);
    if (this.#state.state === 'failed' || this.#stopping) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const answer = (child: Child | undefined): void => {
        clearTimeout(timer);
        this.#waiting = this.#waiting.filter((other) => other !== answer);
        resolve(child);
      };
      const timer = setTimeout(() => answer(undefined), milliseconds);
      this.#waiting.push(answer);
    });
  }

  /** Ends the process for good: asks first, insists after two seconds. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#timer);
    this.#release(undefined);
    const child = this.#child;
    if (child === undefined) return;
    await new Promise<void>((resolve) => {
      const insist = setTimeout(() => child.destroy(), TERMINATE_MILLISECONDS);
      child.onExit(() => {
        clearTimeout(insist);
        resolve();
      });
      child.terminate();
    });
  }

  #launch(): void {
    this.#generation += 1;
    const generation = this.#generation;
    const child = this.#options.launch();
    this.#child = child;
    child.onExit((code) => this.#ended(generation, code));
    const limit = this.#options.prepareMilliseconds ?? PREPARE_MILLISECONDS;
    withinTime(this.#options.prepare(child), limit).then(
      () => this.#prepared(generation, child),
      (error: unknown) => {
        if (generation !== this.#generation || this.#child === undefined) return;
        this.#options.log.problem('supervisor', `${this.#options.name} did not get ready`, error);
        child.destroy();
      },
    );
  }

  #prepared(generation: number, child: Child): void {
    if (generation !== this.#generation || this.#child === undefined || this.#stopping) return;
    this.#options.log.write('info', 'supervisor', `${this.#options.name} is running`, {
      processId: child.processId() ?? 0,
      restarts: this.#restarts.length,
    });
    this.#enter('running');
    this.#release(child);
  }

  #ended(generation: number, code: number | null): void {
    if (generation !== this.#generation) return;
    this.#child = undefined;
    if (this.#stopping) return;
    const now = Date.now();
    const decision = decideRestart(this.#restarts, now);
    this.#options.log.write('error', 'supervisor', `${this.#options.name} ended by itself`, {
      code: code ?? 'killed',
      decision: decision.kind,
    });
    if (decision.kind === 'giveUp') {
      this.#enter('failed');
      this.#release(undefined);
      return;
    }
    this.#restarts = [...recentRestarts(this.#restarts, now), now];
    this.#enter('restarting');
    const delay = decision.afterMilliseconds * (this.#options.delayFactor ?? 1);
    this.#timer = setTimeout(() => this.#launch(), delay);
  }

  #enter(state: ProcessState['state']): void {
    this.#state = { state, restarts: this.#restarts.length };
    this.#options.onState(this.#state);
  }

  #release(child: Child | undefined): void {
    for (const answer of [...this.#waiting]) answer(child);
  }
}

async function withinTime(work: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Not ready within ${milliseconds} ms`)), milliseconds);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
