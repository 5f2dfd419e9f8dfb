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
});
