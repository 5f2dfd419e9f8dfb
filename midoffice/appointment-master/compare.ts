import type { Appointment } from '@onthaal/contract/entities/appointment.ts';
import type { Mapping } from './mapping.ts';
import type { SeenAppointment, Sight } from './master.ts';

/** Seen once it may be trouble there; seen again after so long it is gone. */
const goneMilliseconds = 50_000;

/** The sentences of changes that came from the other system; they stand with the appointment, for who reads it at a desk. */
function nameOf(master: string): string {
  return master === 'jcc' ? 'JCC' : 'Qmatic';
}

function sameTime(one: { readonly startsAt?: unknown; readonly endsAt?: unknown }, other: SeenAppointment): boolean {
  return one.startsAt === other.startsAt && one.endsAt === other.endsAt;
}

function isGivenAs({ products }: Mapping, { productCode }: Appointment, { productIds }: SeenAppointment): boolean {
  const theirs: readonly unknown[] = Object.values(products.get(productCode) ?? {});
  return productIds.some((id) => theirs.includes(id));
}

/**
 * What an appointment becomes when it was seen in the other system. What only it changed is taken over; what both changed is a clash,
 * which keeps both until somebody decides: nothing is overwritten unseen.
 *
 * @returns undefined when nothing changes
 */
export function afterSight(
  appointment: Appointment,
  mapping: Mapping,
  sight: Exclude<Sight, { readonly kind: 'away' }>,
  now: Date,
): Appointment | undefined {
  const { external } = appointment;
  if (external === undefined) return undefined;
  const { missingSince, ...known } = external;
  if (sight.kind === 'gone') {
    if (missingSince === undefined)
      return { ...appointment, external: { ...external, missingSince: now.toISOString() } };
    if (now.getTime() - Date.parse(missingSince) < goneMilliseconds) return undefined;
    const stateReason = `Afgezegd in ${nameOf(external.master)}`;
    return { ...appointment, state: 'cancelled', stateReason, external: { ...known, state: 'cancelled' } };
  }
  const { startsAt, endsAt } = sight.appointment;
  const seen = { ...known, startsAt, endsAt };
  const isSame = sameTime(appointment, sight.appointment);
  const isProduct = isGivenAs(mapping, appointment, sight.appointment);
  if (isSame && isProduct) {
    const isNews = external.state === 'clash' || missingSince !== undefined || !sameTime(external, sight.appointment);
    return isNews ? { ...appointment, external: { ...seen, state: 'booked' } } : undefined;
  }
  const isChangedThere = !sameTime(external, sight.appointment);
  const isChangedHere = appointment.startsAt !== external.startsAt || appointment.endsAt !== external.endsAt;
  if (isProduct && isChangedThere && !isChangedHere && external.state === 'booked') {
    const stateReason = `Verplaatst in ${nameOf(external.master)}`;
    return { ...appointment, startsAt, endsAt, stateReason, external: seen };
  }
  if (external.state === 'clash' && !isChangedThere && missingSince === undefined) return undefined;
  return { ...appointment, external: { ...seen, state: 'clash' } };
}
