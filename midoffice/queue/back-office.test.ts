import type { Visit, VisitEvent } from '@onthaal/contract/entities/visit.ts';
import { callNextVisitDocument } from '@onthaal/contract/generated/client-documents.ts';
import { stripNulls } from '@onthaal/contract/graphql/strip-nulls.ts';
import { backOfficeBegun, visitAfter } from '@onthaal/contract/rules/visits/index.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { reference, referenceFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import { countServiceTimes } from './count-service-times.ts';
import { callsAt } from './kiosks/screen-calls.ts';
import { readPosition } from './position-page/position.ts';
import { openDesksIn, visitsIn } from './queue-rows.ts';

const by = { memberId: 'member-els', name: 'Els Peeters' };
const building = 'Gemeentehuis';
const documents = [
  reference('location', 'hall', building, { building }),
  reference('desk', 'drie', 'Loket 3', { building, number: '3', teamIds: ['team-onthaal'] }),
  reference('product', 'attest', 'Attest', {
    ...{ theme: 'Burgerzaken', minutes: 5, minutesPerExtraPerson: 0, teamId: 'team-onthaal', modes: [], bring: [] },
  }),
];
const states: readonly Visit['state'][] = ['waiting', 'called', 'serving', 'parked', 'finished'];

describe.each(engines)('work without a visitor on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  const begunAt = Date.now() - 1_800_000;
  const at = (seconds: number) => new Date(begunAt + seconds * 1000).toISOString();
  beforeAll(async () => {
    midoffice = await startForTests(engine, {}, [referenceFixture, { collection: 'references', documents } as never]);
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
  });
  afterAll(() => midoffice?.stop());

  const step = (event: VisitEvent, seconds: number) => ({
    ...{ id: v7(), at: at(seconds), by, event, deskId: 'desk-drie', deviceId: 'device-els' },
  });
  function visit(): Visit {
    return {
      ...{ id: v7(), createdAt: at(0), updatedAt: at(0), updatedBy: by, ticket: '', state: 'waiting' },
      ...{ arrivedAt: at(0), locationId: 'location-hall', priority: 9, draft: '', notes: [] },
      services: [{ id: 's', productCode: 'attest', state: 'waiting', pausedSeconds: 0, timeNotReliable: false }],
      steps: [step('arrived', 0)],
    };
  }
  async function begin(): Promise<Visit> {
    const work = backOfficeBegun({ ...visit(), backOffice: { subject: 'product' } }, [
      step('arrived', 0),
      step('called', 0),
      step('served', 0),
    ]);
    if (work === undefined) throw new Error('Not begun');
    expect(await els.pushOne('visits', work)).toMatchObject({ outcome: 'accepted' });
    return work;
  }
  async function happens(work: Visit, event: VisitEvent, seconds: number): Promise<Visit> {
    const after = visitAfter(work, step(event, seconds));
    if (after === undefined) throw new Error(event);
    const next = { ...after, updatedAt: at(seconds), updatedBy: by };
    expect(await els.pushOne('visits', next, work)).toMatchObject({ outcome: 'accepted' });
    return next;
  }
  async function call() {
    const asked = { operationId: v7(), deskId: 'desk-drie' };
    const answer = await sendGraphql(els.url, callNextVisitDocument, asked, els.grant.token);
    return stripNulls(answer.data?.callNextVisit as { visit?: Visit; waiting: number });
  }

  it('is in nothing that the queue, its desks, its screens or a citizen read, in whatever state', async () => {
    const { orm } = midoffice.services.database;
    const now = new Date();
    let work = await begin();
    const way = [undefined, 'parked', 'resumed', 'finished'] as const;
    for (const [place, event] of way.entries()) {
      if (event !== undefined) work = await happens(work, event, place * 60);
      expect(await visitsIn(orm, building, states, now)).toEqual([]);
      expect(await openDesksIn(orm, building, now)).toEqual([]);
      const hall = { building } as Parameters<typeof callsAt>[1];
      expect(await callsAt(orm, hall, now)).toEqual({ calls: [], waiting: 0 });
      expect(await readPosition(orm, work.id, now)).toBeUndefined();
      expect(await call()).toEqual({ waiting: 0 });
    }
  });

  it('changes neither the place nor the estimate of who waits, and is not called instead', async () => {
    const { orm } = midoffice.services.database;
    const now = new Date();
    const waiting = { ...visit(), ticket: 'A1', priority: 0 };
    expect(await els.pushOne('visits', waiting)).toMatchObject({ outcome: 'accepted' });
    const before = await readPosition(orm, waiting.id, now);
    expect(before).toMatchObject({ state: 'waiting', ahead: 0 });
    const work = await begin();
    expect(await readPosition(orm, waiting.id, now)).toEqual(before);
    expect((await call()).visit?.id).toBe(waiting.id);
    expect(await call()).toEqual({ waiting: 0 });
    await happens(work, 'finished', 700);
  });

  it('says nothing of how long a product takes', async () => {
    for (let count = 0; count < 6; count += 1) await happens(await begin(), 'finished', 600);
    expect(await countServiceTimes(midoffice.services.database.orm, new Date(Date.now() + 86_400_000))).toBe(0);
  });

  it('never waits to be called, and a visit does not become it', async () => {
    const refused = (code: string) => ({ outcome: 'rejected', error: { code } });
    const waits: Visit = { ...visit(), backOffice: { subject: 'mail' } };
    expect(await els.pushOne('visits', waits)).toMatchObject(refused('FIELD_INVALID'));
    const work = await begin();
    const back = visitAfter(work, step('returned', 60));
    expect(await els.pushOne('visits', { ...back, updatedAt: at(60) } as Visit, work)).toMatchObject(
      refused('FIELD_INVALID'),
    );
    const { backOffice: _kind, ...visitor } = work;
    expect(await els.pushOne('visits', { ...visitor, updatedAt: at(61) } as Visit, work)).toMatchObject(
      refused('FIELD_READ_ONLY'),
    );
    const waiting = { ...visit(), ticket: 'A2' };
    expect(await els.pushOne('visits', waiting)).toMatchObject({ outcome: 'accepted' });
    const hidden: Visit = { ...waiting, backOffice: { subject: 'mail' }, updatedAt: at(62) };
    expect(await els.pushOne('visits', hidden, waiting)).toMatchObject(refused('FIELD_READ_ONLY'));
  });
});
