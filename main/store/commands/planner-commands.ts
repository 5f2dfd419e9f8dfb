import { randomBytes } from 'node:crypto';
import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import {
  appointmentCode,
  calledAsNotPossible,
  expectedStates,
  lengthOf,
} from '@onthaal/contract/rules/planner/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { cancellable } from '@onthaal/contract/store/planner.ts';
import { nowInstant } from '../database/clock.ts';
import {
  alreadyThere,
  authorOf,
  type CommandContext,
  type CommandPlan,
  changed,
  created,
  newDocumentFields,
} from './command-context.ts';

type Appointment = DocumentOf<'appointments'>;

/** Keeps what somebody wants until the centre hears of it, which books or refuses it. */
export function requestAppointment(
  context: CommandContext,
  args: CommandArguments['requestAppointment'],
): Result<CommandPlan> {
  const { id, productCode, persons, mode, locationId, startsAt, personId, dossierId } = args;
  const { references, writer } = context;
  if (writer.current('appointments', id) !== undefined) {
    return alreadyThere('appointments', id);
  }
  const product = references.list('product').find(({ code, active }) => active && code === productCode);
  if (product === undefined) return failure('REFERENCE_UNKNOWN', { field: 'productCode' });
  if (references.get('location', locationId) === undefined) {
    return failure('REFERENCE_UNKNOWN', { field: 'locationId' });
  }
  const { minutes, bufferMinutes } = lengthOf(product, persons);
  return success({
    documents: () =>
      success([
        created('appointments', {
          ...newDocumentFields(context, id),
          ...{ code: appointmentCode(randomBytes(8)), state: 'requested', stateReason: undefined, mode, productCode },
          ...{ subject: product.name, answers: {}, personId, dossierId, guests: [], memberIds: [] },
          ...{ teamId: product.data.teamId, roomId: undefined, deskId: undefined, locationId, persons, bufferMinutes },
          startsAt,
          endsAt: new Date(Date.parse(startsAt) + minutes * 60_000).toISOString(),
          ...{ heldUntil: undefined, meetingLink: undefined },
          ...{ bring: [...product.data.bring], notices: [], notes: [] },
        }),
      ]),
  });
}

/** Changes an appointment as it is when the command is written. */
export function changing(
  context: CommandContext,
  appointmentId: string,
  change: (appointment: Appointment) => Result<Partial<Appointment>>,
): Result<CommandPlan> {
  const read = () => context.writer.current('appointments', appointmentId)?.fields;
  if (read() === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'appointmentId' });
  return success({
    documents: () => {
      const appointment = read();
      if (appointment === undefined) return failure('DOCUMENT_UNKNOWN', { field: 'appointmentId' });
      const changes = change(appointment);
      return changes.ok ? success([changed(context, 'appointments', appointment, changes.value)]) : changes;
    },
  });
}

/** Cancels an appointment that has not begun, with the reason. */
export function cancelAppointment(
  context: CommandContext,
  { appointmentId, reason }: CommandArguments['cancelAppointment'],
): Result<CommandPlan> {
  return changing(context, appointmentId, ({ state }) =>
    (cancellable as readonly string[]).includes(state)
      ? success({ state: 'cancelled', ...(reason === '' ? {} : { stateReason: reason }) })
      : failure('APPOINTMENT_STATE_NOT_NOW'),
  );
}

/** Takes a cancellation back. */
export function reinstateAppointment(
  context: CommandContext,
  { appointmentId, state }: CommandArguments['reinstateAppointment'],
): Result<CommandPlan> {
  return changing(context, appointmentId, (appointment) =>
    appointment.state === 'cancelled'
      ? success({ state, stateReason: undefined } as unknown as Partial<Appointment>)
      : failure('APPOINTMENT_STATE_NOT_NOW'),
  );
}

function isSameMoment(one: string, other: string): boolean {
  return Date.parse(one) === Date.parse(other);
}

/** Takes a move back: the appointment is where it was. Only that move: not one of somebody else since, nor a cancellation. */
export function moveBack(
  context: CommandContext,
  { appointmentId, startsAt }: CommandArguments['moveBack'],
): Result<CommandPlan> {
  return changing(context, appointmentId, ({ state, movedFrom, external, startsAt: now }) => {
    if (!(expectedStates as readonly string[]).includes(state)) return failure('APPOINTMENT_STATE_NOT_NOW');
    const isThatMove = movedFrom !== undefined && isSameMoment(movedFrom.startsAt, startsAt);
    // It stands where it was: the move is still on its way here, or has been taken back.
    const isNotHere = movedFrom === undefined || (!isThatMove && isSameMoment(now, startsAt));
    if (isNotHere || external !== undefined) return failure('APPOINTMENT_STATE_NOT_NOW', { field: 'movedFrom' });
    if (!isThatMove) return failure('APPOINTMENT_STATE_NOT_NOW');
    const gone = { stateReason: undefined, movedFrom: undefined, roomId: undefined, deskId: undefined };
    const neither = { locationId: undefined, persons: undefined, bufferMinutes: undefined };
    return success({ ...gone, ...neither, ...movedFrom } as unknown as Partial<Appointment>);
  });
}

type ToCall = NonNullable<Appointment['toCall']>;

/** The sheet as it was before it was decided to call; nothing of one that was empty. */
function withoutCall({ calls, outcome = 'notNeeded', since, ...sheet }: ToCall): ToCall | undefined {
  return calls.length === 0 ? undefined : { ...sheet, calls, since, closedAt: since, outcome };
}

/** What `open` takes back: that it goes on all the same, with the sheet that this closed, or else that it is called. */
function takenBack({ stands, toCall }: Appointment): Partial<Record<'stands' | 'toCall', unknown>> {
  if (toCall?.reason !== 'notPossible') return { stands: undefined };
  const { closedAt, outcome: _outcome, ...open } = toCall;
  if (stands === undefined) return closedAt === undefined ? { toCall: withoutCall(toCall) } : {};
  return { stands: undefined, ...(closedAt === stands.at ? { toCall: open } : {}) };
}

/** Writes down what becomes of an appointment that is not possible any more. Calls that were made stay on its sheet. */
export function settleHindered(
  context: CommandContext,
  { appointmentId, as, despite }: CommandArguments['settleHindered'],
): Result<CommandPlan> {
  return changing(context, appointmentId, (appointment) => {
    const { state, toCall } = appointment;
    if (!(expectedStates as readonly string[]).includes(state)) return failure('APPOINTMENT_STATE_NOT_NOW');
    const at = nowInstant();
    if (as === 'open') return success(takenBack(appointment) as Partial<Appointment>);
    if (as === 'call') {
      return success({ stands: undefined, toCall: calledAsNotPossible(toCall, at) } as unknown as Partial<Appointment>);
    }
    const isOnSheet = toCall?.reason === 'notPossible' && toCall.closedAt === undefined;
    const closed = isOnSheet ? { toCall: { ...toCall, closedAt: at, outcome: 'notNeeded' as const } } : {};
    return success({ ...closed, stands: { despite, at, by: authorOf(context) } });
  });
}

/** Puts appointments that are not possible any more on the call sheet, those that somebody is still expected for. */
export function callHindered(
  context: CommandContext,
  { appointmentIds }: CommandArguments['callHindered'],
): Result<CommandPlan> {
  return success({
    documents: () => {
      const at = nowInstant();
      const changes = appointmentIds.flatMap((id) => {
        const appointment = context.writer.current('appointments', id)?.fields;
        if (appointment === undefined || !(expectedStates as readonly string[]).includes(appointment.state)) return [];
        const toCall = calledAsNotPossible(appointment.toCall, at);
        if (toCall === appointment.toCall) return [];
        const next = { stands: undefined, toCall } as unknown as Partial<Appointment>;
        return [changed(context, 'appointments', appointment, next)];
      });
      return success(changes);
    },
  });
}
