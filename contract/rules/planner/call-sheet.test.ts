import { describe, expect, it } from 'vitest';
import { calledAsNotPossible, mustCall } from './index.ts';

const since = '2026-11-27T09:00:00.000Z';
const later = '2026-11-30T09:00:00.000Z';
const calls = [{ id: 'c', at: since, by: { memberId: 'member-els', name: 'Els' }, result: 'reached' as const }];

describe('the call sheet of an appointment that is not possible any more', () => {
  it('begins empty, also over a sheet about something else', () => {
    const fresh = { reason: 'notPossible', since: later, calls: [] };
    expect(calledAsNotPossible(undefined, later)).toEqual(fresh);
    expect(calledAsNotPossible({ reason: 'late', minutes: 20, since, calls }, later)).toEqual(fresh);
  });

  it('stays as it is while it is open', () => {
    const sheet = { reason: 'notPossible' as const, since, calls };
    expect(calledAsNotPossible(sheet, later)).toEqual(sheet);
  });

  it('is opened anew with the calls that were made', () => {
    const sheet = { reason: 'notPossible' as const, since, calls, closedAt: since, outcome: 'notReached' as const };
    const toCall = calledAsNotPossible(sheet, later);
    expect(mustCall({ toCall: sheet })).toBe(false);
    expect(mustCall({ toCall })).toBe(true);
    expect(toCall).toMatchObject({ since: later, calls });
  });
});
