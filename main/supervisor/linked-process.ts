import type { ProcessState } from '@onthaal/contract/ipc/channels.ts';
import type { Log } from '../logging/log.ts';
import { type ChildLink, createChildLink, type TalkingProcess } from './child-link.ts';
import { Supervisor } from './supervisor.ts';

export interface LinkedProcessOptions<Message extends { readonly kind: string }, Port> {
  readonly name: string;
  readonly launch: () => TalkingProcess<Message, Port>;
  /** Brings a process that is ready to work. A rejection counts as a crash. */
  readonly prepare?: (link: ChildLink<Port>) => Promise<void>;
  readonly onNotice: (notice: Exclude<Message, { kind: 'answer' }>) => void;
  readonly onState: (state: ProcessState) => void;
  readonly log: Log;
  readonly delayFactor?: number | undefined;
}

/** A supervised process with the link to ask it: each process that is started has a link of its own. */
export class LinkedProcess<Message extends { readonly kind: string }, Port> {
  readonly #supervisor: Supervisor<TalkingProcess<Message, Port>>;
  readonly #links = new WeakMap<TalkingProcess<Message, Port>, ChildLink<Port>>();

  constructor(options: LinkedProcessOptions<Message, Port>) {
    this.#supervisor = new Supervisor({
      name: options.name,
      launch: options.launch,
      prepare: async (child) => {
        const link = createChildLink(child, options.onNotice);
        this.#links.set(child, link);
        await link.ready;
        await options.prepare?.(link);
      },
      onState: options.onState,
      log: options.log,
      ...(options.delayFactor === undefined ? {} : { delayFactor: options.delayFactor }),
    });
  }

  get state(): ProcessState {
    return this.#supervisor.state;
  }

  get processId(): number | undefined {
    return this.#supervisor.child?.processId();
  }

  start(): void {
    this.#supervisor.start();
  }

  /** A person asks for another try after it failed. */
  restart(): void {
    this.#supervisor.restart();
  }

  /** Ends the process without asking, as a crash would. */
  destroy(): void {
    this.#supervisor.child?.destroy();
  }

  stop(): Promise<void> {
    return this.#supervisor.stop();
  }

  /** The link to a process that can work; undefined when there is none within the time. */
  async link(milliseconds: number): Promise<ChildLink<Port> | undefined> {
    const child = await this.#supervisor.whenRunning(milliseconds);
    return child === undefined ? undefined : this.#links.get(child);
  }
}
