import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import {
  certaintyOf,
  isReserved,
  lengthOf,
  type Reserved,
  slotInReserved,
} from '@onthaal/contract/rules/planner/index.ts';
import type { CommandArguments } from '@onthaal/contract/store/commands.ts';
import { currentTime, nowInstant } from '../database/clock.ts';
import { plannerData } from '../reads/planner.ts';
import { tableNameOf } from '../storage/index.ts';
import { alreadyThere, type CommandContext, type CommandPlan, changed } from './command-context.ts';
import type { DocumentChange } from './store-writer.ts';

type Appointment = DocumentOf<'appointments'>;
type Asked = CommandArguments['bookReservedSlot'];

/** What becomes of a moment that is kept for this computer when it is booked, by its lease: certain, or asked for. */
function bookedIn(context: CommandContext, appointment: Appointment | undefined, asked: Asked): Result<DocumentChange> {
  const { references, member } = context;
  const use = appointment === undefined ? undefined : certaintyOf(appointment, member.deviceId, currentTime());
  if (appointment === undefined || use === undefined || !isReserved(appointment)) {
    return failure('APPOINTMENT_HOLD_GONE');
  }
  const { productCode, persons, mode, personId, dossierId } = asked;
  const { locationId = '' } = appointment;
  const product = references.list('product').find(({ code, active }) => active && code === productCode);
  if (product === undefined) return failure('REFERENCE_UNKNOWN', { field: 'productCode' });
  const slot = slotInReserved(plannerData(references), { productCode, persons, mode, locationId }, appointment);
  if (slot === undefined) return failure('APPOINTMENT_SLOT_TAKEN');
  return success(
    changed(context, 'appointments', appointment, {
      ...{ state: use === 'certain' ? 'booked' : 'requested', heldUntil: undefined, endsAt: slot.endsAt },
      ...{ productCode, subject: product.name, teamId: product.data.teamId, bring: [...product.data.bring] },
      ...{ mode, persons, bufferMinutes: lengthOf(product, persons).bufferMinutes, personId, dossierId },
      ...{ deskId: slot.deskId, roomId: slot.roomId },
    } as Partial<Appointment>),
  );
}

/**
 * Books a moment that is kept for this computer, without asking the centre: for certain within its lease, else it is asked for. Again for
 * the same person it is the same appointment. APPOINTMENT_HOLD_GONE, APPOINTMENT_SLOT_TAKEN when it does not fit, REFERENCE_UNKNOWN.
 */
export function bookReservedSlot(context: CommandContext, asked: Asked): Result<CommandPlan> {
  const read = () => context.writer.current('appointments', asked.appointmentId)?.fields;
  const known = read();
  const isDone = known?.state === 'booked' || known?.state === 'requested';
  if (isDone && known.reservation?.deviceId === context.member.deviceId && known.personId === asked.personId) {
    return alreadyThere('appointments', asked.appointmentId);
  }
  return success({
    documents: () => {
      const change = bookedIn(context, read(), asked);
      return change.ok ? success([change.value]) : change;
    },
  });
}

/** What is kept for this computer and not booked. */
function ownReserved({ writer, member }: CommandContext): readonly Reserved[] {
  return writer.file
    .prepare<string>(
      `SELECT d.id FROM ${tableNameOf('appointments', 0)} d WHERE d.deleted = 0
       AND json_extract(d.data, '$.state') = 'held' AND json_extract(d.data, '$.reservation.deviceId') = ?`,
    )
    .pluck()
    .all(member.deviceId)
    .flatMap((id) => {
      const appointment = writer.current('appointments', id)?.fields;
      return appointment !== undefined && isReserved(appointment) ? [appointment] : [];
    });
}

/**
 * Gives moments back that are kept for this computer: what the centre asks for, what is past, or all. From then on they cannot be booked
 * here, so that the centre may give them to others.
 */
export function giveBackSlots(
  context: CommandContext,
  { all = false }: CommandArguments['giveBackSlots'],
): Result<CommandPlan> {
  const given = () =>
    ownReserved(context).filter(
      ({ reservation, startsAt }) => all || reservation.release || Date.parse(startsAt) <= currentTime(),
    );
  if (given().length === 0) return success({ documents: () => success([]), alreadyWritten: [] });
  return success({
    isNoWork: true,
    documents: () =>
      success(
        given().map((one) =>
          changed(context, 'appointments', one, { reservation: { ...one.reservation, freedAt: nowInstant() } }),
        ),
      ),
  });
}
