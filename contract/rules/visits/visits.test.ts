import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Visit, type VisitEvent, type VisitState, visitEvents, visitStates } from '../../entities/visit.ts';
import {
  atDesk,
  callable,
  canServe,
  deviceOf,
  nextVisitState,
  openVisits,
  queueOrder,
  visitAfter,
  visitStateAfter,
  visitTransitions,
} from './index.ts';

const event = fc.constantFrom(...visitEvents);
const teamOf = (productCode: string) =>
  ({ reispas: 'burgerzaken', attest: 'onthaal', bouwen: 'omgeving' })[productCode];

const waiting = fc.record({
  id: fc.uuid(),
  priority: fc.integer({ min: 0, max: 9 }),
  arrivedAt: fc
    .integer({ min: 0, max: 400 })
    .map((minutes) => new Date(Date.UTC(2026, 10, 27, 8, minutes)).toISOString()),
  waitsForDeskId: fc.option(fc.constantFrom('desk-1', 'desk-2'), { nil: undefined, freq: 4 }),
  services: fc.array(fc.record({ productCode: fc.constantFrom('reispas', 'attest', 'bouwen', 'onbekend') }), {
    maxLength: 3,
  }),
});
const queue = fc.uniqueArray(waiting, { selector: ({ id }) => id, maxLength: 40 });
const desk = fc.record({
  id: fc.constantFrom('desk-1', 'desk-2', 'desk-3'),
  teamIds: fc.subarray(['burgerzaken', 'onthaal', 'omgeving']),
});

/** A visit that lives at random: only what can happen does. */
const life = fc.array(event, { minLength: 40, maxLength: 40 }).map((tried) => {
  const events: VisitEvent[] = ['arrived'];
  const states: VisitState[] = ['waiting'];
  for (const next of tried) {
    const reached = nextVisitState(states.at(-1) ?? 'waiting', next);
    if (reached === undefined) continue;
    events.push(next);
    states.push(reached);
  }
  return { events, states };
});

describe('the states of a visit', () => {
  it('follow from what happened, and from nothing else', () => {
    fc.assert(
      fc.property(life, ({ events, states }) => {
        expect(visitStateAfter(events)).toBe(states.at(-1));
        expect(visitStateAfter(events.slice(1))).toBeUndefined();
      }),
    );
  });

  it('are called only out of the queue, so that nobody is called to two desks', () => {
    const from = visitStates.filter((state) => visitTransitions[state].called !== undefined);
    expect(from).toEqual(['waiting']);
  });

  it('are finished only by who serves or has parked, and can be taken up again', () => {
    expect(visitStates.filter((state) => visitTransitions[state].finished !== undefined)).toEqual([
      'serving',
      'parked',
    ]);
    expect(nextVisitState('finished', 'reopened')).toBe('serving');
  });

  it('can all be reached, and each open one can end', () => {
    const ends: readonly VisitState[] = ['finished', 'left', 'noShow'];
    for (const state of openVisits) {
      expect(Object.values(visitTransitions[state]).some((next) => ends.includes(next))).toBe(true);
    }
    const reached = new Set<VisitState>(['waiting']);
    for (let round = 0; round < visitStates.length; round += 1) {
      for (const state of [...reached]) for (const next of Object.values(visitTransitions[state])) reached.add(next);
    }
    expect([...reached].sort()).toEqual([...visitStates].sort());
    expect(openVisits).toEqual(['waiting', ...atDesk]);
  });
});

describe('the queue', () => {
  it('has one order, whatever order its visits come in', () => {
    fc.assert(
      fc.property(
        queue.chain((visits) =>
          fc.tuple(fc.constant(visits), fc.shuffledSubarray(visits, { minLength: visits.length })),
        ),
        ([visits, shuffled]) => {
          expect([...visits].sort(queueOrder)).toEqual([...shuffled].sort(queueOrder));
        },
      ),
    );
  });

  it('gives a desk only whom it can help, its own first, and nobody of another desk', () => {
    fc.assert(
      fc.property(queue, desk, (visits, calling) => {
        const called = callable(visits, calling, teamOf);
        const own = called.filter(({ waitsForDeskId }) => waitsForDeskId === calling.id);
        expect(called.slice(0, own.length)).toEqual(own);
        expect(new Set(called).size).toBe(called.length);
        for (const visit of called) {
          expect([undefined, calling.id]).toContain(visit.waitsForDeskId);
          if (visit.waitsForDeskId === undefined) expect(canServe(calling, visit, teamOf)).toBe(true);
        }
        for (const part of [own, called.slice(own.length)]) expect(part).toEqual([...part].sort(queueOrder));
      }),
    );
  });

  it('leaves nobody behind: who waits for no desk in particular is called by each desk that can help', () => {
    fc.assert(
      fc.property(queue, desk, (visits, calling) => {
        const called = new Set(callable(visits, calling, teamOf));
        for (const visit of visits) {
          const isFor = visit.waitsForDeskId ?? calling.id;
          const expected =
            isFor === calling.id && (visit.waitsForDeskId !== undefined || canServe(calling, visit, teamOf));
          expect(called.has(visit)).toBe(expected);
        }
      }),
    );
  });
});

describe('what an event changes', () => {
  const by = { memberId: 'member-els', name: 'Els Peeters' };
  const instant = (minutes: number) => new Date(Date.UTC(2026, 10, 27, 9, minutes)).toISOString();
  const service = (id: string): Visit['services'][number] => ({
    ...{ id, productCode: 'attest', state: 'waiting', pausedSeconds: 0, timeNotReliable: false },
  });
  const arrived: Visit = {
    ...{ id: 'v', createdAt: instant(0), updatedAt: instant(0), updatedBy: by, ticket: 'A1-1', state: 'waiting' },
    ...{ arrivedAt: instant(0), locationId: 'hall', priority: 3, draft: '', notes: [] },
    services: [service('one'), service('two')],
    steps: [{ id: 's0', at: instant(0), by, event: 'arrived' }],
  };
  const go = (visit: Visit, ...way: readonly (readonly [VisitEvent, number])[]): Visit =>
    way.reduce((now, [name, minutes]) => {
      const step = { id: `s-${minutes}`, at: instant(minutes), by, event: name, deskId: 'desk-1' };
      const next = visitAfter(now, step);
      if (next === undefined) throw new Error(`${name} cannot happen to ${now.state}`);
      return next;
    }, visit);

  it('times the service, without the time that it was parked', () => {
    const done = go(arrived, ['called', 5], ['served', 6], ['parked', 10], ['resumed', 25], ['finished', 30]);
    expect(done).toMatchObject({
      state: 'finished',
      finishedAt: instant(30),
      memberId: 'member-els',
      deskId: 'desk-1',
    });
    expect(done.services).toEqual([
      { ...service('one'), state: 'finished', startedAt: instant(6), endedAt: instant(30), pausedSeconds: 900 },
      service('two'),
    ]);
  });

  it('takes a visit that was finished by mistake up again as if nothing had been', () => {
    const serving = go(arrived, ['called', 5], ['served', 6]);
    const reopened = go(serving, ['finished', 7], ['reopened', 8]);
    expect({ ...reopened, steps: [] }).toEqual({ ...serving, steps: [] });
  });

  it('is over with what was served when it goes on for something else, and only then', () => {
    const serving = go(arrived, ['called', 5], ['served', 6]);
    const step = { id: 'sent-on', at: instant(9), by, event: 'transferred' as const };
    const elsewhere = visitAfter(serving, step, { waitsForDeskId: 'desk-2' });
    expect(elsewhere?.services.map(({ state }) => state)).toEqual(['paused', 'waiting']);
    const only = { ...serving, services: serving.services.slice(0, 1) };
    const other = visitAfter(only, step, { more: [{ ...service('three'), productCode: 'bouwen' }] });
    expect(other?.services.map(({ state }) => state)).toEqual(['finished', 'waiting']);
    expect(other?.services[0]).toMatchObject({ startedAt: instant(6), endedAt: instant(9) });
    const services = other?.services ?? [];
    expect(canServe({ id: 'desk-1', teamIds: ['onthaal'] }, { services }, teamOf)).toBe(false);
    expect(canServe({ id: 'desk-2', teamIds: ['omgeving'] }, { services }, teamOf)).toBe(true);
  });

  it('is at the computer of its last step, which another computer of the member may become', () => {
    const at = (visit: Visit | undefined, event: VisitEvent, deviceId?: string) =>
      visit && visitAfter(visit, { id: event, at: instant(7), by, event, ...(deviceId ? { deviceId } : {}) });
    const called = at(arrived, 'called', 'pc-1');
    const serving = at(called, 'served');
    expect(deviceOf(serving ?? arrived)).toBe('pc-1');
    const taken = at(serving, 'takenOver', 'pc-2');
    expect(taken).toMatchObject({ state: 'serving', services: serving?.services });
    expect(deviceOf(taken ?? arrived)).toBe('pc-2');
    expect(at(arrived, 'takenOver', 'pc-2')).toBeUndefined();
  });

  it('is nobody’s any more in the queue, and nothing of its ending stays', () => {
    const back = go(arrived, ['called', 5], ['noShow', 8], ['returned', 20]);
    expect(back).toMatchObject({ state: 'waiting' });
    for (const field of ['memberId', 'finishedAt', 'waitsForDeskId']) expect(back).not.toHaveProperty(field);
  });

  it('keeps its steps in line with its state, and no service runs in a visit that is over', () => {
    fc.assert(
      fc.property(life, ({ events, states }) => {
        let visit = arrived;
        for (const [index, name] of events.entries()) if (index > 0) visit = go(visit, [name, index]);
        expect(visit.state).toBe(states.at(-1));
        expect(visitStateAfter((visit.steps ?? []).map((step) => step.event))).toBe(visit.state);
        const isOver = !openVisits.includes(visit.state);
        expect(visit.finishedAt !== undefined).toBe(isOver);
        const running = visit.services.filter(({ state }) => state === 'serving');
        expect(running.length).toBe(visit.state === 'serving' ? 1 : 0);
        expect(visit.services.every(({ pausedSeconds }) => pausedSeconds >= 0)).toBe(true);
      }),
    );
  });
});
