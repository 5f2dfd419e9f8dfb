import type { DossierStatus } from '@onthaal/contract/entities/dossier.ts';
import { brusselsInstant, type DayNumber } from '../days.ts';
import type { LifePath } from '../dossier-types/seed-type.ts';
import type { Random } from '../random.ts';
import { openDayFrom } from '../references/calendars.ts';
import { nowMinutes, type World } from '../world.ts';

/** A status that a dossier took, and when. */
export interface LifeStep {
  readonly status: DossierStatus;
  readonly day: DayNumber;
  readonly at: string;
}

/** Dossiers that nobody looks at any more are found and finished after so many days. */
const lingeringDays = 150;

/**
 * Walks a dossier along its path until today. Most go at their own pace; some get stuck or are left lying, and
 * those are the late ones.
 *
 * @param openedAt ISO instant of the first status
 */
export function liveUntilToday(
  world: World,
  random: Random,
  path: LifePath,
  openedOn: DayNumber,
  openedAt: string,
): readonly LifeStep[] {
  const pace = 0.7 + random.next() * 1.1;
  const stuckAt = random.chance(0.06) ? random.between(0, path.steps.length - 1) : -1;
  const mayLinger = world.today - openedOn < lingeringDays && random.chance(0.12);
  const lastStep = mayLinger ? random.between(0, path.steps.length - 2) : path.steps.length - 1;
  const steps: LifeStep[] = [];
  let day = openedOn;
  let at = openedAt;
  for (const [index, [status, days]] of path.steps.entries()) {
    if (index > 0) {
      const today = day === world.today;
      at = brusselsInstant(
        day,
        today ? random.between(nowMinutes - 14, nowMinutes - 1) : random.between(525, 1010),
        random.between(0, 59),
      );
    }
    steps.push({ status, day, at });
    const stay = days * pace * (index === stuckAt ? random.between(5, 11) : 0.7 + random.next() * 0.6);
    day = openDayFrom(day + Math.max(1, Math.round(stay)));
    if (day > world.today || index === lastStep) break;
  }
  return steps;
}
