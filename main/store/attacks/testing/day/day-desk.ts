import type { Result } from '@onthaal/contract/result.ts';
import type { SessionGrant } from '@onthaal/contract/session/session.ts';
import type { CommandArguments, CommandName } from '@onthaal/contract/store/commands.ts';
import type { QuestionArguments, QuestionName, QuestionResults } from '@onthaal/contract/store/questions.ts';
import type { ReadArguments, ReadName, ReadResults } from '@onthaal/contract/store/reads.ts';
import type { Launcher } from '../../../../files/testing/power-loss/tracer.ts';
import type { StoreBundle } from '../bundle-store.ts';
import { KillableStore } from '../killable-store.ts';

export interface DayDeskOptions {
  readonly bundle: StoreBundle;
  readonly launcher: Launcher;
  /** Where this desk finds the mid-office. */
  readonly url: string;
  readonly file: string;
  readonly grant: SessionGrant;
  readonly deskId: string;
}

const LONGEST_WAIT = 60_000;

/** A desk of a replayed day: a store process of its own that can be killed and started again on its file. */
export class DayDesk {
  readonly deskId: string;
  readonly #options: DayDeskOptions;
  #store: KillableStore;

  private constructor(options: DayDeskOptions) {
    this.#options = options;
    this.deskId = options.deskId;
    this.#store = new KillableStore(options.bundle, options.launcher);
  }

  static async start(options: DayDeskOptions): Promise<DayDesk> {
    const desk = new DayDesk(options);
    await desk.#open();
    await desk.untilSent();
    return desk;
  }

  async read<Name extends ReadName>(name: Name, args: ReadArguments[Name]): Promise<ReadResults[Name]> {
    return valueIn(name, await this.#store.read(name, args));
  }

  async run<Name extends CommandName>(name: Name, args: CommandArguments[Name]): Promise<void> {
    valueIn(name, await this.#store.run(name, args));
  }

  async ask<Name extends QuestionName>(name: Name, args: QuestionArguments[Name]): Promise<QuestionResults[Name]> {
    return valueIn(name, await this.#store.ask(name, args));
  }

  /** Begins a command and kills the process before it can answer; starts it again on what is there. */
  async killDuring<Name extends CommandName>(name: Name, args: CommandArguments[Name]): Promise<void> {
    void this.#store.run(name, args);
    await this.#store.kill();
    this.#store = new KillableStore(this.#options.bundle, this.#options.launcher);
    await this.#open();
  }

  /** Writes the contact moments of finished visits that still wait for somebody to take that back. */
  async settleContacts(): Promise<void> {
    for (let written = 1; written > 0; ) {
      const settled = valueIn('settleVisitContacts', await this.#store.run('settleVisitContacts', { now: true }));
      written = settled.written.length;
    }
  }

  async until<Name extends ReadName>(
    name: Name,
    args: ReadArguments[Name],
    expected: (value: ReadResults[Name]) => boolean,
  ): Promise<void> {
    const deadline = Date.now() + LONGEST_WAIT;
    for (;;) {
      const value = await this.read(name, args);
      if (expected(value)) return;
      if (Date.now() > deadline) throw new Error(`${name} stayed ${JSON.stringify(value).slice(0, 1000)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Waits until everything is sent and accepted. */
  untilSent(): Promise<void> {
    return this.until('syncStatus', {}, ({ phase, waiting }) => phase === 'upToDate' && waiting === 0);
  }

  async stop(): Promise<void> {
    await this.#store.control({ kind: 'close' });
    await this.#store.abandon();
  }

  async #open(): Promise<void> {
    const { bundle, url, file, grant } = this.#options;
    await this.#store.prepare(url, bundle.writer);
    valueIn('open', await this.#store.open(file, grant));
  }
}

function valueIn<Value>(name: string, result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
  return result.value;
}
