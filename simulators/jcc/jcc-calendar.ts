import { randomUUID } from 'node:crypto';
import { daysBetween, localText, minutesLater } from './jcc-clock.ts';

export interface JccActivity {
  readonly id: string;
  readonly number: number;
  readonly description: string;
  readonly minutes: number;
}

export interface JccLocation {
  readonly id: string;
  readonly locationNumber: number;
  readonly description: string;
  /** How many appointments there can be at one time. */
  readonly capacity: number;
}

export interface JccAppointment {
  readonly id: string;
  readonly number: number;
  readonly locationId: string;
  readonly activityList: readonly { readonly activityId: string; readonly amount: number }[];
  readonly customerList: readonly Readonly<Record<string, unknown>>[];
  readonly message: string;
  readonly createdAt: string;
  startsAt: string;
  endsAt: string;
}

const opens = '09:00:00';
const closes = '17:00:00';
const stepMinutes = 5;

/** What the stand-in knows: activities, locations and who comes when. Times are those that clocks show, without a zone. */
export class JccCalendar {
  readonly activities: readonly JccActivity[];
  readonly locations: readonly JccLocation[];
  readonly appointments = new Map<string, JccAppointment>();
  #number = 4631;

  constructor(activities: readonly JccActivity[], locations: readonly JccLocation[]) {
    this.activities = activities;
    this.locations = locations;
  }

  minutesOf(activityIds: readonly string[], amounts: readonly number[]): number | undefined {
    if (activityIds.length === 0 || activityIds.length !== amounts.length) return undefined;
    let sum = 0;
    for (const [index, id] of activityIds.entries()) {
      const minutes = this.activities.find((activity) => activity.id === id)?.minutes;
      if (minutes === undefined) return undefined;
      sum += minutes * (amounts[index] ?? 1);
    }
    return sum;
  }

  isFree(locationId: string, startsAt: string, endsAt: string): boolean {
    const capacity = this.locations.find(({ id }) => id === locationId)?.capacity ?? 0;
    const there = [...this.appointments.values()].filter(
      (one) => one.locationId === locationId && one.startsAt < endsAt && startsAt < one.endsAt,
    );
    return there.length < capacity;
  }

  /** The free starts from a day until, and without, another. */
  freeTimes(locationId: string, fromDate: string, toDate: string, minutes: number): readonly string[] {
    const now = localText(Date.now());
    const times: string[] = [];
    for (const day of daysBetween(fromDate, toDate)) {
      if ([0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) continue;
      for (
        let at = `${day}T${opens}`;
        minutesLater(at, minutes) <= `${day}T${closes}`;
        at = minutesLater(at, stepMinutes)
      ) {
        if (at > now && this.isFree(locationId, at, minutesLater(at, minutes))) times.push(at);
      }
    }
    return times;
  }

  add(given: Omit<JccAppointment, 'id' | 'number' | 'createdAt'>): JccAppointment {
    this.#number += 1;
    const more = { id: randomUUID(), number: this.#number, createdAt: `${localText(Date.now())}.527` };
    const appointment = { ...given, ...more };
    this.appointments.set(appointment.id, appointment);
    return appointment;
  }
}
