import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '@onthaal/contract/result.ts';
import type { SessionGrant } from '@onthaal/contract/session/session.ts';
import type { CommandName, CommandResult } from '@onthaal/contract/store/commands.ts';
import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import type { DiskEvent } from '../../../../files/testing/power-loss/disk-events.ts';
import { DiskRecorder } from '../../../../files/testing/power-loss/disk-recorder.ts';
import { LossyDisk } from '../../../../files/testing/power-loss/lossy-disk.ts';
import { tracedInto } from '../../../../files/testing/power-loss/tracer.ts';
import { Clerk, type SentCommand } from '../attack-round.ts';
import type { StoreBundle } from '../bundle-store.ts';
import type { AttackOrder, FromChild } from '../child-protocol.ts';
import { KillableStore } from '../killable-store.ts';
import type { Workload } from '../workload.ts';

export interface RecordedDeskOptions {
  readonly bundle: StoreBundle;
  readonly writerScript: string;
  readonly grant: SessionGrant;
  readonly workload?: Workload;
  /** Beside the folder of the database the traces are kept here. */
  readonly folder: string;
  /** Puts a database there before the recording. */
  readonly prepare?: (file: string) => void;
}

/** A command, and the number of the event at which its answer could first be heard. */
export interface RecordedCommand extends SentCommand {
  readonly answeredAt: number | undefined;
}

/** A part of the recording, from an event on. */
export interface Phase {
  readonly name: string;
  readonly from: number;
}

const PATIENCE_MILLISECONDS = 60_000;
const PAUSE_MILLISECONDS = 20;

/** A desk of whose store everything is recorded that it does to the disk, over several lives of the store process. */
export class RecordedDesk {
  readonly options: RecordedDeskOptions;
  readonly recorder: DiskRecorder;
  /** Of the database. */
  readonly root: string;
  readonly file: string;
  readonly sent: RecordedCommand[] = [];
  readonly phases: Phase[] = [];
  #lives = 0;

  constructor(options: RecordedDeskOptions) {
    this.options = options;
    this.root = join(options.folder, 'user');
    this.file = join(this.root, 'store.db');
    mkdirSync(this.root, { recursive: true });
    options.prepare?.(this.file);
    this.recorder = new DiskRecorder(this.root);
  }

  /** One life of the store process: the script opens the database and works; then the process ends, as it is. */
  async live(phase: string, midofficeUrl: string, script: (life: RecordedLife) => Promise<void>): Promise<void> {
    const { bundle, writerScript, folder } = this.options;
    const trace = join(folder, `trace-${this.#lives}`);
    this.#lives += 1;
    const store = new KillableStore(bundle, tracedInto(trace));
    const life = new RecordedLife(store, this.file, this.options);
    try {
      const ended = store.exited.then(() => {
        throw new Error(`The store ended by itself: ${store.errors.join('; ')}`);
      });
      await Promise.race([store.prepare(midofficeUrl, writerScript).then(() => script(life)), ended]);
    } finally {
      await store.abandon();
    }
    const from = this.recorder.add(readFileSync(trace));
    const moments = answersFrom(this.recorder.events, from);
    this.phases.push({ name: phase, from });
    for (const { name, sequence } of life.phases) this.phases.push({ name, from: moments.get(sequence) ?? from });
    this.sent.push(...life.sent.map((sent) => ({ ...sent, answeredAt: moments.get(sent.sequence) })));
  }

  /** Files that are otherwise than they would be if the recording were all that happened. */
  missed(): string[] {
    const disk = new LossyDisk(this.root, this.recorder.first);
    for (const event of this.recorder.events) disk.play(event);
    return disk.differencesFromReality();
  }
}

/** At which event each request was answered, by its number, in the life that begins at an event. */
function answersFrom(events: readonly DiskEvent[], from: number): Map<number, number> {
  const moments = new Map<number, number>();
  for (const [index, event] of events.slice(from).entries()) {
    const answer = event.kind === 'told' ? (event.message as FromChild).message : undefined;
    const { kind, sequence } = (answer ?? {}) as { readonly kind?: string; readonly sequence?: number };
    if (kind === 'answer' && sequence !== undefined) moments.set(sequence, from + index);
  }
  return moments;
}

/** What a script does with an open store. */
export class RecordedLife {
  readonly sent: SentCommand[] = [];
  readonly phases: { readonly name: string; readonly sequence: number }[] = [];
  readonly #store: KillableStore;
  readonly #file: string;
  readonly #options: RecordedDeskOptions;

  constructor(store: KillableStore, file: string, options: RecordedDeskOptions) {
    this.#store = store;
    this.#file = file;
    this.#options = options;
  }

  /** @throws Error when it does not open */
  async open(): Promise<{ readonly recovered: boolean }> {
    const opened = await this.#store.open(this.#file, this.#options.grant);
    if (!opened.ok) throw new Error(`The store did not open: ${opened.error.code}`);
    return opened.value;
  }

  /** From here on another part begins. */
  async phase(name: string): Promise<void> {
    const answer = this.#store.read('syncStatus', {});
    this.phases.push({ name, sequence: this.#store.sequence });
    await answer;
  }

  /** A clerk gives commands until so many are answered, and waits for the answers to the others. */
  async work(answers: number, withReferences = true): Promise<void> {
    const { workload } = this.#options;
    if (workload === undefined) throw new Error('This desk has no work');
    const clerk = new Clerk({ store: this.#store, workload, withReferences });
    await clerk.answers(answers);
    clerk.stop();
    await clerk.done;
    this.sent.push(...clerk.sent);
  }

  run(name: CommandName, args: unknown): Promise<Result<CommandResult>> {
    return this.#store.run(name, args);
  }

  order(order: AttackOrder): void {
    this.#store.order(order);
  }

  async status(): Promise<SyncStatus> {
    const status = await this.#store.read('syncStatus', {});
    if (!status.ok) throw new Error(status.error.code);
    return status.value;
  }

  async until(what: string, isSo: (status: SyncStatus) => boolean): Promise<void> {
    const deadline = Date.now() + PATIENCE_MILLISECONDS;
    for (;;) {
      const status = await this.#store.read('syncStatus', {});
      if (status.ok && isSo(status.value)) return;
      if (Date.now() > deadline) throw new Error(`It never was ${what}: ${JSON.stringify(status)}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
    }
  }

  async close(): Promise<void> {
    await this.#store.control({ kind: 'close' });
  }
}
