import type { Appointment } from '../../entities/appointment.ts';

/** So long after its start somebody who has not come is proposed as "niet gekomen". */
export const noShowMinutes = 15;

/** So often somebody is called before it is enough. */
export const mostCalls = 2;

/** States of an appointment for which somebody is still expected. */
export const expectedStates = ['booked', 'confirmed', 'reminded'] as const satisfies readonly Appointment['state'][];

/** Whether somebody has not come for an appointment, as far as the clock says. */
export function isMissed({ state, startsAt }: Pick<Appointment, 'state' | 'startsAt'>, now: number): boolean {
  const isExpected = (expectedStates as readonly string[]).includes(state);
  return isExpected && Date.parse(startsAt) + noShowMinutes * 60_000 <= now;
}

/** Whether somebody must still be called about an appointment. */
export function mustCall({ toCall }: Pick<Appointment, 'toCall'>): boolean {
  return toCall !== undefined && toCall.closedAt === undefined;
}
