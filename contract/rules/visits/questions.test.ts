import { describe, expect, it } from 'vitest';
import type { Visit } from '../../entities/visit.ts';
import { questionBegun, questionSeconds, touchedAfter, visitAfter } from './index.ts';

const by = { memberId: 'member-els', name: 'Els Peeters' };
const instant = (minutes: number) => new Date(Date.UTC(2026, 10, 27, 9, minutes)).toISOString();
const service = (id: string, productCode: string): Visit['services'][number] => ({
  ...{ id, productCode, state: 'waiting', pausedSeconds: 0, timeNotReliable: false },
});
const arrived: Visit = {
  ...{ id: 'v', createdAt: instant(0), updatedAt: instant(0), updatedBy: by, ticket: 'A1-1', state: 'waiting' },
  ...{ arrivedAt: instant(0), locationId: 'hall', priority: 3, draft: '', notes: [], services: [] },
  steps: [{ id: 's0', at: instant(0), by, event: 'arrived' }],
};
function go(
  visit: Visit,
  ...way: readonly (readonly ['called' | 'served' | 'parked' | 'resumed' | 'finished', number])[]
) {
  return way.reduce((now, [event, minutes]) => {
    const next = visitAfter(now, { id: `s-${minutes}`, at: instant(minutes), by, event });
    if (next === undefined) throw new Error(event);
    return next;
  }, visit);
}

describe('the questions of a visit', () => {
  it('have each their own time, and the first all of it since the visitor came', () => {
    const served = go(arrived, ['called', 4], ['served', 5]);
    const first = { ...served, services: questionBegun(served, { id: 'q1', productCode: 'attest' }, instant(7)) };
    const parked = go(first, ['parked', 10], ['resumed', 16]);
    const second = { ...parked, services: questionBegun(parked, { id: 'q2', productCode: 'rijbewijs' }, instant(18)) };
    const { services } = go(second, ['finished', 25]);
    expect(services.map(({ state }) => state)).toEqual(['finished', 'finished']);
    expect(services.map((one) => questionSeconds(one, instant(59)))).toEqual([7 * 60, 7 * 60]);
  });

  it('take up what the visitor waited for already, and are not made twice', () => {
    const waiting = { ...arrived, services: [service('a', 'attest'), service('b', 'rijbewijs')] };
    const served = go(waiting, ['called', 1], ['served', 2]);
    const services = questionBegun(served, { id: 'new', productCode: 'rijbewijs' }, instant(6));
    expect(services.map(({ id, state, endedAt }) => [id, state, endedAt])).toEqual([
      ['a', 'finished', instant(6)],
      ['b', 'serving', undefined],
    ]);
    expect(questionSeconds(service('c', 'x'), instant(9))).toBeUndefined();
  });
});

describe('what a visit touched', () => {
  const served = go({ ...arrived, services: [service('q', 'attest')] }, ['called', 1], ['served', 2]);

  it('is there once, with the question it was for, and is written when it ever was', () => {
    const opened = touchedAfter(served, [{ collection: 'dossiers', id: 'd', isWritten: false }], instant(3)) ?? [];
    expect(opened).toEqual([{ id: 'd', collection: 'dossiers', at: instant(3), isWritten: false, serviceId: 'q' }]);
    const again = { ...served, touched: [...opened] };
    expect(touchedAfter(again, [{ collection: 'dossiers', id: 'd', isWritten: false }], instant(4))).toBeUndefined();
    const written = touchedAfter(again, [{ collection: 'dossiers', id: 'd', isWritten: true }], instant(5)) ?? [];
    expect(written).toMatchObject([{ id: 'd', isWritten: true }]);
    const rest = { ...served, touched: [...written] };
    expect(touchedAfter(rest, [{ collection: 'dossiers', id: 'd', isWritten: false }], instant(6))).toBeUndefined();
  });

  it('is nothing of the log, of tasks or of visits', () => {
    const others = ['consultations', 'tasks', 'visits', 'interactions'].map((collection) => ({
      ...{ collection, id: collection, isWritten: true },
    }));
    expect(touchedAfter(served, others, instant(3))).toBeUndefined();
  });
});
