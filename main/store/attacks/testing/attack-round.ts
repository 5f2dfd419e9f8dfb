import { setTimeout as sleep } from 'node:timers/promises';
import type { Result } from '@onthaal/contract/result.ts';
import type { SessionGrant } from '@onthaal/contract/session/session.ts';
import type { CommandResult } from '@onthaal/contract/store/commands.ts';
import type { KillableStore } from './killable-store.ts';
import type { AttackCommand } from './model.ts';
import type { Random } from './random.ts';
import type { Workload } from './workload.ts';

/** Where in the life of a store process a kill falls. */
export const killPhases = [
  'opening',
  'firstSync',
  'working',
  'acknowledged',
  'checkpoint',
  'closing',
  'syncing',
] as const;
export type KillPhase = (typeof killPhases)[number];

/** A command that was given, with its answer when there was one before the end. */
export interface SentCommand {
  readonly command: AttackCommand;
  /** Number of the request, as it stands in its answer. */
  readonly sequence: number;
  answer: Result<CommandResult> | undefined;
}

/** What a round has to do with. */
export interface AttackRound {
  readonly store: KillableStore;
  readonly phase: KillPhase;
  readonly file: string;
  readonly grant: SessionGrant;
  readonly midofficeUrl: string;
  readonly writerScript: string;
  readonly workload: Workload;
  readonly random: Random;
  readonly withReferences: boolean;
}

/** What a round came to: the commands that were given, in this order, and whether the first sync was seen to be complete. */
export interface AttackOutcome {
  readonly sent: readonly SentCommand[];
  readonly synced: boolean;
}

/** How many commands are under way at a time. */
export const IN_FLIGHT = 3;
/** Longest wait before the kill, in milliseconds, for the phases that have one. */
const LONGEST = { opening: 160, firstSync: 900, working: 130, checkpoint: 130, closing: 25, syncing: 450 } as const;
/** A store that answers so late hangs. */
const HANGING_MILLISECONDS = 60_000;

/** Gives commands, some at a time, until it is stopped. */
export class Clerk {
  readonly sent: SentCommand[] = [];
  /** Resolves when it was stopped and all commands are answered. */
  readonly done: Promise<unknown>;
  readonly #round: Pick<AttackRound, 'store' | 'workload' | 'withReferences'>;
  #answered = 0;
  #stopped = false;
  #listener: { readonly count: number; readonly call: () => void } | undefined;

  constructor(round: Pick<AttackRound, 'store' | 'workload' | 'withReferences'>) {
    this.#round = round;
    this.done = Promise.all(Array.from({ length: IN_FLIGHT }, () => this.#work()));
  }

  /** Resolves when so many were answered. */

  answers(count: number): Promise<void> {
    return new Promise((call) => {
      this.#listener = { count, call };
    });
  }

  stop(): void {
    this.#stopped = true;
  }

  async #work(): Promise<void> {
    const { store, workload, withReferences } = this.#round;
    while (!this.#stopped) {
      const command = workload.next(withReferences);
      const answer = store.run(command.name, command.args);
      const entry: SentCommand = { command, sequence: store.sequence, answer: undefined };
      this.sent.push(entry);
      entry.answer = await answer;
      this.#answered += 1;
      if (this.#answered === this.#listener?.count) this.#listener.call();
    }
  }
}

/**
 * Starts a store on the file, has it work, and kills it at a moment of the phase.
 *
 * @throws Error when the store cannot be opened, or hangs
 */
export async function attackOnce(round: AttackRound): Promise<AttackOutcome> {
  const hangs = sleep(HANGING_MILLISECONDS, 'hangs' as const, { ref: false });
  const outcome = await Promise.race([attack(round), hangs]);
  if (outcome === 'hangs') throw new Error(`The store hangs in the phase ${round.phase}`);
  return outcome;
}

async function attack(round: AttackRound): Promise<AttackOutcome> {
  const { store, phase, random, file, grant } = round;
  await store.prepare(round.midofficeUrl, round.writerScript);
  const opening = store.open(file, grant);
  if (phase === 'opening') {
    await sleep(random.next() * LONGEST.opening);
    await store.kill();
    return { sent: [], synced: false };
  }
  const opened = await opening;
  if (!opened.ok) throw new Error(`The store did not open: ${opened.error.code}`);
  if (opened.value.recovered) throw new Error('The store took its own file for a damaged one');
  const clerk = new Clerk(round);
  const synced = await untilMomentOfKill(round, clerk);
  await store.kill();
  clerk.stop();
  return { sent: clerk.sent, synced };
}

async function untilMomentOfKill({ store, phase, random }: AttackRound, clerk: Clerk): Promise<boolean> {
  if (phase === 'acknowledged' || phase === 'closing') {
    await clerk.answers(1 + random.below(25));
    if (phase === 'acknowledged') {
      if (random.chance(0.5)) await sleep(random.next() * 4);
      return false;
    }
    clerk.stop();
    void store.control({ kind: 'close' });
    await sleep(random.next() * LONGEST.closing);
    return false;
  }
  if (phase === 'checkpoint') store.order('checkpoints');
  const wait = sleep(random.next() * LONGEST[phase as keyof typeof LONGEST]);
  if (phase !== 'firstSync') {
    await wait;
    return false;
  }
  await wait;
  const status = await store.read('syncStatus', {});
  return status.ok && status.value.lastCompleteAt !== undefined;
}
