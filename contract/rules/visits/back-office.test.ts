import { describe, expect, it } from 'vitest';
import { type Visit, type VisitEvent, visitEvents } from '../../entities/visit.ts';
import { dayFigures, waitingCurve } from '../day/index.ts';
import { backOfficeBegun, backOfficeTurn, mayHappenTo, measuredServices, visitAfter, workedSeconds } from './index.ts';

const by = { memberId: 'member-els', name: 'Els Peeters' };
const instant = (minutes: number) => new Date(Date.UTC(2026, 10, 27, 9, minutes)).toISOString();
let count = 0;
function step(event: VisitEvent, minutes: number, deviceId = 'here') {
  count += 1;
  return { id: `step-${count}`, at: instant(minutes), by, event, deviceId, deskId: 'desk-1' };
}
function go(visit: Visit, ...way: readonly (readonly [VisitEvent, number, string?])[]): Visit {
  return way.reduce((now, [event, minutes, deviceId]) => {
    const next = visitAfter(now, step(event, minutes, deviceId));
    if (next === undefined) throw new Error(event);
    return next;
  }, visit);
}
const fresh = (id: string, productCode: string): Visit => ({
  ...{ id, createdAt: instant(0), updatedAt: instant(0), updatedBy: by, ticket: '', state: 'waiting' },
  ...{ arrivedAt: instant(0), locationId: 'hall', priority: 0, draft: '', notes: [], steps: [step('arrived', 0)] },
  services: [{ id: `${id}-1`, productCode, state: 'waiting', pausedSeconds: 0, timeNotReliable: false }],
});

function work(id = 'work', subject: 'mail' | 'product' = 'mail', productCode = 'mail'): Visit {
  const begun = backOfficeBegun({ ...fresh(id, productCode), backOffice: { subject } }, [
    step('arrived', 0),
    step('called', 0),
    step('served', 0),
  ]);
  if (begun === undefined) throw new Error('Not begun');
  return begun;
}

describe('work without a visitor', () => {
  it('runs at once, stands still for a visitor of the member and goes on when nobody is there', () => {
    const running = work();
    expect(running).toMatchObject({ state: 'serving', memberId: 'member-els', backOffice: { subject: 'mail' } });
    expect(backOfficeTurn(running, [running], 'here')).toBeUndefined();
    const called = go(fresh('v', 'attest'), ['called', 10]);
    expect(backOfficeTurn(running, [running, called], 'here')).toEqual({ event: 'parked', at: instant(10) });
    const paused = go(running, ['parked', 10]);
    const served = go(called, ['served', 11]);
    expect(backOfficeTurn(paused, [paused, served], 'here')).toBeUndefined();
    const away = go(served, ['parked', 20]);
    expect(backOfficeTurn(paused, [paused, away], 'here')).toEqual({ event: 'resumed' });
    const again = go(paused, ['resumed', 20]);
    expect(backOfficeTurn(again, [again, go(away, ['resumed', 25])], 'here')).toEqual({
      event: 'parked',
      at: instant(25),
    });
  });

  it('is left alone by visitors of others, and turned by one computer only', () => {
    const running = work();
    const here = go(fresh('v', 'attest'), ['called', 10, 'here']);
    expect(backOfficeTurn(running, [{ ...here, memberId: 'member-noor' }], 'here')).toBeUndefined();
    const there = go(fresh('w', 'attest'), ['called', 10, 'there']);
    expect(backOfficeTurn(running, [there], 'here')).toBeUndefined();
    expect(backOfficeTurn(running, [there], 'there')).toMatchObject({ event: 'parked' });
    const paused = go(running, ['parked', 10, 'there']);
    expect(backOfficeTurn(paused, [], 'here')).toBeUndefined();
    expect(backOfficeTurn(paused, [], 'there')).toEqual({ event: 'resumed' });
    expect(backOfficeTurn(go(paused, ['finished', 12]), [], 'there')).toBeUndefined();
  });

  it('counts the time without that of visitors, while it runs, stands still and when it is over', () => {
    const paused = go(work(), ['parked', 10]);
    expect(workedSeconds(paused, instant(40))).toBe(600);
    const again = go(paused, ['resumed', 30]);
    expect(workedSeconds(again, instant(35))).toBe(900);
    expect(workedSeconds(go(again, ['finished', 40]), instant(59))).toBe(1200);
    expect(workedSeconds(go(paused, ['finished', 40]), instant(59))).toBe(600);
  });

  it('can be stopped and taken up again; nobody waits for it and nobody leaves', () => {
    const possible = visitEvents.filter((event) => mayHappenTo(work(), event));
    expect(possible).not.toContain('returned');
    expect(possible).not.toContain('transferred');
    for (const event of possible) expect(visitAfter(work(), step(event, 5))?.state).not.toBe('waiting');
    expect(visitEvents.every((event) => mayHappenTo(fresh('v', 'attest'), event))).toBe(true);
  });

  it('is in no figure of the day but its own', () => {
    const visitor = go(fresh('v', 'attest'), ['called', 5], ['served', 6], ['finished', 16]);
    const mail = go(work(), ['finished', 20]);
    const unsure = go(work('unsure'), ['finished', 50]);
    const wrong = { ...unsure, services: unsure.services.map((one) => ({ ...one, timeNotReliable: true })) };
    const product = go(work('product', 'product', 'attest'), ['finished', 30]);
    const now = Date.parse(instant(59));
    const without = dayFigures([visitor], [], now);
    expect(without.backOffice).toEqual([]);
    const all = [visitor, mail, wrong, product];
    expect(dayFigures(all, [], now)).toEqual({
      ...without,
      backOffice: [
        { subject: 'product', productCode: 'attest', count: 1, seconds: 1800, notReliable: 0 },
        { subject: 'mail', productCode: undefined, count: 2, seconds: 1200, notReliable: 1 },
      ],
    });
    expect(waitingCurve(all, now)).toEqual(waitingCurve([visitor], now));
    expect(measuredServices(product)).toEqual([]);
    expect(measuredServices(visitor)).toHaveLength(1);
  });
});
