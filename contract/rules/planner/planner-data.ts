import type { Appointment } from '../../entities/appointment.ts';
import type { ReferenceKind, ReferenceOf } from '../../entities/reference.ts';

/** The kinds of reference data that the planner goes by. */
export const plannerKinds = [
  'location',
  'desk',
  'room',
  'member',
  'product',
  'calendar',
  'blackout',
] as const satisfies readonly ReferenceKind[];
export type PlannerKind = (typeof plannerKinds)[number];

/** What the planner goes by: the active rows of each kind. */
export type PlannerData = { readonly [Kind in PlannerKind]: readonly ReferenceOf<Kind>[] };

/** The kind of a row, when the planner goes by it. */
export function plannerKindOf(kind: ReferenceKind): PlannerKind | undefined {
  return plannerKinds.find((known) => known === kind);
}

/** What the planner would go by when a row were as it is given; one that is not active is not there. */
export function plannerDataWith(data: PlannerData, row: ReferenceOf<PlannerKind>): PlannerData {
  const others = (data[row.kind] as readonly ReferenceOf<PlannerKind>[]).filter(({ id }) => id !== row.id);
  return { ...data, [row.kind]: row.active ? [...others, row] : others };
}

/** What somebody wants an appointment for. */
export interface Wish {
  readonly productCode: string;
  readonly persons: number;
  readonly mode: Appointment['mode'];
  readonly locationId: string;
  /** Only with this member. */
  readonly memberId?: string | undefined;
  /** Only at this desk or in this room. */
  readonly placeId?: string | undefined;
}

/** When an appointment can be, with whom and where. */
export interface Slot {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly memberId: string;
  /** Absent for a digital appointment. */
  readonly deskId?: string | undefined;
  readonly roomId?: string | undefined;
}

/** A stretch of time in milliseconds since 1970; the end is not part of it. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** Whether two stretches have a moment in common. */
export function overlaps(one: Stretch, other: Stretch): boolean {
  return one.from < other.until && other.from < one.until;
}
