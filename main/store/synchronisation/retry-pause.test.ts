import { describe, expect, it } from 'vitest';
import { catchUpPause, retryPause } from './retry-pause.ts';

const quiet = { isMissed: false, refusals: 0 };

describe('the pause before the next try', () => {
  it('is about a second for the first minutes, also with nothing to send', () => {
    for (const awayFor of [0, 5_000, 60_000, 179_000]) {
      for (const chance of [0, 0.5, 1]) {
        const pause = retryPause({ ...quiet, awayFor }, chance);
        expect(pause).toBeGreaterThanOrEqual(700);
        expect(pause).toBeLessThanOrEqual(1_300);
      }
    }
  });

  it('grows with the absence, less when somebody waits for it, and never past 13 s', () => {
    const pauses = [180_000, 600_000, 1_800_000, 36_000_000].map((awayFor) => retryPause({ ...quiet, awayFor }, 0.5));
    expect(pauses).toEqual([...pauses].sort((one, other) => one - other));
    expect(pauses.at(-1)).toBe(10_000);
    expect(retryPause({ awayFor: 36_000_000, isMissed: true, refusals: 0 }, 0.5)).toBe(3_000);
  });

  it('leaves a mid-office that refuses in peace, however urgent it is', () => {
    expect(retryPause({ awayFor: 0, isMissed: true, refusals: 3 }, 0.5)).toBe(5_600);
    expect(retryPause({ awayFor: 0, isMissed: true, refusals: 9 }, 0.5)).toBe(10_000);
  });

  it('spreads a thousand desks: in no 100 ms of a long pause do more than a twentieth try', () => {
    const slots = new Map<number, number>();
    for (let desk = 0; desk < 1_000; desk += 1) {
      const slot = Math.floor(retryPause({ ...quiet, awayFor: 3_600_000 }, desk / 1_000) / 100);
      slots.set(slot, (slots.get(slot) ?? 0) + 1);
    }
    expect(Math.max(...slots.values())).toBeLessThanOrEqual(50);
  });
});

describe('the pause before everything is pulled', () => {
  it('is nothing to speak of after a short break and spread over seconds after a long one', () => {
    expect(catchUpPause(6_000, 1)).toBe(100);
    expect(catchUpPause(3_600_000, 1)).toBe(5_000);
    expect(catchUpPause(3_600_000, 0)).toBe(0);
  });
});
