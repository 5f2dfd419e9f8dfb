import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Visit, type VisitEvent, visitEvents } from '../../entities/visit.ts';
import { nextVisitState, openVisits, visitAfter } from '../visits/index.ts';
import {
  type CountedVisit,
  dayEndKinds,
  dayEndLines,
  dayFigures,
  firstWaits,
  isCashLeft,
  sliceMinutes,
  spreadOf,
  waitingCurve,
  waitingSpans,
} from './index.ts';

const MORNING = Date.parse('2026-11-27T08:00:00.000Z');
const by = { memberId: 'member-els', name: 'Els' };

function arrived(id: string, minute: number): Visit {
  const arrivedAt = new Date(MORNING + minute * 60_000).toISOString();
  return {
    ...{ id, ticket: id, state: 'waiting', arrivedAt, locationId: 'location-1', priority: 3, draft: '', notes: [] },
    ...{ createdAt: arrivedAt, createdBy: by, updatedAt: arrivedAt, updatedBy: by, schemaVersion: 3 },
    services: [{ id: `${id}-1`, productCode: 'reispas', state: 'waiting', pausedSeconds: 0, timeNotReliable: false }],
    steps: [{ id: `${id}-0`, at: arrivedAt, by, event: 'arrived' }],
  } as unknown as Visit;
}

/** A visit to which things happened that can happen, some minutes after each other. */
const visits = fc
  .array(
    fc.record({
      minute: fc.integer({ min: 0, max: 300 }),
      steps: fc.array(
        fc.record({ event: fc.constantFrom<VisitEvent>(...visitEvents), after: fc.integer({ min: 0, max: 40 }) }),
        { maxLength: 8 },
      ),
    }),
    { maxLength: 20 },
  )
  .map((all) =>
    all.map(({ minute, steps }, place) => {
      let visit = arrived(`visit-${place}`, minute);
      let at = MORNING + minute * 60_000;
      for (const { event, after } of steps) {
        if (nextVisitState(visit.state, event) === undefined) continue;
        at += after * 60_000;
        const step = { id: `${visit.id}-${at}-${event}`, at: new Date(at).toISOString(), by, event };
        visit = visitAfter(visit, step) ?? visit;
      }
      return visit;
    }),
  );
const NOW = MORNING + 12 * 3_600_000;

/** Whether somebody waits at a moment, by their steps alone. */
function waitsAt({ arrivedAt, steps = [] }: CountedVisit, moment: number): boolean {
  if (Date.parse(arrivedAt) > moment) return false;
  let state: Visit['state'] = 'waiting';
  for (const { event, at } of steps.slice(1)) {
    if (Date.parse(at) <= moment) state = nextVisitState(state, event) ?? state;
  }
  return state === 'waiting';
}

describe('the waiting curve', () => {
  it('counts at every minute as many as wait by their steps, and no slice has more than its fullest minute', () => {
    fc.assert(
      fc.property(visits, (all) => {
        const spans = all.map((visit) => waitingSpans(visit, NOW));
        const points = waitingCurve(all, NOW);
        for (const point of points) {
          const start = Date.parse(point.at);
          const minutes = Array.from({ length: sliceMinutes }, (_, minute) => start + minute * 60_000);
          const counts = minutes
            .filter((moment) => moment < NOW)
            .map((moment) => all.filter((visit) => waitsAt(visit, moment)).length);
          expect(point.most).toBe(Math.max(0, ...counts));
        }
        const inSpans = (moment: number) =>
          spans.filter((own) => own.some(({ from, until }) => from <= moment && moment < until)).length;
        const noon = MORNING + 4 * 3_600_000;
        expect(inSpans(noon)).toBe(all.filter((visit) => waitsAt(visit, noon)).length);
      }),
      { numRuns: 60 },
    );
  });

  it('is empty on a day without visitors', () => {
    expect(waitingCurve([], NOW)).toEqual([]);
  });

  it('ends when nobody waits any more, and tells how long the longest had waited', () => {
    const late = arrived('late', 10);
    const step = { id: 's', at: new Date(MORNING + 41 * 60_000).toISOString(), by, event: 'called' as const };
    expect(waitingCurve([visitAfter(late, step) ?? late], NOW)).toEqual([
      { at: '2026-11-27T08:00:00.000Z', most: 1, longestMinutes: 5 },
      { at: '2026-11-27T08:15:00.000Z', most: 1, longestMinutes: 20 },
      { at: '2026-11-27T08:30:00.000Z', most: 1, longestMinutes: 31 },
    ]);
  });
});

describe('the figures of a day', () => {
  it('counts each who came in once by what became of them, and each product as often as it was asked', () => {
    fc.assert(
      fc.property(visits, (all) => {
        const { outcomes, products, waits } = dayFigures(all, [], NOW);
        expect(outcomes.cameIn).toBe(all.length);
        expect(outcomes.finished + outcomes.left + outcomes.noShow + outcomes.open).toBe(all.length);
        expect(outcomes.open).toBe(all.filter(({ state }) => openVisits.includes(state)).length);
        expect(products.reduce((sum, { asked }) => sum + asked, 0)).toBe(all.length);
        expect(waits.count).toBe(firstWaits(all, NOW).length);
        // Two visits in another order are the same day.
        expect(dayFigures([...all].reverse(), [], NOW)).toEqual({
          backOffice: [],
          outcomes,
          products,
          waits,
          channels: [],
          results: [],
        });
      }),
    );
  });

  it('has a middle that lies between shortest and longest, and half of them on either side', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9000 }), { minLength: 1 }), (seconds) => {
        const { medianSeconds = -1, longestSeconds = -1, count } = spreadOf(seconds);
        expect(count).toBe(seconds.length);
        expect(longestSeconds).toBe(Math.max(...seconds));
        expect(seconds.filter((one) => one <= medianSeconds).length * 2).toBeGreaterThanOrEqual(seconds.length);
        expect(seconds.filter((one) => one >= Math.floor(medianSeconds)).length * 2).toBeGreaterThanOrEqual(
          seconds.length,
        );
      }),
    );
  });

  it('counts contact moments by channel and by what came of them, the most first', () => {
    const contacts = [
      { channel: 'phone' as const, result: 'answered' as const },
      { channel: 'counter' as const, result: 'handedOver' as const },
      { channel: 'counter' as const },
    ];
    const { channels, results } = dayFigures([], contacts, NOW);
    expect(channels).toEqual([
      { code: 'counter', count: 2 },
      { code: 'phone', count: 1 },
    ]);
    expect(results).toEqual([
      { code: 'answered', count: 1 },
      { code: 'handedOver', count: 1 },
    ]);
  });
});

describe('the end of a day', () => {
  it('lists what is left in one order, and nothing when nothing is', () => {
    expect(dayEndLines({})).toEqual([]);
    expect(dayEndLines({ papers: 1, atDesk: 2, unsent: 0 })).toEqual([
      { kind: 'atDesk', count: 2 },
      { kind: 'papers', count: 1 },
    ]);
    const all = Object.fromEntries(dayEndKinds.map((kind) => [kind, 1]));
    expect(dayEndLines(all).map(({ kind }) => kind)).toEqual(dayEndKinds);
  });

  it('asks for the drawer when it was used and not counted since, or differs and nobody said why', () => {
    const count = { at: '2026-11-27T16:00:00.000Z', expectedCents: 5000, countedCents: 5000 };
    expect(isCashLeft({ isUsed: false })).toBe(false);
    expect(isCashLeft({ isUsed: true, lastUsedAt: '2026-11-27T15:00:00.000Z' })).toBe(true);
    expect(isCashLeft({ isUsed: true, lastUsedAt: '2026-11-27T15:00:00.000Z', lastCount: count })).toBe(false);
    expect(isCashLeft({ isUsed: true, lastUsedAt: '2026-11-27T16:30:00.000Z', lastCount: count })).toBe(true);
    const differs = { ...count, countedCents: 4500 };
    expect(isCashLeft({ isUsed: true, lastCount: differs })).toBe(true);
    expect(isCashLeft({ isUsed: true, lastCount: { ...differs, reason: 'Verkeerd teruggegeven' } })).toBe(false);
  });
});
