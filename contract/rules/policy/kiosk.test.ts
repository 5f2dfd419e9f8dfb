import { describe, expect, it } from 'vitest';
import { isAllowed, type PolicySubject, policyActions, servedPolicy, teamPolicy } from './index.ts';

describe('a kiosk', () => {
  it('is told when its own room is taken, and can have nothing else of an appointment', () => {
    const kiosk: PolicySubject = { id: 'me', role: 'kiosk', teamIds: [], roomId: 'room-1' };
    const there = { collection: 'appointments', document: { id: 'a', roomId: 'room-1', memberIds: ['me'] } } as const;
    for (const policy of [teamPolicy, servedPolicy]) {
      expect(isAllowed(policy, kiosk, 'seeTaken', there)).toBe(true);
      expect(isAllowed(policy, kiosk, 'seeTaken', { ...there, document: { id: 'a', roomId: 'room-2' } })).toBe(false);
      expect(isAllowed(policy, kiosk, 'seeTaken', { ...there, document: { id: 'a' } })).toBe(false);
      expect(isAllowed(policy, { ...kiosk, roomId: undefined }, 'seeTaken', there)).toBe(false);
      for (const action of policyActions.filter((name) => name !== 'seeTaken')) {
        expect(isAllowed(policy, kiosk, action, there)).toBe(false);
      }
    }
  });

  it('gives numbers, checks in and shows calls at its own location, and can have nothing else of a visit', () => {
    const kiosk: PolicySubject = { id: 'me', role: 'kiosk', teamIds: [], locationId: 'hall' };
    const own = { visits: ['takeTicket', 'seeCalls'], appointments: ['checkIn'] } as const;
    for (const policy of [teamPolicy, servedPolicy]) {
      for (const [collection, actions] of [
        ['visits', own.visits],
        ['appointments', own.appointments],
      ] as const) {
        for (const action of policyActions) {
          const may = (locationId?: string) =>
            isAllowed(policy, kiosk, action, { collection, document: { id: 'v', memberIds: ['me'], locationId } });
          expect(may('hall')).toBe((actions as readonly string[]).includes(action));
          expect(may('other')).toBe(false);
          expect(may()).toBe(false);
        }
      }
      const person = { collection: 'persons', document: { id: 'p', locationId: 'hall' } } as const;
      expect(policyActions.filter((action) => isAllowed(policy, kiosk, action, person))).toEqual([]);
    }
  });
});
