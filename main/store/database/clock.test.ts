import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clockOffset, currentTime, hearCentreTime, instantAfter, startClock, todayInBrussels } from './clock.ts';

const HOUR = 3_600_000;
const HERE = Date.UTC(2026, 10, 23, 12);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: HERE });
  startClock(undefined);
});
afterEach(() => {
  vi.useRealTimers();
  startClock(undefined);
});

describe('the store’s clock', () => {
  it('follows the centre when this computer is hours off, and not when the line explains the difference', () => {
    expect(hearCentreTime(HERE + 1_500)).toBe(false);
    expect(clockOffset()).toBe(0);
    expect(hearCentreTime(HERE - 5 * HOUR)).toBe(true);
    expect(currentTime()).toBe(HERE - 5 * HOUR);
    expect(hearCentreTime(HERE - 5 * HOUR + 800)).toBe(false);
    expect(currentTime()).toBe(HERE - 5 * HOUR + 800);
    expect(hearCentreTime(HERE)).toBe(true);
    expect(clockOffset()).toBe(0);
  });

  it('ignores what is nobody’s time', () => {
    expect(hearCentreTime(0)).toBe(false);
    expect(hearCentreTime(HERE + 60 * 365 * 24 * HOUR)).toBe(false);
    expect(hearCentreTime(Number.NaN)).toBe(false);
    expect(clockOffset()).toBe(0);
  });

  it('counts days in Brussels by the centre’s time', () => {
    hearCentreTime(Date.UTC(2026, 10, 22, 22, 59));
    expect(todayInBrussels()).toBe('2026-11-22');
    hearCentreTime(Date.UTC(2026, 10, 22, 23, 5));
    expect(todayInBrussels()).toBe('2026-11-23');
  });

  it('does not turn two instants round in a small correction, and grows with each write in any', () => {
    hearCentreTime(HERE + 10_000);
    const first = instantAfter();
    hearCentreTime(HERE + 5_000);
    expect(instantAfter() >= first).toBe(true);
    hearCentreTime(HERE - 5 * HOUR);
    expect(instantAfter(first) > first).toBe(true);
  });

  it('goes on from what it knew at a start without a line, unless somebody set this computer right since', () => {
    const known = { offset: -5 * HOUR, seen: HERE - 5 * HOUR - 60_000 };
    startClock(known);
    expect(currentTime()).toBe(HERE - 5 * HOUR);
    // Now this computer is right, 5 hours earlier by its own account, and a few minutes have passed.
    vi.setSystemTime(HERE - 5 * HOUR + 60_000);
    startClock(known);
    expect(currentTime()).toBe(HERE - 5 * HOUR + 60_000);
    // A computer that forgot the time altogether goes on from the last moment that has been.
    vi.setSystemTime(Date.UTC(2025, 0, 2));
    startClock({ offset: 0, seen: HERE });
    expect(currentTime()).toBe(HERE);
    startClock({ offset: Number.NaN, seen: HERE });
    expect(clockOffset()).toBe(0);
  });
});
