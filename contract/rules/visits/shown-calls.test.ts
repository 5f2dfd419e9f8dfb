import { describe, expect, it } from 'vitest';
import type { VisitState } from '../../entities/visit.ts';
import { type CalledVisit, calledVisit, callsInHall, mostCalls } from './shown-calls.ts';

const now = Date.parse('2026-11-27T10:00:00.000Z');
const at = (minutesAgo: number) => new Date(now - minutesAgo * 60_000).toISOString();
const visit = (id: string, state: VisitState, minutesAgo: number): CalledVisit => ({
  ...{ visitId: id, ticket: `L1-${id}`, state, desk: 'Loket 1', calledAt: at(minutesAgo) },
});

describe('what the hall sees of the calls', () => {
  it('is who is waited for first, then the last ones, the newest first', () => {
    const visits = [
      visit('1', 'serving', 1),
      visit('2', 'called', 3),
      visit('3', 'called', 2),
      visit('4', 'finished', 8),
    ];
    const shown = callsInHall(visits, now);
    expect(shown.map(({ visitId }) => visitId)).toEqual(['3', '2', '1', '4']);
    expect(shown.map(({ isNow }) => isNow)).toEqual([true, true, false, false]);
  });

  it('leaves out who left, who did not show up, what is long ago, and more than can be read', () => {
    const gone = [
      visit('1', 'left', 1),
      visit('2', 'noShow', 1),
      visit('3', 'finished', 16),
      visit('4', 'serving', 20),
    ];
    expect(callsInHall(gone, now)).toEqual([]);
    // Who went back to the queue, or where nobody knows the desk.
    expect(callsInHall([visit('5', 'waiting', 1), { ...visit('6', 'called', 1), desk: undefined }], now)).toEqual([]);
    // Still waited for: shown however long ago.
    expect(callsInHall([visit('7', 'called', 40)], now)).toHaveLength(1);
    const many = Array.from({ length: 20 }, (_, index) => visit(String(index), 'called', index));
    expect(callsInHall(many, now)).toHaveLength(mostCalls);
  });

  it('has nothing of a person, and the time of the last call', () => {
    const called = calledVisit(
      {
        ...{ id: '1', ticket: 'L1-1', state: 'called' as const, personId: 'person-1' },
        steps: [
          { id: 's-1', event: 'called' as const, at: at(5) },
          { id: 's-2', event: 'recalled' as const, at: at(2) },
        ],
      },
      'Loket 1',
    );
    expect(called).toEqual({ visitId: '1', ticket: 'L1-1', state: 'called', desk: 'Loket 1', calledAt: at(2) });
  });
});
