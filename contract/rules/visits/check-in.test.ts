import { describe, expect, it } from 'vitest';
import type { Appointment } from '../../entities/appointment.ts';
import { admitted, type CheckInPlace, checkInOutcome } from './index.ts';

const startsAt = '2026-11-27T10:00:00.000Z';
const at = (minutes: number) => Date.parse(startsAt) + minutes * 60_000;
const outcome = (change: Partial<Pick<Appointment, 'state' | 'mode'>>, place: Partial<CheckInPlace> = {}) =>
  checkInOutcome(
    { state: 'confirmed', mode: 'physical', startsAt, ...change },
    { now: at(0), today: '2026-11-27', day: '2026-11-27', hasTicket: false, ...place },
  );

describe('who comes for an appointment', () => {
  it.each([
    [-31, 'early'],
    [-30, 'inTime'],
    [0, 'inTime'],
    [15, 'inTime'],
    [16, 'late'],
  ] as const)('%d minutes after its start: %s, and gets a place', (minutes, expected) => {
    const found = outcome({}, { now: at(minutes) });
    expect(found).toBe(expected);
    expect(admitted).toContain(found);
  });

  it('gets none on another day, in another building, a second time, for what is over, or for a screen', () => {
    const refused = [
      [outcome({}, { day: '2026-11-28' }), 'wrongDay'],
      [outcome({}, { building: 'Oosterlo', here: 'Gemeentehuis' }), 'otherBuilding'],
      [outcome({}, { hasTicket: true }), 'alreadyIn'],
      [outcome({ state: 'arrived' }), 'alreadyIn'],
      [outcome({ state: 'cancelled' }), 'over'],
      [outcome({ state: 'rescheduled' }), 'over'],
      [outcome({ mode: 'digital' }), 'digital'],
    ] as const;
    for (const [found, expected] of refused) {
      expect(found).toBe(expected);
      expect(admitted).not.toContain(found);
    }
  });

  it('is late, and let in, after all who were said not to have shown up', () => {
    expect(outcome({ state: 'noShow' }, { now: at(40) })).toBe('late');
  });

  it('is let in where nobody knows the building, and for a hybrid one', () => {
    expect(outcome({ mode: 'hybrid' }, { here: 'Gemeentehuis' })).toBe('inTime');
    expect(outcome({}, { building: 'Gemeentehuis', here: 'Gemeentehuis' })).toBe('inTime');
  });
});
