import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../database/database.ts';
import { Desk } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { consultationFixture, dossierFixture, personFixture, statusLine } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

describe.each(engines)('push on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  let karim: Desk;
  const person = personFixture();

  beforeAll(async () => {
    midoffice = await startForTests(engine);
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
    karim = await Desk.logIn(midoffice.url, 'member-karim', 'device-karim');
    expect(await els.pushOne('persons', person)).toMatchObject({ outcome: 'accepted' });
  });
  afterAll(() => midoffice?.stop());

  it('accepts a new dossier and shows it to another desk exactly as pushed', async () => {
    const dossier = dossierFixture(person.id, { description: 'Eén regel\nen "nog" één 🏠' });
    const before = await karim.pullAll('dossiers');
    const outcome = await els.pushOne('dossiers', dossier);
    expect(outcome).toMatchObject({ documentId: dossier.id, outcome: 'accepted' });
    expect(Math.abs(Date.parse(outcome.acceptedAt ?? '') - Date.now())).toBeLessThan(60_000);
    const { documents } = await karim.pullAll('dossiers', before.checkpoint);
    expect(documents).toEqual([{ ...dossier, deleted: false }]);
  });

  it('answers a conflict with the master and leaves it as it was', async () => {
    const dossier = dossierFixture(person.id);
    await els.pushOne('dossiers', dossier);
    const karims = { ...dossier, subject: 'Nieuwe garage' };
    expect(await karim.pushOne('dossiers', karims, dossier)).toMatchObject({ outcome: 'accepted' });
    const elses = { ...dossier, subject: 'Nieuwe oprit' };
    const outcome = await els.pushOne('dossiers', elses, dossier);
    expect(outcome).toMatchObject({ outcome: 'conflict', master: { ...karims, deleted: false } });
    expect(await els.pushOne('dossiers', elses, karims)).toMatchObject({ outcome: 'accepted' });
  });

  it('takes a new document with an existing id for a conflict', async () => {
    const dossier = dossierFixture(person.id);
    await els.pushOne('dossiers', dossier);
    expect(await karim.pushOne('dossiers', { ...dossier, subject: 'Ander' })).toMatchObject({ outcome: 'conflict' });
  });

  it('accepts a replay once, with the same time, and says where the master is now', async () => {
    const dossier = dossierFixture(person.id);
    const operation = v7();
    const first = await els.pushOne('dossiers', dossier, undefined, operation);
    const again = await els.pushOne('dossiers', dossier, undefined, operation);
    expect(again).toEqual(first);
    const newer = { ...dossier, subject: 'Verder gewerkt' };
    await karim.pushOne('dossiers', newer, dossier);
    const late = await els.pushOne('dossiers', dossier, undefined, operation);
    expect(late).toEqual({ ...first, master: { ...newer, deleted: false } });
    const lines = await rowsOf<{ operation_id: string }>(
      midoffice.services.database.orm,
      sql`SELECT operation_id FROM audit_entry WHERE document_id = ${dossier.id} ORDER BY sequence`,
    );
    expect(lines).toHaveLength(2);
    expect(lines[0]?.operation_id).toBe(operation);
  });

  it('treats a known operation with other content as a new attempt', async () => {
    const dossier = dossierFixture(person.id);
    const operation = v7();
    await els.pushOne('dossiers', dossier, undefined, operation);
    const changed = { ...dossier, subject: 'Verbeterd' };
    expect(await els.pushOne('dossiers', changed, dossier, operation)).toMatchObject({ outcome: 'accepted' });
  });

  it('accepts a document that the centre lost', async () => {
    const dossier = dossierFixture(person.id);
    const outcome = await els.pushOne('dossiers', { ...dossier, subject: 'Terug' }, dossier);
    expect(outcome.outcome).toBe('accepted');
  });

  it('judges row by row: malformed rows do not fail the batch', async () => {
    const good = dossierFixture(person.id);
    const { subject: _subject, ...incomplete } = dossierFixture(person.id);
    const outcomes = await els.push('dossiers', [
      { operationId: 'o1', newDocumentState: 'no document at all' },
      { operationId: 'o2', newDocumentState: incomplete },
      { operationId: 'o3', newDocumentState: { ...good, id: v7(), status: 'finished' } },
      { operationId: 'o4', newDocumentState: { ...good, id: v7(), colour: 'red' } },
      { operationId: 'o5', newDocumentState: { ...good, id: v7(), notes: [{ id: 'n' }] } },
      { operationId: 'o6', newDocumentState: { ...good, id: v7(), subject: 'a\u0000b' } },
      { operationId: 'o7', newDocumentState: { ...good, id: v7(), subject: 'half \ud800' } },
      { operationId: 'o8', newDocumentState: good },
      { operationId: 'o9', newDocumentState: { ...good, id: v7(), deleted: 'no' } },
    ]);
    expect(
      outcomes.map(({ operationId, outcome, error }) => [operationId, outcome, error?.code, error?.field]),
    ).toEqual([
      ['o1', 'rejected', 'FIELD_INVALID', undefined],
      ['o2', 'rejected', 'FIELD_REQUIRED', 'subject'],
      ['o3', 'rejected', 'FIELD_INVALID', 'status'],
      ['o4', 'rejected', 'FIELD_INVALID', 'colour'],
      ['o5', 'rejected', 'FIELD_REQUIRED', 'notes.0.at'],
      ['o6', 'rejected', 'FIELD_INVALID', 'subject'],
      ['o7', 'rejected', 'FIELD_INVALID', 'subject'],
      ['o8', 'accepted', undefined, undefined],
      ['o9', 'rejected', 'FIELD_INVALID', 'deleted'],
    ]);
  });

  it('refuses a status that the role may not set, and a step that the type does not foresee', async () => {
    const dossier = dossierFixture(person.id);
    await els.pushOne('dossiers', dossier);
    const to = (status: typeof dossier.status, ...lines: ReturnType<typeof statusLine>[]) => ({
      ...dossier,
      status,
      history: [...dossier.history, ...lines],
    });
    expect(await els.pushOne('dossiers', to('complete'), dossier)).toMatchObject({
      outcome: 'rejected',
      error: {
        code: 'STATUS_TRANSITION_NOT_ALLOWED',
        field: 'status',
        details: { from: 'registered', to: 'complete' },
      },
      master: { status: 'registered' },
    });
    const throughSubmitted = to('complete', statusLine('registered', 'submitted'), statusLine('submitted', 'complete'));
    expect((await els.pushOne('dossiers', throughSubmitted, dossier)).outcome).toBe('accepted');
    const decided = { ...throughSubmitted, status: 'decided' as const };
    expect(await els.pushOne('dossiers', decided, throughSubmitted)).toMatchObject({
      outcome: 'rejected',
      error: { code: 'STATUS_NOT_ALLOWED', field: 'status' },
    });
    expect((await karim.pushOne('dossiers', decided, throughSubmitted)).outcome).toBe('accepted');
  });

  it('refuses references that the centre does not know', async () => {
    const wrong = [
      ['applicantId', dossierFixture('nobody')],
      ['typeCode', dossierFixture(person.id, { typeCode: 'unknown' })],
      ['teamId', dossierFixture(person.id, { teamId: 'member-els' })],
      ['handlerId', dossierFixture(person.id, { handlerId: 'member-gone' })],
    ] as const;
    for (const [field, dossier] of wrong) {
      const { error } = await els.pushOne('dossiers', dossier);
      expect(error).toEqual({ code: 'REFERENCE_UNKNOWN', field });
    }
  });

  it('refuses answers that the question set does not take', async () => {
    const answered = async (answers: Record<string, string | number | boolean>) =>
      (await els.pushOne('dossiers', dossierFixture(person.id, { answers }))).error;
    expect(await answered({})).toMatchObject({ code: 'FIELD_REQUIRED', field: 'answers.surface' });
    expect(await answered({ surface: 0 })).toMatchObject({ code: 'FIELD_INVALID', field: 'answers.surface' });
    expect(await answered({ surface: 3, wish: 'x' })).toMatchObject({ code: 'FIELD_INVALID', field: 'answers.wish' });
  });

  it('refuses a taken dossier number and changes to fixed fields and history', async () => {
    const dossier = dossierFixture(person.id);
    await els.pushOne('dossiers', dossier);
    const taken = dossierFixture(person.id, { number: dossier.number });
    expect((await els.pushOne('dossiers', taken)).error).toMatchObject({ code: 'FIELD_INVALID', field: 'number' });
    const changed = async (changes: Partial<typeof dossier>) =>
      (await els.pushOne('dossiers', { ...dossier, ...changes }, dossier)).error;
    expect(await changed({ number: '2026-QQ-99999' })).toEqual({ code: 'FIELD_READ_ONLY', field: 'number' });
    expect(await changed({ createdAt: '2020-01-01T00:00:00Z' })).toEqual({
      code: 'FIELD_READ_ONLY',
      field: 'createdAt',
    });
    expect(await changed({ history: [] })).toEqual({ code: 'FIELD_READ_ONLY', field: 'history' });
  });

  it('refuses identifiers that are wrong', async () => {
    const withNumber = async (nationalNumber: string) =>
      (await els.pushOne('persons', personFixture({ nationalNumber }))).error;
    expect(await withNumber('85073003329')).toMatchObject({ code: 'IDENTIFIER_INVALID', field: 'nationalNumber' });
    const wrongParcel = dossierFixture(person.id, { parcel: '46999A' });
    expect((await els.pushOne('dossiers', wrongParcel)).error).toMatchObject({ code: 'IDENTIFIER_INVALID' });
  });

  it('lets every role write only what is its work', async () => {
    const piet = await Desk.logIn(midoffice.url, 'member-piet');
    const zuil = await Desk.logIn(midoffice.url, 'member-zuil');
    const notAllowed = { outcome: 'rejected', error: { code: 'NOT_ALLOWED' } };
    expect(await piet.pushOne('dossiers', dossierFixture(person.id))).toMatchObject(notAllowed);
    expect(await zuil.pushOne('persons', personFixture())).toMatchObject(notAllowed);
    const [references] = await karim.push('references', [
      { operationId: 'r', newDocumentState: { id: 'team-omgeving' } },
    ]);
    expect(references).toMatchObject(notAllowed);
    const dossier = dossierFixture(person.id);
    await els.pushOne('dossiers', dossier);
    const [deletion] = await karim.push('dossiers', [
      { operationId: 'd', assumedMasterState: dossier, newDocumentState: { ...dossier, deleted: true } },
    ]);
    expect(deletion).toMatchObject(notAllowed);
  });

  it('only ever adds to the log of consultations', async () => {
    const row = consultationFixture(person.id);
    expect((await els.pushOne('consultations', row)).outcome).toBe('accepted');
    const changed = await els.pushOne('consultations', { ...row, reason: 'anders' }, row);
    expect(changed).toMatchObject({ outcome: 'rejected', error: { code: 'NOT_ALLOWED' } });
  });

  it('lets one of many desks that write the same document at once win', async () => {
    const dossier = dossierFixture(person.id);
    await els.pushOne('dossiers', dossier);
    const attempts = Array.from({ length: 8 }, (_, index) =>
      karim.pushOne('dossiers', { ...dossier, subject: `Poging ${index}` }, dossier),
    );
    const verdicts = (await Promise.all(attempts)).map(({ outcome }) => outcome).sort();
    expect(verdicts).toEqual(['accepted', ...Array(7).fill('conflict')]);
  });

  it('keeps who changed what in an audit trail that only grows', async () => {
    const orm = midoffice.services.database.orm;
    const dossier = dossierFixture(person.id);
    await els.pushOne('dossiers', dossier, undefined, 'operation-1');
    const changed = { ...dossier, subject: 'Anders' };
    await karim.pushOne('dossiers', changed, dossier, 'operation-2');
    const lines = await rowsOf<Record<string, unknown>>(
      orm,
      sql`SELECT member_id, device_id, operation_id, before, after FROM audit_entry
          WHERE document_id = ${dossier.id} ORDER BY sequence`,
    );
    const [first, second] = [
      { ...dossier, deleted: false },
      { ...changed, deleted: false },
    ];
    expect(lines).toEqual([
      { member_id: 'member-els', device_id: 'device-els', operation_id: 'operation-1', before: null, after: first },
      {
        member_id: 'member-karim',
        device_id: 'device-karim',
        operation_id: 'operation-2',
        before: first,
        after: second,
      },
    ]);
    await expect(orm.execute(sql`UPDATE audit_entry SET member_id = 'x'`)).rejects.toThrow();
    await expect(orm.execute(sql`DELETE FROM audit_entry`)).rejects.toThrow();
  });
});
