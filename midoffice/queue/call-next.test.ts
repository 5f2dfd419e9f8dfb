import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { callNextVisitDocument } from '@onthaal/contract/generated/client-documents.ts';
import { stripNulls } from '@onthaal/contract/graphql/strip-nulls.ts';
import { visitAfter } from '@onthaal/contract/rules/visits/index.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { referenceFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import { countServiceTimes } from './count-service-times.ts';

type Visit = DocumentOf<'visits'>;

const by = { memberId: 'member-els', name: 'Els Peeters' };

function row(kind: string, id: string, name: string, data: object) {
  const at = '2026-01-01T08:00:00.000Z';
  return { ...{ id, createdAt: at, updatedAt: at, updatedBy: by }, kind, code: id, name, active: true, data };
}

const places = {
  collection: 'references' as const,
  documents: [
    row('location', 'hall', 'Gemeentehuis', { building: 'Gemeentehuis' }),
    row('location', 'branch', 'Oosterlo', { building: 'Oosterlo' }),
    row('desk', 'desk-1', 'Loket 1', { building: 'Gemeentehuis', number: '1', teamIds: ['team-onthaal'] }),
    row('desk', 'desk-2', 'Loket 2', { building: 'Gemeentehuis', number: '2', teamIds: ['team-omgeving'] }),
    row('desk', 'desk-branch', 'Loket Oosterlo', { building: 'Oosterlo', number: '1', teamIds: ['team-onthaal'] }),
    row('product', 'attest', 'Attest', {
      ...{ theme: 'Burgerzaken', minutes: 5, minutesPerExtraPerson: 0, teamId: 'team-onthaal', modes: [], bring: [] },
    }),
    row('product', 'bouwen', 'Bouwen', {
      ...{ theme: 'Omgeving', minutes: 20, minutesPerExtraPerson: 0, teamId: 'team-omgeving', modes: [], bring: [] },
    }),
  ],
};

interface Answer {
  readonly visit?: Visit;
  readonly waiting: number;
}

async function call(desk: Desk, deskId: string, operationId: string = v7()): Promise<Answer> {
  const answer = await sendGraphql(desk.url, callNextVisitDocument, { operationId, deskId }, desk.grant.token);
  const [error] = answer.errors;
  if (error !== undefined) throw new Error(String(error.extensions?.code));
  return stripNulls(answer.data?.callNextVisit as Answer);
}

describe.each(engines)('calling the next visitor on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  let otherDesk: Desk;
  beforeAll(async () => {
    midoffice = await startForTests(engine, {}, [referenceFixture, places as never]);
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
    otherDesk = await Desk.logIn(midoffice.url, 'member-karim', 'device-karim');
  });
  afterAll(() => midoffice?.stop());

  let minute = 0;
  beforeEach(async () => {
    // What an earlier test left in the hall goes home.
    for (const document of (await els.pullAll('visits')).documents as unknown as readonly Visit[]) {
      if (document.state !== 'waiting') continue;
      await els.pushOne('visits', after(document, 'left', 'left'), document);
    }
  });

  function after(visit: Visit, state: Visit['state'], event: NonNullable<Visit['steps']>[number]['event']): Visit {
    const at = new Date(Date.parse(visit.updatedAt) + 1).toISOString();
    return { ...visit, updatedAt: at, state, steps: [...(visit.steps ?? []), { id: v7(), at, by, event }] };
  }

  async function arrive(changes: Partial<Visit> = {}, productCode = 'attest'): Promise<Visit> {
    minute += 1;
    const at = new Date(Date.now() - 3_600_000 + minute * 1000).toISOString();
    const visit: Visit = {
      ...{
        id: v7(),
        createdAt: at,
        updatedAt: at,
        updatedBy: by,
        ticket: `A${minute}`,
        state: 'waiting',
        arrivedAt: at,
      },
      ...{ locationId: 'hall', priority: 3, draft: '', notes: [] },
      services: [{ id: 's', productCode, state: 'waiting', pausedSeconds: 0, timeNotReliable: false }],
      steps: [{ id: v7(), at, by, event: 'arrived' }],
      ...changes,
    };
    expect((await els.pushOne('visits', visit)).outcome).toBe('accepted');
    return visit;
  }

  it('goes by priority, then by waiting time, and says how many are left', async () => {
    const [first, second] = [await arrive(), await arrive()];
    const urgent = await arrive({ priority: 7 });
    const answers = [await call(els, 'desk-1'), await call(els, 'desk-1'), await call(els, 'desk-1')];
    expect(answers.map(({ visit }) => visit?.id)).toEqual([urgent.id, first.id, second.id]);
    expect(answers.map(({ waiting }) => waiting)).toEqual([2, 1, 0]);
    expect(answers[0]?.visit).toMatchObject({
      ...{ state: 'called', deskId: 'desk-1', memberId: 'member-els', updatedBy: by },
      steps: [{ event: 'arrived' }, { event: 'called', deskId: 'desk-1', by }],
    });
    expect(await call(els, 'desk-1')).toEqual({ waiting: 0 });
  });

  it('gives a desk only whom its teams can help, and in its own building', async () => {
    await arrive({}, 'bouwen');
    await arrive({ locationId: 'branch' });
    const unknownProduct = await arrive({}, 'nooit-gehoord');
    expect((await call(els, 'desk-1')).visit?.id).toBe(unknownProduct.id);
    expect((await call(els, 'desk-1')).visit).toBeUndefined();
    expect((await call(otherDesk, 'desk-2')).visit?.services[0]?.productCode).toBe('bouwen');
    expect((await call(els, 'desk-branch')).visit?.locationId).toBe('branch');
  });

  it('gives a desk first who waits for it, and nobody who waits for another', async () => {
    await arrive({ priority: 9, waitsForDeskId: 'desk-2' });
    const any = await arrive({ priority: 9 });
    const own = await arrive({ priority: 0, waitsForDeskId: 'desk-1' });
    expect((await call(els, 'desk-1')).visit?.id).toBe(own.id);
    expect((await call(els, 'desk-1')).visit?.id).toBe(any.id);
    expect((await call(els, 'desk-1')).visit).toBeUndefined();
  });

  it('asked again after a lost answer, it is the same visitor and nobody else is called', async () => {
    const [first] = [await arrive(), await arrive()];
    const operationId = v7();
    const [once, again] = [await call(els, 'desk-1', operationId), await call(els, 'desk-1', operationId)];
    expect(again.visit).toEqual(once.visit);
    expect(once.visit?.id).toBe(first?.id);
    expect(again.waiting).toBe(1);
  });

  it('is followed by what the desk writes, by the sync: served, parked, resumed, finished', async () => {
    await arrive();
    let { visit } = await call(els, 'desk-1');
    const way = [
      ['serving', 'served'],
      ['parked', 'parked'],
      ['serving', 'resumed'],
      ['finished', 'finished'],
      ['serving', 'reopened'],
    ] as const;
    for (const [state, event] of way) {
      const next = after(visit as Visit, state, event);
      expect((await els.pushOne('visits', next, visit)).outcome).toBe('accepted');
      visit = next;
    }
  });

  it('is nothing that a desk can write by itself; nor can it invent a state or take a step back', async () => {
    const visit = await arrive();
    const refusals = [
      [after(visit, 'called', 'called'), 'VISIT_NOT_CALLED'],
      [after(visit, 'serving', 'served'), 'FIELD_INVALID'],
      [{ ...after(visit, 'left', 'left'), state: 'finished' as const }, 'FIELD_INVALID'],
      [{ ...visit, updatedAt: new Date().toISOString(), steps: [] }, 'FIELD_READ_ONLY'],
      [{ ...visit, updatedAt: new Date().toISOString(), steps: undefined }, 'FIELD_READ_ONLY'],
    ] as const;
    for (const [next, code] of refusals) {
      expect(await els.pushOne('visits', next as Visit, visit)).toMatchObject({ outcome: 'rejected', error: { code } });
    }
    const invented = { ...visit, id: v7(), state: 'called' as const };
    expect((await els.pushOne('visits', invented)).outcome).toBe('rejected');
  });

  it('refuses a desk that is none, and who receives no visitors', async () => {
    await expect(call(els, 'desk-99')).rejects.toThrow('REFERENCE_UNKNOWN');
    await expect(call(els, 'member-els')).rejects.toThrow('REFERENCE_UNKNOWN');
    await expect(call(els, '../etc')).rejects.toThrow('ARGUMENT_INVALID');
    const adviser = await Desk.logIn(midoffice.url, 'member-piet', 'device-piet');
    await expect(call(adviser, 'desk-1')).rejects.toThrow('NOT_ALLOWED');
  });

  /** As a store does when the centre asks visitors back. */
  async function giveBack(desk: Desk, device: string): Promise<void> {
    for (const visit of (await desk.pullAll('visits')).documents as unknown as readonly Visit[]) {
      if (visit.state !== 'waiting' || visit.reservation?.release !== true) continue;
      if (visit.reservation.deviceId !== device) continue;
      const { reservation: _given, ...rest } = visit;
      const next = { ...rest, updatedAt: new Date(Date.parse(visit.updatedAt) + 1).toISOString() };
      await desk.pushOne('visits', next, visit);
    }
  }

  it('with forty desks that call at once gives each another visitor, and nobody is called twice', async () => {
    const waiting: Visit[] = [];
    for (let count = 0; count < 45; count += 1) waiting.push(await arrive());
    const devices = Array.from({ length: 40 }, (_, index) => `device-many-${index}`);
    const desks = await Promise.all(devices.map((device) => Desk.logIn(midoffice.url, 'member-els', device)));
    const called: string[] = [];
    let idle = desks;
    // What is reserved for who has a visitor already is given back when it is asked for, as stores do.
    for (let round = 0; round < 40 && idle.length > 0; round += 1) {
      const answers = await Promise.all(idle.map((desk) => call(desk, 'desk-1')));
      called.push(...answers.flatMap(({ visit }) => (visit === undefined ? [] : [visit.id])));
      idle = idle.filter((_desk, index) => answers[index]?.visit === undefined);
      await Promise.all(desks.map((desk, index) => giveBack(desk, devices[index] ?? '')));
    }
    expect(idle).toHaveLength(0);
    expect(new Set(called).size).toBe(40);
    const kept = (await els.pullAll('visits')).documents as unknown as readonly Visit[];
    const calls = kept.filter(({ id }) => called.includes(id)).map(({ steps = [] }) => steps.map(({ event }) => event));
    expect(calls).toEqual(calls.map(() => ['arrived', 'called']));
  });

  it('leaves a computer that has no line the visitors that are reserved for it, and takes its calls later', async () => {
    const desk = await Desk.logIn(midoffice.url, 'member-els', 'device-gone');
    for (let count = 0; count < 12; count += 1) await arrive({ locationId: 'branch' });
    await call(desk, 'desk-branch');
    const all = async () => (await els.pullAll('visits')).documents as unknown as readonly Visit[];
    const reserved = (await all()).filter(
      ({ state, reservation }) => state === 'waiting' && reservation?.deviceId === 'device-gone',
    );
    expect(reserved.length).toBeGreaterThan(0);
    // It goes away; another desk calls all that it can get.
    const others: string[] = [];
    for (;;) {
      const { visit } = await call(els, 'desk-branch');
      if (visit === undefined) break;
      others.push(visit.id);
    }
    expect(others.length).toBeGreaterThan(0);
    for (const { id } of reserved) expect(others).not.toContain(id);
    // What it called meanwhile is taken; a computer for which they are not reserved is refused.
    const now = (await all()).filter(({ id }) => reserved.some((one) => one.id === id));
    const [first] = now;
    if (first === undefined) throw new Error('Nobody reserved');
    const at = new Date(Date.parse(first.updatedAt) + 1).toISOString();
    const { reservation: _left, ...kept } = first;
    const step = { id: v7(), at, by, event: 'called' as const, deskId: 'desk-branch', deviceId: 'device-gone' };
    const calledThere: Visit = { ...kept, updatedAt: at, state: 'called', steps: [...(first.steps ?? []), step] };
    expect(await els.pushOne('visits', calledThere, first)).toMatchObject({
      outcome: 'rejected',
      error: { code: 'VISIT_NOT_CALLED' },
    });
    expect((await desk.pushOne('visits', calledThere, first)).outcome).toBe('accepted');
    expect(
      await desk.pushOne('visits', { ...kept, reservation: { ...first.reservation, release: false } } as Visit, first),
    ).toMatchObject({
      outcome: 'conflict',
    });
  });

  it('measures how long services took: each night that is written with the location', async () => {
    for (let count = 0; count < 6; count += 1) await arrive();
    for (let count = 0; count < 6; count += 1) {
      const { visit } = await call(els, 'desk-1');
      if (visit === undefined) throw new Error('Nobody called');
      const at = (seconds: number) => new Date(Date.parse(visit.updatedAt) + seconds * 1000).toISOString();
      const step = (event: 'served' | 'finished', seconds: number) => ({ id: v7(), at: at(seconds), by, event });
      const served = visitAfter(visit, step('served', 1));
      const finished = served && visitAfter(served, step('finished', 301 + count));
      if (finished === undefined) throw new Error('Not finished');
      const pushed = await els.pushOne('visits', { ...finished, updatedAt: at(400), updatedBy: by }, visit);
      expect(pushed.outcome).toBe('accepted');
    }
    const { orm } = midoffice.services.database;
    const tomorrow = new Date(Date.now() + 86_400_000);
    expect(await countServiceTimes(orm, new Date(Date.now() - 86_400_000))).toBe(0);
    expect(await countServiceTimes(orm, tomorrow)).toBe(1);
    const hall = async () => (await els.pullAll('references')).documents.find(({ id }) => id === 'hall');
    expect(await hall()).toMatchObject({
      data: { serviceTimes: [{ productCode: 'attest', seconds: [300, 301, 302, 303, 304, 305] }] },
    });
    expect(await countServiceTimes(orm, tomorrow)).toBe(0);
  });

  it('never calls who is leaving at that very moment', async () => {
    for (let round = 0; round < 10; round += 1) {
      const visit = await arrive();
      const [answer, pushed] = await Promise.all([
        call(els, 'desk-1'),
        otherDesk.pushOne('visits', after(visit, 'left', 'left'), visit),
      ]);
      const called = answer.visit?.id === visit.id;
      expect([called, pushed.outcome]).toEqual(called ? [true, 'conflict'] : [false, 'accepted']);
    }
  });
});
