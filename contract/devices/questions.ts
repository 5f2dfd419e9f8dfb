import Type, { type Static, type TSchema } from 'typebox';
import { closed } from '../entities/building-blocks.ts';
import type { Result } from '../result.ts';
import type { ReadersState } from './readers.ts';
import { OperationNumber, type TerminalOutcome, TerminalSettings } from './terminal.ts';

const TerminalPayment = Type.Object(
  { operationId: OperationNumber, amountCents: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }) },
  closed,
);

/**
 * Questions of main to the device process: the arguments' schema, checked where they arrive. Each group of devices adds its
 * own, named `group:question`.
 */
export const deviceQuestionArguments = {
  /** Which readers there are and whether a card lies in them. */
  'readers:state': Type.Object({}, closed),
  /** Takes a payment; answers when the terminal did. The intent is written down before. */
  'terminal:pay': Type.Object({ terminal: TerminalSettings, payment: TerminalPayment }, closed),
  /** How a payment ended. */
  'terminal:lookUp': Type.Object({ terminal: TerminalSettings, payment: TerminalPayment }, closed),
  'terminal:cancel': Type.Object({ terminal: TerminalSettings, operationId: OperationNumber }, closed),
} as const satisfies Record<string, TSchema>;

export type DeviceQuestionName = keyof typeof deviceQuestionArguments;
export type DeviceArguments<Name extends DeviceQuestionName> = Static<(typeof deviceQuestionArguments)[Name]>;

/** What the device process answers to each question. */
export interface DeviceAnswers {
  readonly 'readers:state': ReadersState;
  readonly 'terminal:pay': TerminalOutcome;
  readonly 'terminal:lookUp': TerminalOutcome;
  readonly 'terminal:cancel': null;
}

/** What the device process says by itself. */
export interface DeviceNotices {
  readonly 'readers:changed': ReadersState;
}
export type DeviceNoticeName = keyof DeviceNotices;

/** Main to device process, over the process's own parent port. */
export interface DeviceQuestion {
  readonly kind: 'question';
  readonly sequence: number;
  readonly name: string;
  readonly arguments: unknown;
}

/** Device process to main. */
export type DeviceMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly sequence: number; readonly result: Result<unknown> }
  | { [Name in DeviceNoticeName]: DeviceNotice<Name> }[DeviceNoticeName]
  | {
      readonly kind: 'log';
      readonly level: 'info' | 'warn' | 'error';
      readonly area: string;
      readonly message: string;
      readonly fields: Readonly<Record<string, string | number | boolean>>;
    };

/** A notice with what it tells. */
export interface DeviceNotice<Name extends DeviceNoticeName = DeviceNoticeName> {
  readonly kind: 'notice';
  readonly name: Name;
  readonly payload: DeviceNotices[Name];
}
