import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BackupNote, backupId } from './backup-folder.ts';
import { backupsToRemove, type RetentionLimits } from './retention.ts';

const NOW = '2026-11-23T15:00:00.000Z';
const unlimited: RetentionLimits = { now: NOW, budgetBytes: Number.POSITIVE_INFINITY, pinned: new Set() };

function note(at: string, bytes = 1): BackupNote {
  return {
    id: backupId(at, 'schedule'),
    at,
    why: 'schedule',
    bytes,
    documents: 0,
    unsentItems: 0,
    databaseId: null,
    mark: '',
  };
}

/** Newest first. */
function notes(...instants: readonly string[]): BackupNote[] {
  return instants.map((at) => note(at)).sort((one, other) => (one.at < other.at ? 1 : -1));
}

function left(all: readonly BackupNote[], limits: RetentionLimits): string[] {
  const removed = new Set(backupsToRemove(all, limits));
  return all.filter(({ id }) => !removed.has(id)).map(({ at }) => at);
}

describe('the backups that stay', () => {
  it('are the 3 newest of today and the newest of every day before', () => {
    const today = ['07', '09', '11', '13'].map((hour) => `2026-11-23T${hour}:00:00.000Z`);
    const before = ['2026-11-22T10:00:00.000Z', '2026-11-22T16:00:00.000Z', '2026-11-20T10:00:00.000Z'];
    expect(left(notes(...today, ...before), unlimited)).toEqual([
      '2026-11-23T13:00:00.000Z',
      '2026-11-23T11:00:00.000Z',
      '2026-11-23T09:00:00.000Z',
      '2026-11-22T16:00:00.000Z',
      '2026-11-20T10:00:00.000Z',
    ]);
  });

  it('go by days in Brussels', () => {
    // 23:30 UTC is half past midnight there: today.
    expect(left(notes('2026-11-22T23:30:00.000Z', '2026-11-22T22:30:00.000Z'), unlimited)).toHaveLength(2);
  });

  it('are ten at most, and fewer when they take too much, the oldest first to go', () => {
    const days = Array.from(
      { length: 14 },
      (_, index) => `2026-11-${String(8 + index).padStart(2, '0')}T10:00:00.000Z`,
    );
    expect(left(notes(...days), unlimited)).toHaveLength(10);
    const large = notes(...days).map(({ at }) => note(at, 2_000));
    expect(left(large, { ...unlimited, budgetBytes: 6_000 })).toEqual([
      '2026-11-21T10:00:00.000Z',
      '2026-11-20T10:00:00.000Z',
      '2026-11-19T10:00:00.000Z',
    ]);
  });

  it('always hold the newest, and what is pinned', () => {
    const days = ['2026-11-20T10:00:00.000Z', '2026-11-21T10:00:00.000Z', '2026-11-22T10:00:00.000Z'];
    const pinned = new Set([backupId('2026-11-20T10:00:00.000Z', 'schedule')]);
    expect(left(notes(...days), { now: NOW, budgetBytes: 0, pinned })).toEqual([days[2], days[0]]);
  });

  it('whatever there is: never more than ten and the pinned, never none, and nothing is removed twice', () => {
    const instants = fc.uniqueArray(fc.integer({ min: 0, max: 60 * 24 * 30 }), { maxLength: 40 });
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 30 }), (minutes, budgetBytes) => {
        const all = notes(...minutes.map((minute) => new Date(Date.parse(NOW) - minute * 60_000).toISOString()));
        const removed = backupsToRemove(all, { now: NOW, budgetBytes, pinned: new Set() });
        expect(new Set(removed).size).toBe(removed.length);
        const kept = all.length - removed.length;
        expect(kept).toBeLessThanOrEqual(Math.max(1, Math.min(10, budgetBytes)));
        expect(kept).toBeGreaterThanOrEqual(Math.min(1, all.length));
        expect(removed).not.toContain(all[0]?.id);
        // A second round finds nothing more.
        const rest = all.filter(({ id }) => !removed.includes(id));
        expect(backupsToRemove(rest, { now: NOW, budgetBytes, pinned: new Set() })).toEqual([]);
      }),
    );
  });
});
