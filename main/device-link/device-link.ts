import type {
  DeviceAnswers,
  DeviceArguments,
  DeviceMessage,
  DeviceNotice,
  DeviceQuestionName,
} from '@onthaal/contract/devices/questions.ts';
import type { ProcessState } from '@onthaal/contract/ipc/channels.ts';
import { failure, type Result } from '@onthaal/contract/result.ts';
import type { Log } from '../logging/log.ts';
import { type ChildLink, createChildLink, type TalkingProcess } from '../supervisor/child-link.ts';
import { Supervisor } from '../supervisor/supervisor.ts';

/** How long a question waits for a process that is starting. */
const START_MILLISECONDS = 10_000;

/** The device process as main talks to it. */
export type DeviceChild = TalkingProcess<DeviceMessage, never>;

export interface DeviceLinkOptions {
  readonly launch: () => DeviceChild;
  readonly onState: (state: ProcessState) => void;
  readonly onNotice: (notice: DeviceNotice) => void;
  readonly log: Log;
  readonly delayFactor?: number;
}

/** The device process with what main does for it: start it, start it again after a crash, ask it. */
export class DeviceLink {
  readonly #supervisor: Supervisor<DeviceChild>;
  readonly #links = new WeakMap<DeviceChild, ChildLink<never>>();
  readonly #options: DeviceLinkOptions;

  constructor(options: DeviceLinkOptions) {
    this.#options = options;
    this.#supervisor = new Supervisor<DeviceChild>({
      name: 'device process',
      launch: options.launch,
      prepare: (child) => this.#prepare(child),
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

  stop(): Promise<void> {
    return this.#supervisor.stop();
  }

  /**
   * Asks the device process something.
   *
   * @returns its answer; DEVICES_UNAVAILABLE when there is no process; DEVICES_GONE when it ended before it answered: what was
   * asked may have happened
   */
  async ask<Name extends DeviceQuestionName>(
    name: Name,
    args: DeviceArguments<Name>,
  ): Promise<Result<DeviceAnswers[Name]>> {
    const child = await this.#supervisor.whenRunning(START_MILLISECONDS);
    const link = child === undefined ? undefined : this.#links.get(child);
    if (link === undefined) return failure('DEVICES_UNAVAILABLE', { retryable: true });
    const result: Result<DeviceAnswers[Name]> = await link.ask({ kind: 'question', name, arguments: args });
    if (!result.ok && result.error.code === 'PROCESS_GONE') return failure('DEVICES_GONE', { retryable: true });
    return result;
  }

  async #prepare(child: DeviceChild): Promise<void> {
    const link = createChildLink(child, (message) => {
      if (message.kind === 'log') this.#options.log.write(message.level, message.area, message.message, message.fields);
      if (message.kind === 'notice') this.#options.onNotice(message);
    });
    this.#links.set(child, link);
    await link.ready;
  }
}
