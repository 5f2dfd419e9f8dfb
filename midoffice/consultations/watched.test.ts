import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { consultationFixture, dossierFixture, personFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

const cases = engines.flatMap((engine) =>
  (['teams', 'all'] as const).map((scope) => ({ engine, scope, name: `${engine.name}, scope ${scope}` })),
);

describe.each(cases)('a look with a reason into a dossier of a team, on $name', ({ engine, scope }) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  let karim: Desk;
  const person = personFixture();
  const dossier = dossierFixture(person.id, { teamId: 'team-omgeving' });
  const broken = { ...consultationFixture(person.id), dossierId: dossier.id, reason: 'Vraag aan het loket' };
  const plain = { ...consultationFixture(person.id), dossierId: dossier.id };
  const elsewhere = { ...consultationFixture(person.id), reason: 'Vraag aan het loket' };

  beforeAll(async () => {
    midoffice = await startForTests(engine, { scope });
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
    karim = await Desk.logIn(midoffice.url, 'member-karim');
    await els.pushOne('persons', person);
    await els.pushOne('dossiers', dossier);
    for (const row of [broken, plain, elsewhere]) {
      expect(await els.pushOne('consultations', row)).toMatchObject({ outcome: 'accepted' });
    }
  });
  afterAll(() => midoffice?.stop());

  async function looksOf(desk: Desk): Promise<readonly string[]> {
    return (await desk.pullAll('consultations')).documents.map(({ id }) => id);
  }

  it('goes to the team with its reason, also where it names the person of a dossier of theirs alone; a look without one does not', async () => {
    expect((await looksOf(karim)).toSorted()).toEqual([broken.id, elsewhere.id].toSorted());
    const { data } = await sendGraphql(
      karim.url,
      '{ syncOverview { collections { collection documents } } }',
      {},
      karim.grant.token,
    );
    expect(data?.syncOverview).toMatchObject({
      collections: expect.arrayContaining([{ collection: 'consultations', documents: 2 }]),
    });
    expect((await karim.pullAll('consultations')).documents[0]).toMatchObject({ reason: 'Vraag aan het loket' });
    expect((await looksOf(els)).toSorted()).toEqual([broken.id, plain.id, elsewhere.id].toSorted());
    const ann = await Desk.logIn(midoffice.url, 'member-ann');
    expect(await looksOf(ann)).toEqual([]);
  });

  it('at a protected person in no dossier goes to who has an open dossier or an appointment with them, from then on', async () => {
    const known = personFixture({ nationalNumber: undefined });
    const reason = 'Aangifte van verlies';
    const look = () => ({ ...consultationFixture(known.id), reason });
    await els.pushOne('persons', known);
    const before = look();
    expect(await els.pushOne('consultations', before)).toMatchObject({ outcome: 'accepted' });
    expect(await looksOf(karim)).not.toContain(before.id);
    const day = new Date(Date.now() + 86_400_000).toISOString();
    const appointment = {
      ...{ id: v7(), createdAt: day, updatedAt: day, updatedBy: known.updatedBy, code: 'AB12', state: 'booked' },
      ...{ mode: 'physical', productCode: 'p', subject: 'Gesprek', answers: {}, personId: known.id, guests: [] },
      ...{ memberIds: [], teamId: 'team-omgeving', startsAt: day, endsAt: day, bring: [], notices: [], notes: [] },
    } as unknown as DocumentOf<'appointments'>;
    expect(await els.pushOne('appointments', appointment)).toMatchObject({ outcome: 'accepted' });
    const after = look();
    expect(await els.pushOne('consultations', after)).toMatchObject({ outcome: 'accepted' });
    const counter = await Desk.logIn(midoffice.url, 'member-ann');
    expect(await looksOf(karim)).toContain(after.id);
    expect(await looksOf(counter)).toEqual([]);
    const { data } = await sendGraphql(
      karim.url,
      '{ syncOverview { collections { collection documents } } }',
      {},
      karim.grant.token,
    );
    const counts = data?.syncOverview as { collections: { collection: string; documents: number }[] };
    const counted = counts.collections.find(({ collection }) => collection === 'consultations')?.documents;
    expect(counted).toBe((await looksOf(karim)).length);
  });

  it('goes along with the dossier when that changes hands, and the chain stays whole', async () => {
    const { checkpoint } = await karim.pullAll('consultations');
    const moved = { ...dossier, teamId: 'team-onthaal', updatedAt: new Date().toISOString() };
    expect(await els.pushOne('dossiers', moved, dossier)).toMatchObject({ outcome: 'accepted' });
    const page = await karim.pull('consultations', checkpoint);
    expect(page.documents).toEqual([]);
    expect(page.left).toContain(broken.id);
    expect(await looksOf(karim)).not.toContain(broken.id);
  });
});
