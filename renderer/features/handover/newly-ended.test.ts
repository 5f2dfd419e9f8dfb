import type { HandoverEvent } from '@onthaal/contract/entities/contact.ts';
import { describe, expect, it } from 'vitest';
import { newlyEnded } from './newly-ended.ts';

type State = Parameters<typeof newlyEnded>[0][number]['state'];

const row = (id: string, state: State, ...events: readonly HandoverEvent[]) => ({
  ...{ id, state },
  steps: events.map((event, index) => ({ id: `${id}-${index}`, at: '2026-11-27T09:00:00Z', event, byName: 'Karim' })),
});
const nothing: ReadonlySet<string> = new Set();
const idsOf = (rows: Parameters<typeof newlyEnded>[0], known = nothing) =>
  newlyEnded(rows, known).rows.map(({ id }) => id);

describe('newlyEnded', () => {
  it('tells what was answered or came back, also before the desk looked, and each time once', () => {
    const rows = [
      row('a', 'done', 'sent', 'done'),
      row('b', 'returned', 'sent', 'read', 'returned'),
      row('c', 'open', 'sent'),
    ];
    expect(idsOf(rows)).toEqual(['a', 'b']);
    const { known } = newlyEnded(rows, nothing);
    expect(idsOf(rows, known)).toEqual([]);
    const again = [row('b', 'returned', 'sent', 'read', 'returned', 'sentAgain', 'returned')];
    expect(idsOf(again, known)).toEqual(['b']);
  });

  it('tells nothing of what the sender read or saw, here or elsewhere, nor of what was taken back or went out again', () => {
    const rows = [
      row('a', 'done', 'sent', 'read', 'done', 'read'),
      row('b', 'returned', 'sent', 'returned', 'read'),
      row('c', 'done', 'sent', 'done', 'seen'),
      row('d', 'cancelled', 'sent', 'cancelled'),
      row('e', 'open', 'sent', 'returned', 'sentAgain', 'read'),
    ];
    expect(idsOf(rows)).toEqual([]);
  });
});
