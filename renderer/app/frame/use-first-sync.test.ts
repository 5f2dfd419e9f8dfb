import type { SyncStatus } from '@onthaal/contract/store/sync.ts';
import { describe, expect, it } from 'vitest';
import { firstSyncOf } from './use-first-sync.ts';

const withProgress = (references: number, persons: number, expected = 30): SyncStatus => ({
  phase: 'firstSync',
  since: '2026-11-23T08:00:00Z',
  waiting: 0,
  conflicts: 0,
  rejected: 0,
  setAsideRows: 0,
  firstSync: {
    received: references + persons,
    expected,
    perCollection: [
      { collection: 'references', received: references, expected: Math.min(10, expected) },
      { collection: 'persons', received: persons, expected: Math.min(10, expected) },
      { collection: 'dossiers', received: 0, expected: Math.min(10, expected) },
    ],
  },
});

describe('the first sync', () => {
  it('is over when the store says nothing of it', () => {
    expect(firstSyncOf(undefined).state).toBe('none');
    expect(firstSyncOf({ ...withProgress(1, 1), firstSync: undefined }).state).toBe('none');
  });
  it('holds the screen until references and persons are in', () => {
    expect(firstSyncOf(withProgress(10, 9)).state).toBe('waiting');
    expect(firstSyncOf(withProgress(10, 10)).state).toBe('usable');
  });
  it('waits while it is not even known how much will come', () => {
    expect(firstSyncOf(withProgress(0, 0, 0)).state).toBe('waiting');
  });
});
