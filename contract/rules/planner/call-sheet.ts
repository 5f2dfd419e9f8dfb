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

type ToCall = NonNullable<Appointment['toCall']>;

/**
 * The sheet on which the citizen of an appointment that is not possible any more is called, opened anew when it was closed: earlier calls
 * stay on it, and so does how they ended, for an undo.
 *
 * @param since an instant: from when calls count
 */
export function calledAsNotPossible(sheet: ToCall | undefined, since: string): ToCall {
  if (sheet?.reason !== 'notPossible') return { reason: 'notPossible', since, calls: [] };
  const { closedAt, ...open } = sheet;
  return closedAt === undefined ? sheet : { ...open, since };
}

/** Whether somebody must still be called about an appointment. */
export function mustCall({ toCall }: Pick<Appointment, 'toCall'>): boolean {
  return toCall !== undefined && toCall.closedAt === undefined;
}
