import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { ReferenceData, ReferenceKind } from '@onthaal/contract/entities/reference.ts';
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

type Appointment = DocumentOf<'appointments'>;

const by = { memberId: 'member-els', name: 'Els Peeters' };
/** When the fixtures were made. */
export const at = '2026-01-01T08:00:00.000Z';

function row<Kind extends ReferenceKind>(kind: Kind, id: string, data: ReferenceData[Kind]) {
  return { id, createdAt: at, updatedAt: at, updatedBy: by, kind, code: id, name: id, active: true, data };
}

const receives = (id: string) =>
  row('member', id, { givenName: id, familyName: id, role: 'clerk', teamIds: ['team-planned'], jobTitle: '' });
const desk = (id: string) => row('desk', id, { building: 'Hall', number: id, teamIds: ['team-planned'] });
const openingHours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '09:00', until: '12:00' }));

/** A hall with two desks and two members who give one product, every day. */
export const places = {
  collection: 'references' as const,
  documents: [
    row('team', 'team-planned', { description: '' }),
    row('location', 'hall', { building: 'Hall', openingHours, slotMinutes: 30 }),
    ...[desk('desk-a'), desk('desk-b'), receives('member-a'), receives('member-b')],
    row('product', 'attest', {
      ...{ theme: 'x', minutes: 20, minutesPerExtraPerson: 30, teamId: 'team-planned', bufferMinutes: 10 },
      ...{ modes: ['physical', 'digital'], bring: ['Uw kaart'] },
    }),
  ],
};

const wish = { productCode: 'attest', persons: 1, mode: 'physical', locationId: 'hall' };

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
