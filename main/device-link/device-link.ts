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
import type { TalkingProcess } from '../supervisor/child-link.ts';
import { LinkedProcess } from '../supervisor/linked-process.ts';

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
  readonly #process: LinkedProcess<DeviceMessage, never>;

  constructor({ onNotice, log, ...options }: DeviceLinkOptions) {
    this.#process = new LinkedProcess<DeviceMessage, never>({
      ...options,
      name: 'device process',
      onNotice: (message) => {
        if (message.kind === 'log') log.write(message.level, message.area, message.message, message.fields);
        if (message.kind === 'notice') onNotice(message);
      },
      log,
    });
  }

  get state(): ProcessState {
    return this.#process.state;
  }

  get processId(): number | undefined {
    return this.#process.processId;
  }

  start(): void {
    this.#process.start();
  }

  /** A person asks for another try after it failed. */
  restart(): void {
    this.#process.restart();
  }

  stop(): Promise<void> {
    return this.#process.stop();
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
    const link = await this.#process.link(START_MILLISECONDS);
    if (link === undefined) return failure('DEVICES_UNAVAILABLE', { retryable: true });
    const result: Result<DeviceAnswers[Name]> = await link.ask({ kind: 'question', name, arguments: args });
    if (!result.ok && result.error.code === 'PROCESS_GONE') return failure('DEVICES_GONE', { retryable: true });
    return result;
  }
}
