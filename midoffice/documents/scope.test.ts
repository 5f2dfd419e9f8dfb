import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { dossierFixture, moment, personFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

const author = { memberId: 'member-els', name: 'Els Peeters' };

describe.each(engines)('a mid-office that gives each member what the teams need, on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  let karim: Desk;
  const person = personFixture();

  beforeAll(async () => {
    midoffice = await startForTests(engine, { scope: 'teams' });
    els = await Desk.logIn(midoffice.url, 'member-els');
    karim = await Desk.logIn(midoffice.url, 'member-karim');
    await els.pushOne('persons', person);
  });
  afterAll(() => midoffice?.stop());

  async function administer(mutation: string) {
    const ann = await Desk.logIn(midoffice.url, 'member-ann');
    return sendGraphql(midoffice.url, `mutation { ${mutation} }`, {}, ann.grant.token);
  }

  it('names what leaves a member, with all that hangs on it, and brings it to the member who gets it', async () => {
    const dossier = dossierFixture(person.id);
    const interaction = {
      id: v7(),
      createdAt: moment,
      updatedAt: moment,
      updatedBy: author,
      channel: 'phone' as const,
      direction: 'incoming' as const,
      subject: 'Vraag',
      text: '',
      state: 'answered' as const,
      teamId: 'team-omgeving',
      dossierIds: [dossier.id],
      at: moment,
      by: author,
      labels: [],
      notes: [],
    };
    expect((await els.pushOne('dossiers', dossier)).outcome).toBe('accepted');
    expect((await els.pushOne('interactions', interaction)).outcome).toBe('accepted');
    const before = await karim.pullAll('dossiers');
    const contacts = await karim.pullAll('interactions');
    expect(before.documents.map(({ id }) => id)).toContain(dossier.id);

    const next = { ...dossier, teamId: 'team-onthaal', updatedAt: new Date().toISOString() };
    expect((await els.pushOne('dossiers', next, dossier)).outcome).toBe('accepted');
    expect(await karim.pull('dossiers', before.checkpoint)).toMatchObject({ documents: [], left: [dossier.id] });
    expect(await els.pull('dossiers', before.checkpoint)).toMatchObject({ documents: [{ id: dossier.id }], left: [] });
    // Unchanged, but again: a desk that did not have it by the dossier's old team has it now.
    const moved = await els.pull('interactions', contacts.checkpoint);
    expect(moved.documents.map(({ id }) => id)).toEqual([interaction.id]);

    // Karim wrote on it meanwhile: refused, and he does not see what became of it.
    const late = { ...dossier, description: 'Te laat', updatedAt: new Date().toISOString() };
    const refused = await karim.pushOne('dossiers', late, dossier);
    expect(refused).toMatchObject({ outcome: 'rejected', error: { code: 'ACCESS_LOST' } });
    expect(refused.master).toBeUndefined();
  });

  it('gives a member with other teams another scope', async () => {
    const scopeOf = async () => {
      const query = '{ feedState(marks: [], checkpoints: []) { scopeId } }';
      const { data } = await sendGraphql(midoffice.url, query, {}, karim.grant.token);
      return (data?.feedState as { readonly scopeId: string } | undefined)?.scopeId;
    };
    const before = await scopeOf();
    expect((await administer('changeMember(memberId: "member-karim", teamIds: ["team-onthaal"])')).status).toBe(200);
    expect(await scopeOf()).not.toBe(before);
    expect((await administer('changeMember(memberId: "member-karim", teamIds: ["team-omgeving"])')).status).toBe(200);
    expect(await scopeOf()).toBe(before);
    for (const wrong of ['memberId: "nobody", teamIds: []', 'memberId: "member-karim", role: "king"']) {
      expect((await administer(`changeMember(${wrong})`)).errors).toHaveLength(1);
    }
  });

  it('refuses every request of somebody whose access was taken away, at login too, until it is given back', async () => {
    await administer('revokeAccess(memberId: "member-karim")');
    const query = '{ syncOverview { databaseId } }';
    const answer = await sendGraphql(midoffice.url, query, {}, karim.grant.token);
    expect(answer).toMatchObject({ status: 403, errors: [{ extensions: { code: 'ACCESS_REVOKED' } }] });
    await expect(Desk.logIn(midoffice.url, 'member-karim')).rejects.toThrow('ACCESS_REVOKED');
    await administer('restoreAccess(memberId: "member-karim")');
    expect((await sendGraphql(midoffice.url, query, {}, karim.grant.token)).status).toBe(200);
  });
});
