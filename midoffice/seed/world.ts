import { brusselsInstant, type DayNumber } from './days.ts';

/** What every part of the municipality needs to know. */
export interface World {
  readonly seed: number;
  readonly today: DayNumber;
  readonly dossiers: number;
  readonly persons: number;
  readonly appointments: number;
}

/** The seed is taken at 09:30 local time: nothing in it happened later than that. */
export const nowMinutes = 9 * 60 + 30;

/** The moment of the seed as an ISO instant. */
export function nowOf(world: World): string {
  return brusselsInstant(world.today, nowMinutes);
}

/** Dossiers go back so many days: about 14 months. */
export const historyDays = 425;
