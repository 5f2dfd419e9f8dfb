import {
  type DeviceMessage,
  type DeviceNotice,
  type DeviceQuestionName,
  deviceQuestionArguments,
} from '@onthaal/contract/devices/questions.ts';
import { failure, type Result } from '@onthaal/contract/result.ts';
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import type { ReaderPort } from '../readers/reader-port.ts';
import type { DeviceHandlers, DeviceSurroundings } from './device-room.ts';
import { eidRoom } from './eid-room.ts';
import { healthRoom } from './health-room.ts';
import { pinRoom } from './pin-room.ts';
import { printerRoom } from './printer-room.ts';
import { readerRoom } from './reader-room.ts';
import { scannerRoom } from './scanner-room.ts';
import { terminalRoom } from './terminal-room.ts';
import { watchFolderRoom } from './watch-folder-room.ts';

/** The process's line to main. */
export interface DevicePort {
  readonly post: (message: DeviceMessage) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
}

/** The ways to the hardware; tests bring their own. */
export interface DeviceDrivers {
  readonly readers: ReaderPort;
}

/** All devices of the desk behind one port: questions are checked, answered, and answered once. */
export class DeviceService {
  readonly #port: DevicePort;
  readonly #onBug: (error: unknown) => void;
  readonly #handlers: DeviceHandlers;
  readonly #rooms: readonly { readonly start: () => void; readonly stop: () => void }[];
  readonly #checks: ReadonlyMap<string, Validator>;

  /** @param onBug a handler threw: the process must end, its supervisor starts another */
  constructor(port: DevicePort, drivers: DeviceDrivers, onBug: (error: unknown) => void) {
    this.#port = port;
    this.#onBug = onBug;
    const surroundings = surroundingsOf(port);
    const readers = readerRoom(drivers.readers, surroundings);
    const eid = eidRoom(readers);
    const pin = pinRoom(readers, surroundings);
    const printers = printerRoom(surroundings);
    const scanners = scannerRoom(surroundings);
    const terminal = terminalRoom(surroundings);
    const health = healthRoom({ printers, terminal }, surroundings);
    const watchFolder = watchFolderRoom();
    this.#rooms = [readers, eid, pin, printers, scanners, watchFolder, terminal, health];
    this.#handlers = {
      ...readers.handlers,
      ...eid.handlers,
      ...pin.handlers,
      ...printers.handlers,
      ...scanners.handlers,
      ...terminal.handlers,
      ...health.handlers,
      ...watchFolder.handlers,
    };
    this.#checks = new Map(Object.entries(deviceQuestionArguments).map(([name, schema]) => [name, compiled(schema)]));
  }

  start(): void {
    this.#port.onMessage((message) => void this.#answer(message));
    for (const room of this.#rooms) room.start();
    this.#port.post({ kind: 'ready' });
  }

  stop(): void {
    for (const room of this.#rooms) room.stop();
  }

  async #answer(message: unknown): Promise<void> {
    if (!isQuestion(message)) return;
    const { sequence, name } = message;
    const check = this.#checks.get(name);
    if (check === undefined) return this.#post(sequence, failure('CHANNEL_UNKNOWN'));
    if (!check.Check(message.arguments)) return this.#post(sequence, failure('ARGUMENT_INVALID'));
    const handler = this.#handlers[name as DeviceQuestionName] as (args: unknown) => Promise<Result<unknown>>;
    try {
      this.#post(sequence, await handler(message.arguments));
    } catch (error) {
      this.#onBug(error);
    }
  }

  #post(sequence: number, result: Result<unknown>): void {
    this.#port.post({ kind: 'answer', sequence, result });
  }
}

function surroundingsOf(port: DevicePort): DeviceSurroundings {
  return {
    tell: (name, payload) => port.post({ kind: 'notice', name, payload } as DeviceNotice),
    log: (level, area, message, fields = {}) => port.post({ kind: 'log', level, area, message, fields }),
  };
}

function isQuestion(
  message: unknown,
): message is { readonly sequence: number; readonly name: string; readonly arguments: unknown } {
  return (
    typeof message === 'object' &&
    message !== null &&
    'sequence' in message &&
    typeof message.sequence === 'number' &&
    'name' in message &&
    typeof message.name === 'string' &&
    'arguments' in message
  );
}

function compiled(schema: TSchema): Validator {
  return Compile(schema);
}
