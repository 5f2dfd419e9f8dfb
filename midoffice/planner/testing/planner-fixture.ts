import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import {
  bookAppointmentDocument,
  freeSlotsDocument,
  holdAppointmentDocument,
  releaseAppointmentDocument,
} from '@onthaal/contract/generated/client-documents.ts';
import { stripNulls } from '@onthaal/contract/graphql/strip-nulls.ts';
import { clash, occupationOf } from '@onthaal/contract/rules/planner/index.ts';
import type { FreeSlot, PlannedAppointment } from '@onthaal/contract/store/planner.ts';
import { v7 } from 'uuid';
import { type Desk, sendGraphql } from '../../testing/desk.ts';
import { wish } from '../../testing/planned-hall.ts';

type Appointment = DocumentOf<'appointments'>;

/** What the centre answers a desk; throws the code of an error. */
export async function ask<Value>(desk: Desk, document: string, field: string, args: object): Promise<Value> {
  const answer = await sendGraphql(desk.url, document, { ...args }, desk.grant.token);
  const [error] = answer.errors;
  if (error !== undefined) throw new Error(String(error.extensions?.code));
  return stripNulls(answer.data?.[field] as Value);
}

/** The free slots from tomorrow on. */
export const slotsOf = (desk: Desk, more: object = {}) =>
  ask<FreeSlot[]>(desk, freeSlotsDocument, 'freeSlots', {
    ...{ ...wish, from: new Date(Date.now() + 86_400_000).toISOString(), days: 30, most: 200 },
    ...more,
  });
/** Holds a slot. */
export const hold = (desk: Desk, startsAt: string, more: object = {}) =>
  ask<PlannedAppointment>(desk, holdAppointmentDocument, 'holdAppointment', {
    ...wish,
    holdId: v7(),
    startsAt,
    ...more,
  });
/** Books what is held. */
export const book = (desk: Desk, holdId: string, more: object = {}) =>
  ask<PlannedAppointment>(desk, bookAppointmentDocument, 'bookAppointment', { operationId: v7(), holdId, ...more });
/** Lets a held slot go. */
export const release = (desk: Desk, holdId: string) =>
  ask<boolean>(desk, releaseAppointmentDocument, 'releaseAppointment', { holdId });

/** All appointments that there are. */
export async function allOf(desk: Desk): Promise<readonly Appointment[]> {
  const { documents } = await desk.pullAll('appointments');
  return documents.filter(({ deleted }) => !deleted) as unknown as readonly Appointment[];
}

/** How many appointments take time of another. */
export function clashesIn(appointments: readonly Appointment[]): number {
  const taken = appointments.flatMap((one) => occupationOf(one, Date.now()) ?? []);
  return taken.filter((one, index) => taken.slice(index + 1).some((other) => clash(one, other))).length;
}
