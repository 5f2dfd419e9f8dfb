import { describe, expect, it } from 'vitest';
import { termLook } from './term-look.ts';

describe('termLook', () => {
  it('is calm, soon and late', () => {
    expect(termLook('2026-01-01', '2026-04-11', '2026-01-31')).toEqual({ percent: 30, left: 70, tone: 'calm' });
    expect(termLook('2026-01-01', '2026-04-11', '2026-04-05')).toMatchObject({ left: 6, tone: 'soon' });
    expect(termLook('2026-01-01', '2026-04-11', '2026-04-11')).toEqual({ percent: 100, left: 0, tone: 'soon' });
    expect(termLook('2026-01-01', '2026-04-11', '2026-04-13')).toEqual({ percent: 100, left: -2, tone: 'late' });
  });
  it('counts calendar days over the change to summer time', () => {
    expect(termLook('2026-03-28', '2026-03-30', '2026-03-28').left).toBe(2);
  });
});
