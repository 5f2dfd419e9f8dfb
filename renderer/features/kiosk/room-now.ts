import type { KioskMoment } from '@onthaal/contract/session/kiosk.ts';

/** Whether the room is taken at an instant, and until when that stays so; `until` undefined: for the rest of the day. */
export interface RoomNow {
  readonly isTaken: boolean;
  readonly until: string | undefined;
}

/** Times that touch or overlap, as one: whoever waits wants to know when the room is free, not how many meetings there are. */
export function joinedTimes(taken: readonly KioskMoment[]): readonly KioskMoment[] {
  const joined: { startsAt: string; endsAt: string }[] = [];
  for (const { startsAt, endsAt } of taken.toSorted((one, other) => one.startsAt.localeCompare(other.startsAt))) {
    const last = joined.at(-1);
    if (last === undefined || startsAt > last.endsAt) joined.push({ startsAt, endsAt });
    else if (endsAt > last.endsAt) last.endsAt = endsAt;
  }
  return joined;
}

/** What is so at an instant. Instants are compared as texts: all are in UTC and written alike. */
export function roomNow(taken: readonly KioskMoment[], now: string): RoomNow {
  const joined = joinedTimes(taken);
  const present = joined.find(({ startsAt, endsAt }) => startsAt <= now && now < endsAt);
  if (present !== undefined) return { isTaken: true, until: present.endsAt };
  return { isTaken: false, until: joined.find(({ startsAt }) => startsAt > now)?.startsAt };
}
