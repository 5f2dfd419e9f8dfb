import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import { type Role, roles } from '@onthaal/contract/entities/reference-kinds.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { consultationFixture, dossierFixture, personFixture, referenceFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

type Dossier = DocumentOf<'dossiers'>;

const minute = 60_000;
/** When the clerks of these tests write, by the clocks of their desks. */
const written = Date.parse('2026-11-20T14:00:00.000Z');
const at = (minutes: number) => new Date(written + minutes * minute).toISOString();

const memberOf = (role: Role) => `member-with-role-${role}`;
const someMember = referenceFixture.documents.find(({ id }) => id === 'member-karim') as DocumentOf<'references'>;
const members = roles.map((role) => ({
  ...someMember,
  id: memberOf(role),
  code: `with-role-${role}`,
  data: { ...someMember.data, role, teamIds: ['team-onthaal'] },
}));

/** Who must open a dossier of another team before changing it; the others may, or may never. Written apart from the policy. */
const mustOpen: readonly Role[] = ['caseHandler', 'teamLead', 'recordManager'];
const mayAtOnce: readonly Role[] = ['clerk', 'administrator'];

describe.each(engines)('a change of another team’s dossier, on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  const person = personFixture();
  const desks = new Map<Role, Desk>();

  beforeAll(async () => {
    midoffice = await startForTests(engine, {}, [
      { ...referenceFixture, documents: [...referenceFixture.documents, ...members] },
    ]);
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
    await els.pushOne('persons', person);
    for (const role of roles) desks.set(role, await Desk.logIn(midoffice.url, memberOf(role), `device-${role}`));
  });
  afterAll(() => midoffice?.stop());

  const deskOf = (role: Role) => desks.get(role) as Desk;

  async function newDossier(): Promise<Dossier> {
    const dossier = dossierFixture(person.id, { teamId: 'team-omgeving' });
    expect(await els.pushOne('dossiers', dossier)).toMatchObject({ outcome: 'accepted' });
    return dossier;
  }

  function withLine(dossier: Dossier, role: Role, kind: Dossier['history'][number]['kind'], minutes: number): Dossier {
    const by = { memberId: memberOf(role), name: role };
    const line = { id: v7(), at: at(minutes), by, kind };
    return { ...dossier, updatedAt: at(minutes), updatedBy: by, history: [...dossier.history, line] };
  }

  /** The dossier as the member leaves it: a note and its line in the history. */
  function changed(dossier: Dossier, role: Role, minutes = 0): Dossier {
    const by = { memberId: memberOf(role), name: role };
    const note = { id: v7(), at: at(minutes), by, text: 'Wat het loket schreef' };
    return { ...withLine(dossier, role, 'noteAdded', minutes), notes: [...dossier.notes, note] };
  }

  async function look(role: Role, dossier: Dossier, minutes: number, more: object = {}): Promise<void> {
    const row = {
      ...consultationFixture(person.id),
      ...{ memberId: memberOf(role), deviceId: `device-${role}`, dossierId: dossier.id, at: at(minutes) },
      ...{ purpose: 'dossierHandling', reason: 'Vraag aan het loket', fields: ['dossier'], ...more },
    } as DocumentOf<'consultations'>;
    expect(await deskOf(role).pushOne('consultations', row)).toMatchObject({ outcome: 'accepted' });
  }

  const refused = { outcome: 'rejected', error: { code: 'DOSSIER_OF_OTHER_TEAM' } };
  const accepted = { outcome: 'accepted' };

  it.each(roles)('by a %s', async (role) => {
    const dossier = await newDossier();
    const next = changed(dossier, role);
    const first = await deskOf(role).pushOne('dossiers', next, dossier);
    if (mayAtOnce.includes(role)) return expect(first).toMatchObject(accepted);
    if (!mustOpen.includes(role)) return expect(first).toMatchObject({ outcome: 'rejected' });
    // What the centre has comes back, and what was written stays the desk's to send again.
    expect(first).toMatchObject({ ...refused, master: { id: dossier.id, notes: [] } });
    await look(role, dossier, -10);
    expect(await deskOf(role).pushOne('dossiers', next, dossier)).toMatchObject(accepted);
  });

  it.each([
    ['half an hour before', -29, {}, accepted],
    ['at the same moment', 0, {}, accepted],
    ['by a clock that was put right in between', 4, {}, accepted],
    ['too long before', -36, {}, refused],
    ['only afterwards', 10, {}, refused],
    ['without a reason', -5, { reason: undefined }, refused],
    ['with a reason that says nothing', -5, { reason: ' ' }, refused],
    ['at its person only', -5, { fields: ['displayName'] }, refused],
    ['that was refused', -5, { outcome: 'refused' }, refused],
    ['at another dossier', -5, { dossierId: 'another' }, refused],
  ] as const)('after a look %s', async (_when, minutes, more, outcome) => {
    const dossier = await newDossier();
    await look('caseHandler', dossier, minutes, more);
    expect(await deskOf('caseHandler').pushOne('dossiers', changed(dossier, 'caseHandler'), dossier)).toMatchObject(
      outcome,
    );
  });

  it('a colleague’s look opens nothing for others', async () => {
    const dossier = await newDossier();
    await look('teamLead', dossier, -5);
    const next = changed(dossier, 'caseHandler');
    expect(await deskOf('caseHandler').pushOne('dossiers', next, dossier)).toMatchObject(refused);
  });

  it('however long it was under way, and whatever merged it since', async () => {
    const dossier = await newDossier();
    await look('caseHandler', dossier, -6);
    // Merged with the work of others a day later: the lines of the history still say when it was written.
    const merged = { ...changed(dossier, 'caseHandler'), updatedAt: at(24 * 60) };
    expect(await deskOf('caseHandler').pushOne('dossiers', merged, dossier)).toMatchObject(accepted);
  });

  it('every piece of a day without a line needs its own look, or the last one does', async () => {
    const dossier = await newDossier();
    await look('caseHandler', dossier, -5);
    const twice = changed(changed(dossier, 'caseHandler'), 'caseHandler', 180);
    expect(await deskOf('caseHandler').pushOne('dossiers', twice, dossier)).toMatchObject(refused);
    await look('caseHandler', dossier, 170);
    expect(await deskOf('caseHandler').pushOne('dossiers', twice, dossier)).toMatchObject(accepted);
  });

  it('that is only the trace of a contact moment needs none', async () => {
    const dossier = await newDossier();
    const trace = withLine(dossier, 'caseHandler', 'interactionLinked', 0);
    expect(await deskOf('caseHandler').pushOne('dossiers', trace, dossier)).toMatchObject(accepted);
  });

  it('clashes before it is refused: the desk hears what became of the dossier', async () => {
    const dossier = await newDossier();
    const newer = { ...dossier, subject: 'Intussen anders', updatedAt: at(-60) };
    expect(await els.pushOne('dossiers', newer, dossier)).toMatchObject(accepted);
    const outcome = await deskOf('caseHandler').pushOne('dossiers', changed(dossier, 'caseHandler'), dossier);
    expect(outcome).toMatchObject({ outcome: 'conflict', master: { subject: 'Intussen anders' } });
  });

  it('is their own work with a task of others for them, open or done since; not with one they made themselves', async () => {
    const dossier = await newDossier();
    const task = {
      ...{ id: v7(), createdAt: at(-60), updatedAt: at(-60), updatedBy: dossier.updatedBy, kind: 'advice', notes: [] },
      ...{ title: 'Advies', state: 'open', teamId: 'team-onthaal', dossierId: dossier.id },
    } as unknown as DocumentOf<'tasks'>;
    const handler = deskOf('caseHandler');
    expect(await handler.pushOne('tasks', task)).toMatchObject(refused);
    expect(await handler.pushOne('tasks', { ...task, id: v7(), teamId: 'team-omgeving' })).toMatchObject(accepted);
    expect(await handler.pushOne('dossiers', changed(dossier, 'caseHandler'), dossier)).toMatchObject(refused);
    expect(await els.pushOne('tasks', task)).toMatchObject(accepted);
    const once = changed(dossier, 'caseHandler');
    expect(await handler.pushOne('dossiers', once, dossier)).toMatchObject(accepted);
    const done = { ...task, state: 'done', doneAt: at(5), updatedAt: at(5) } as DocumentOf<'tasks'>;
    expect(await handler.pushOne('tasks', done, task)).toMatchObject(accepted);
    const twice = changed(once, 'caseHandler', 4);
    expect(await handler.pushOne('dossiers', twice, once)).toMatchObject(accepted);
    expect(await handler.pushOne('dossiers', changed(twice, 'caseHandler', 60), twice)).toMatchObject(refused);
  });

  it('a look that came before its new dossier reaches the team with the dossier', async () => {
    const dossier = dossierFixture(person.id, { teamId: 'team-omgeving' });
    await look('caseHandler', dossier, -5);
    const karim = await Desk.logIn(midoffice.url, 'member-karim');
    const { checkpoint, documents } = await karim.pullAll('consultations');
    expect(JSON.stringify(documents)).not.toContain(dossier.id);
    expect(await deskOf('caseHandler').pushOne('dossiers', dossier)).toMatchObject(accepted);
    const after = await karim.pullAll('consultations', checkpoint);
    expect(after.documents).toMatchObject([{ dossierId: dossier.id, reason: 'Vraag aan het loket' }]);
  });
});
