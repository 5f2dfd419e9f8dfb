import Type from 'typebox';
import { callOutcomes, callResults } from '../entities/appointment.ts';
import { closed, Identifier, InstantText, words } from '../entities/building-blocks.ts';
import { expectedStates } from '../rules/planner/index.ts';
import type { UntoldRow } from './messages.ts';
import type { AppointmentRow } from './rows.ts';

/** What a clerk writes about who did not come or could not be written; part of `commandArguments`. */
export const callSheetCommands = {
  /** Somebody did not come: they are called. APPOINTMENT_STATE_NOT_NOW before a quarter of an hour after the start. */
  recordNoShow: Type.Object({ appointmentId: Identifier }, closed),
  /** They came after all. */
  takeBackNoShow: Type.Object({ appointmentId: Identifier, state: words(expectedStates, 'ExpectedState') }, closed),
  /** Somebody was called; the same id twice is one call. */
  recordCall: Type.Object(
    { appointmentId: Identifier, callId: Identifier, result: words(callResults, 'CallResult') },
    closed,
  ),
  /** Nobody calls any more; without an outcome, they are called again. */
  closeCalls: Type.Object(
    { appointmentId: Identifier, outcome: Type.Optional(words(callOutcomes, 'CallOutcome')) },
    closed,
  ),
} as const;

/** Who did not come, and who is called; part of `readArguments`. `at` is now: who is late becomes so without anything being written. */
export const callSheetArguments = Type.Object({ at: InstantText }, closed);

/** Somebody to call about an appointment. */
export interface CallRow {
  readonly appointment: AppointmentRow;
  readonly reason: 'noShow' | 'late' | 'notPossible';
  /** How late the desk runs, when that is why. */
  readonly minutes?: number | undefined;
  /** Since when they are to be called; calls from before were about an earlier matter. */
  readonly since: string;
  readonly telephones: readonly string[];
  readonly calls: readonly {
    readonly id: string;
    readonly at: string;
    readonly byName: string;
    readonly result: string;
  }[];
}

export interface CallSheet {
  /** A quarter of an hour late or more, and not checked in. */
  readonly missed: readonly AppointmentRow[];
  readonly toCall: readonly CallRow[];
  /** Whom no message has told of what they come for in these days, the earliest first. */
  readonly untold: readonly UntoldRow[];
}
