import type { QueueBoard } from '@onthaal/contract/store/visits.ts';

type Own = QueueBoard['ownAppointments'][number];

export interface NextAppointment extends Own {
  /** Whole minutes until it begins; below zero when it should have begun. */
  readonly minutes: number;
  readonly isClose: boolean;
}

/** Further away it is no reason to hurry. */
const SHOWN_MINUTES = 60;
const CLOSE_MINUTES = 10;
/** Who is so late is for the call sheet. */
const LATE_MINUTES = 15;

/**
 * The own appointment that comes next; undefined when none comes within the hour.
 *
 * @param appointments the first first
 * @param now milliseconds since 1970
 */
export function nextAppointment(appointments: readonly Own[], now: number): NextAppointment | undefined {
  for (const one of appointments) {
    const minutes = Math.ceil((Date.parse(one.startsAt) - now) / 60_000);
    if (minutes <= -LATE_MINUTES) continue;
    return minutes > SHOWN_MINUTES ? undefined : { ...one, minutes, isClose: minutes <= CLOSE_MINUTES };
  }
  return undefined;
}
