import { mostCalls } from '@onthaal/contract/rules/visits/index.ts';
import type { QueueBoard, VisitRow } from '@onthaal/contract/store/visits.ts';
import { describe, expect, it } from 'vitest';
import { shownCalls } from './shown-calls.ts';

const now = Date.parse('2026-11-27T10:00:00.000Z');

function visit(id: string, state: VisitRow['state'], minutesAgo: number, more: Partial<VisitRow> = {}): VisitRow {
  const calledAt = new Date(now - minutesAgo * 60_000).toISOString();
  return {
    ...{ id, ticket: `L1-${id}`, state, priority: 3, productNames: ['Reispas'], personName: 'Jozef Verstraete' },
    ...{ arrivedAt: calledAt, since: calledAt, calledAt, deskName: 'Loket 1', isMine: false, isCallable: false },
    ...more,
  };
}

const board = (atDesks: readonly VisitRow[], justOver: readonly VisitRow[] = []): QueueBoard => ({
  ...{ waiting: [], callable: 0, atDesks, justOver },
});

describe('what the hall sees of the calls', () => {
  it('is who is waited for first, then the last ones, the newest first', () => {
    const shown = shownCalls(
      board([visit('1', 'serving', 1), visit('2', 'called', 3), visit('3', 'called', 2)], [visit('4', 'finished', 8)]),
      now,
    );
    expect(shown.map(({ visitId }) => visitId)).toEqual(['3', '2', '1', '4']);
    expect(shown.map(({ isNow }) => isNow)).toEqual([true, true, false, false]);
  });

  it('has nothing of a person, and no reason', () => {
    const [shown] = shownCalls(board([visit('1', 'called', 1, { personId: 'person-1' })]), now);
    expect(shown).toEqual({
      ...{ visitId: '1', ticket: 'L1-1', desk: 'Loket 1', isNow: true },
      calledAt: new Date(now - 60_000).toISOString(),
    });
  });

  it('leaves out who left, who did not show up, what is long ago, and more than can be read', () => {
    const gone = [visit('1', 'left', 1), visit('2', 'noShow', 1), visit('3', 'finished', 16)];
    expect(shownCalls(board([visit('4', 'serving', 20)], gone), now)).toEqual([]);
    // Still waited for: shown however long ago.
    expect(shownCalls(board([visit('5', 'called', 40)]), now)).toHaveLength(1);
    const many = Array.from({ length: 20 }, (_, index) => visit(String(index), 'called', index));
    expect(shownCalls(board(many), now)).toHaveLength(mostCalls);
  });
});
