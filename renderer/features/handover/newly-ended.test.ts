import type { HandoverEvent } from '@onthaal/contract/entities/contact.ts';
import { describe, expect, it } from 'vitest';
import { lastSteps, newlyEnded } from './newly-ended.ts';

const row = (id: string, ...events: readonly HandoverEvent[]) => ({
  id,
  steps: events.map((event, index) => ({ id: `${id}-${index}`, at: '2026-11-27T09:00:00Z', event, byName: 'Karim' })),
});
const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

describe('newlyEnded', () => {
  it('tells what was answered or came back since, each time once', () => {
    const before = lastSteps([row('a', 'sent'), row('b', 'sent', 'read'), row('c', 'sent')]);
    const now = [row('a', 'sent', 'done'), row('b', 'sent', 'read', 'returned'), row('c', 'sent', 'read')];
    expect(ids(newlyEnded(now, before))).toEqual(['a', 'b']);
    expect(newlyEnded(now, lastSteps(now))).toEqual([]);
    const again = [row('b', 'sent', 'read', 'returned', 'sentAgain', 'returned')];
    expect(ids(newlyEnded(again, lastSteps(now)))).toEqual(['b']);
  });

  it('tells nothing of what had ended before the desk looked, of what was taken back, or seen', () => {
    expect(newlyEnded([row('a', 'sent', 'done')], undefined)).toEqual([]);
    expect(newlyEnded([row('new', 'sent', 'done')], lastSteps([]))).toEqual([]);
    const before = lastSteps([row('a', 'sent'), row('b', 'sent', 'done')]);
    expect(newlyEnded([row('a', 'sent', 'cancelled'), row('b', 'sent', 'done', 'seen')], before)).toEqual([]);
  });
});
