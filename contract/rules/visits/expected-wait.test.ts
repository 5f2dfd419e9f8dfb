import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Visit } from '../../entities/visit.ts';
import {
  expectedWait,
  fewestInAll,
  fewestOfProduct,
  gatherTimes,
  measuredServices,
  mostKept,
  queuePlace,
  type ServiceTimes,
  usualTime,
  usualTimes,
  type Waiting,
  type WorkingDesk,
} from './index.ts';

const usual = fc.record({
  typical: fc.integer({ min: 15, max: 4000 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
});
const time = usual.map(({ typical, share }) => ({ typical, spread: typical * share }));
const work = fc.record({
  before: fc.array(time, { maxLength: 30 }),
  atDesks: fc.array(time, { maxLength: 8 }),
  desks: fc.integer({ min: 1, max: 12 }),
});
const seconds = fc.array(fc.integer({ min: 30, max: 3000 }), { minLength: fewestOfProduct, maxLength: 60 });

function service(more: Partial<Visit['services'][number]> = {}): Visit['services'][number] {
  return {
    ...{ id: 's', productCode: 'reispas', state: 'finished', pausedSeconds: 60, timeNotReliable: false },
    ...{ startedAt: '2026-11-27T09:00:00.000Z', endedAt: '2026-11-27T09:10:00.000Z' },
    ...more,
  };
}

describe('how long services took', () => {
  it('is measured without the time parked, and only of what was finished and whose clock was right', () => {
    const taken = measuredServices({ state: 'finished', services: [service()] });
    expect(taken).toEqual([{ productCode: 'reispas', seconds: [540] }]);
    const none: Visit['services'] = [
      service({ timeNotReliable: true }),
      service({ endedAt: '2026-11-27T09:01:05.000Z' }),
      service({ endedAt: '2026-11-27T20:00:00.000Z' }),
      service({ startedAt: undefined }),
    ];
    expect(measuredServices({ state: 'finished', services: none })).toEqual([]);
    expect(measuredServices({ state: 'left', services: [service()] })).toEqual([]);
  });

  it('is kept of the newest services', () => {
    const many: ServiceTimes[] = Array.from({ length: 60 }, (_, index) => ({
      productCode: 'p',
      seconds: [100 + index],
    }));
    const [gathered] = gatherTimes(many);
    expect(gathered?.seconds.length).toBe(mostKept);
    expect(gathered?.seconds.at(-1)).toBe(159);
  });

  it('lies between the shortest and the longest, also when one service lasted all day', () => {
    fc.assert(
      fc.property(seconds, fc.integer({ min: 0, max: 10_000_000 }), (measured, outlier) => {
        const { typical, spread } = usualTime([...measured, outlier]);
        expect(typical).toBeGreaterThanOrEqual(Math.min(...measured) - 1e-6);
        expect(typical).toBeLessThanOrEqual(Math.max(...measured) + 1e-6);
        expect(spread).toBeLessThanOrEqual(typical);
        expect(spread).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('is said of a product after some services, else of all together, else not at all', () => {
    const some = { productCode: 'reispas', seconds: Array<number>(fewestOfProduct).fill(300) };
    expect(usualTimes([some])('reispas')).toEqual({ typical: 300, spread: 0 });
    expect(usualTimes([some])('attest')).toBeUndefined();
    const few = { productCode: 'reispas', seconds: some.seconds.slice(1) };
    expect(usualTimes([few])('reispas')).toBeUndefined();
    const others = { productCode: 'rijbewijs', seconds: Array<number>(fewestInAll).fill(600) };
    expect(usualTimes([few, others])('reispas')).toEqual(usualTimes([few, others])('never heard of'));
  });
});

describe('the wait that is expected', () => {
  it('is never negative, and never ends before it begins', () => {
    fc.assert(
      fc.property(work, (ahead) => {
        const wait = expectedWait(ahead);
        expect(wait?.from).toBeGreaterThanOrEqual(0);
        expect(wait?.to).toBeGreaterThanOrEqual(wait?.from ?? Number.POSITIVE_INFINITY);
      }),
    );
  });

  it('grows with everybody who is called before', () => {
    fc.assert(
      fc.property(work, time, (ahead, one) => {
        const less = expectedWait(ahead);
        const more = expectedWait({ ...ahead, before: [...ahead.before, one] });
        expect(more?.from).toBeGreaterThanOrEqual(less?.from ?? 0);
        expect(more?.to).toBeGreaterThanOrEqual(less?.to ?? 0);
      }),
    );
  });

  it('falls with every desk that opens', () => {
    fc.assert(
      fc.property(work, (ahead) => {
        const less = expectedWait({ ...ahead, desks: ahead.desks + 1 });
        const more = expectedWait(ahead);
        expect(less?.from).toBeLessThanOrEqual(more?.from ?? 0);
        expect(less?.to).toBeLessThanOrEqual(more?.to ?? 0);
      }),
    );
  });

  it('is not said without a desk', () => {
    expect(expectedWait({ before: [], atDesks: [], desks: 0 })).toBeUndefined();
  });

  it('is told to the minute while it is short, and in steps of five when nobody knows it better', () => {
    const before = (minutes: number) => [{ typical: minutes * 60, spread: 0 }];
    expect(expectedWait({ before: before(7), atDesks: [], desks: 1 })).toEqual({ from: 7, to: 7 });
    expect(expectedWait({ before: before(23), atDesks: [], desks: 1 })).toEqual({ from: 20, to: 25 });
    expect(expectedWait({ before: before(23), atDesks: before(14), desks: 3 })).toEqual({ from: 10, to: 10 });
  });
});

describe('a place in the queue', () => {
  const teamOf = (code: string) => ({ reispas: 'burgerzaken', bouwen: 'omgeving' })[code];
  const known = usualTimes([
    { productCode: 'reispas', seconds: Array<number>(10).fill(600) },
    { productCode: 'bouwen', seconds: Array<number>(10).fill(1200) },
  ]);
  const visit = (id: string, productCode: string, more: Partial<Waiting> = {}): Waiting => ({
    ...{ id, priority: 3, arrivedAt: `2026-11-27T09:0${id}:00.000Z`, services: [{ productCode }] },
    ...more,
  });
  const desk = (id: string, teamId: string, serving?: string): WorkingDesk => ({
    ...{ id, teamIds: [teamId] },
    ...(serving === undefined ? {} : { serving: [{ productCode: serving }] }),
  });
  const burgerzaken = desk('desk-1', 'burgerzaken', 'reispas');
  const waiting = [visit('1', 'reispas'), visit('2', 'bouwen'), visit('3', 'reispas')];

  it('counts who is called before at the desks that can help', () => {
    const last = visit('4', 'reispas');
    expect(queuePlace(last, waiting, [burgerzaken], teamOf, known)).toEqual({ ahead: 2, wait: { from: 25, to: 25 } });
    const both = [burgerzaken, desk('desk-2', 'burgerzaken')];
    expect(queuePlace(last, waiting, both, teamOf, known)).toEqual({ ahead: 2, wait: { from: 10, to: 15 } });
    const first = visit('5', 'reispas', { priority: 7 });
    expect(queuePlace(first, [...waiting, first], both, teamOf, known)).toEqual({ ahead: 0, wait: { from: 0, to: 0 } });
  });

  it('counts who waits for a desk before the others of that desk, and for nobody else', () => {
    const own = visit('9', 'reispas', { waitsForDeskId: 'desk-1' });
    const all = [...waiting, own];
    expect(queuePlace(own, all, [burgerzaken], teamOf, known)).toEqual({ ahead: 0, wait: { from: 5, to: 5 } });
    expect(queuePlace(visit('4', 'reispas'), all, [burgerzaken], teamOf, known).ahead).toBe(3);
    expect(queuePlace(visit('4', 'reispas'), all, [desk('desk-7', 'burgerzaken')], teamOf, known).ahead).toBe(2);
  });

  it('is told without a wait while no desk can help, or too little was measured', () => {
    const last = visit('4', 'reispas');
    expect(queuePlace(last, waiting, [], teamOf, known)).toEqual({ ahead: 3 });
    expect(queuePlace(last, waiting, [burgerzaken], teamOf, () => undefined)).toEqual({ ahead: 2 });
    // Nothing has to be known of who is next at a free desk.
    const free = [desk('desk-1', 'burgerzaken')];
    expect(queuePlace(last, [], free, teamOf, () => undefined)).toEqual({ ahead: 0, wait: { from: 0, to: 0 } });
  });
});
