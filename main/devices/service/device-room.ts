import type {
  DeviceAnswers,
  DeviceArguments,
  DeviceNoticeName,
  DeviceNotices,
  DeviceQuestionName,
} from '@onthaal/contract/devices/questions.ts';
import type { Result } from '@onthaal/contract/result.ts';

/** What answers a question. It may take as long as the device does; a bug throws and ends the process. */
export type DeviceHandlers = {
  readonly [Name in DeviceQuestionName]: (args: DeviceArguments<Name>) => Promise<Result<DeviceAnswers[Name]>>;
};

/** The handlers of the questions that begin with this word. */
export type DeviceHandlersOf<Group extends string> = {
  readonly [Name in DeviceQuestionName as Name extends `${Group}:${string}` ? Name : never]: DeviceHandlers[Name];
};

/** What a group of devices gets from the process it runs in. */
export interface DeviceSurroundings {
  /** Says something to main by itself. */
  readonly tell: <Name extends DeviceNoticeName>(name: Name, payload: DeviceNotices[Name]) => void;
  /** Writes a line of the log. Never anything of a citizen, of a card or of a document. */
  readonly log: (
    level: 'info' | 'warn' | 'error',
    area: string,
    message: string,
    fields?: Readonly<Record<string, string | number | boolean>>,
  ) => void;
}

/** One group of devices: card readers, printers, a terminal. */
export interface DeviceRoom<Group extends string> {
  readonly handlers: DeviceHandlersOf<Group>;
  /** Begins to watch its devices. */
  readonly start: () => void;
  readonly stop: () => void;
}
