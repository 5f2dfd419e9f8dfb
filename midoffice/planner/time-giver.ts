import type { Appointment } from '@onthaal/contract/entities/appointment.ts';
import { type Result, success } from '@onthaal/contract/result.ts';
import type { FreeSlot, PlannerQuestion } from '@onthaal/contract/store/planner.ts';
import {
  bookExternal,
  type ExternalContext,
  findExternalSlots,
  holdExternal,
} from '../appointment-master/external-plan.ts';
import { type ExternalTime, isGoverned } from '../appointment-master/external-time.ts';
import * as builtIn from './plan.ts';
import { readAppointment } from './planner-rows.ts';

/** Who plans, and which system of another gives out time at some locations. */
export interface TimeContext extends builtIn.PlanContext {
  readonly external?: ExternalTime | undefined;
}

function governs(context: TimeContext, locationId: string | undefined): context is ExternalContext {
  return isGoverned(context.external, locationId);
}

/** The next free slots, of whoever gives out the time of the location. */
export async function findSlots(
  context: TimeContext,
  asked: PlannerQuestion<'freeSlots'>,
): Promise<Result<readonly FreeSlot[]>> {
  if (governs(context, asked.locationId)) return findExternalSlots(context, asked);
  return success(await builtIn.findSlots(context, asked));
}

/** Holds a slot for some minutes, whoever gives out the time of the location. */
export function holdAppointment(
  context: TimeContext,
  asked: PlannerQuestion<'holdAppointment'>,
): Promise<Result<Appointment>> {
  return governs(context, asked.locationId) ? holdExternal(context, asked) : builtIn.holdAppointment(context, asked);
}

/** Makes what is held an appointment, or moves another there, with whoever gives out the time of the location. */
export async function bookAppointment(
  context: TimeContext,
  asked: PlannerQuestion<'bookAppointment'>,
): Promise<Result<Appointment>> {
  const held = context.external === undefined ? undefined : await readAppointment(context.orm, asked.holdId);
  return governs(context, held?.appointment.locationId)
    ? bookExternal(context, asked)
    : builtIn.bookAppointment(context, asked);
}

/** Lets a held slot go; not while another system is asked to book it. */
export async function releaseAppointment(
  context: TimeContext,
  asked: PlannerQuestion<'releaseAppointment'>,
): Promise<void> {
  const held = context.external === undefined ? undefined : await readAppointment(context.orm, asked.holdId);
  if (held?.appointment.external?.state === 'asked') return;
  await builtIn.releaseAppointment(context, asked);
}
