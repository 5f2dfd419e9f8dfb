import type { Appointment } from '../../entities/appointment.ts';

/** What may be said of somebody who comes for an appointment; each has its own sentence. */
export const checkInOutcomes = [
  'inTime',
  'early',
  'late',
  'wrongDay',
  'otherBuilding',
  'alreadyIn',
  'over',
  'digital',
] as const;
export type CheckInOutcome = (typeof checkInOutcomes)[number];

/** Those that get a place in the queue. Who is early or late does too: somebody at the reception decides, and says it. */
export const admitted: readonly CheckInOutcome[] = ['inTime', 'early', 'late'];

/** As long before, and after, somebody is in time. */
const earlyMinutes = 30;
const lateMinutes = 15;

/** Who did not show up, and comes after all, is only late. */
const over: readonly Appointment['state'][] = ['held', 'served', 'cancelled', 'rescheduled', 'refused'];

export interface CheckInPlace {
  /** In milliseconds since 1970. */
  readonly now: number;
  /** Calendar days in Brussels. */
  readonly today: string;
  readonly day: string;
  /** Where the appointment is, and where they came in; either may be unknown. */
  readonly building?: string | undefined;
  readonly here?: string | undefined;
  /** They have a ticket already. */
  readonly hasTicket: boolean;
}

/** Whether somebody can be checked in for an appointment now, and what is said to them. What cannot be put right comes first. */
export function checkInOutcome(
  { state, mode, startsAt }: Pick<Appointment, 'state' | 'mode' | 'startsAt'>,
  { now, today, day, building, here, hasTicket }: CheckInPlace,
): CheckInOutcome {
  if (hasTicket || state === 'arrived') return 'alreadyIn';
  if (over.includes(state)) return 'over';
  if (day !== today) return 'wrongDay';
  if (mode === 'digital') return 'digital';
  if (building !== undefined && here !== undefined && building !== here) return 'otherBuilding';
  const minutes = (now - Date.parse(startsAt)) / 60_000;
  if (minutes < -earlyMinutes) return 'early';
  return minutes > lateMinutes ? 'late' : 'inTime';
}
