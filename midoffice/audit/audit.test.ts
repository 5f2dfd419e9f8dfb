import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Orm, rowsOf } from '../database/database.ts';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { consultationFixture, dossierFixture, personFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';

const trailQuery = `query ($collection: String!, $documentId: ID!) {
  auditTrail(collection: $collection, documentId: $documentId) {
    about at memberId memberName deviceId operationId kind fields { field before after }
  }
}`;

interface Line {
  readonly about: string;
  readonly memberId: string;
  readonly memberName: string;
  readonly kind: string;
  readonly fields: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

// Filling the demo (bulk load of an empty database) leaves no lines: what it loads is how the history begins, and nobody changed it.
describe.each(engines)('the audit trail on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  let orm: Orm;
  const person = personFixture();
  const dossier = dossierFixture(person.id);

  beforeAll(async () => {
    midoffice = await startForTests(engine);
    orm = midoffice.services.database.orm;
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
  });
  afterAll(() => midoffice?.stop());

  /** By plain SQL, beside the mid-office: the reference fixture has no such roles. */
  async function become(memberId: string, role: string): Promise<void> {
    await orm.execute(
      sql`UPDATE document SET data = jsonb_set(data, '{data,role}', ${JSON.stringify(role)}::jsonb) WHERE id = ${memberId}`,
    );
  }

  async function trail(desk: Desk, collection: string, documentId: string) {
    const answer = await sendGraphql(desk.url, trailQuery, { collection, documentId }, desk.grant.token);
    return { lines: answer.data?.auditTrail as readonly Line[] | undefined, code: answer.errors[0]?.extensions?.code };
  }

  it('holds every mutation, by whatever way it comes: the last line of a document is the document', async () => {
    await become('member-karim', 'administrator');
    const [start] = await rowsOf<{ sequence: string }>(orm, sql`SELECT max(sequence)::text AS sequence FROM document`);
    const karim = await Desk.logIn(midoffice.url, 'member-karim', 'device-karim');
    // Create, change, a push of several rows, a log row, a removal.
    await els.pushOne('persons', person);
    await els.pushOne('dossiers', dossier);
    const changed = { ...dossier, subject: 'Anders' };
    expect(await els.pushOne('dossiers', changed, dossier)).toMatchObject({ outcome: 'accepted' });
    await els.pushOne('consultations', consultationFixture(person.id));
    // A dossier that changes hands moves what hangs on it.
    const teams = await rowsOf<{ id: string }>(
      orm,
      sql`SELECT id FROM document WHERE collection = 'references' AND data ->> 'kind' = 'team' AND id <> ${dossier.teamId}`,
    );
    const moved = { ...changed, teamId: teams[0]?.id ?? '' };
    expect(await els.pushOne('dossiers', moved, changed)).toMatchObject({ outcome: 'accepted' });
    // Administration.
    const change = `mutation { changeMember(memberId: "member-els", teamIds: ["team-sociaal"]) }`;
    expect((await sendGraphql(karim.url, change, {}, karim.grant.token)).errors).toEqual([]);
    const untold = await rowsOf<{ collection: string; id: string }>(
      orm,
      sql`SELECT d.collection, d.id FROM document d
          LEFT JOIN LATERAL (SELECT after FROM audit_entry a WHERE a.collection = d.collection AND a.document_id = d.id
                             ORDER BY a.sequence DESC LIMIT 1) last ON true
          WHERE d.sequence > ${start?.sequence ?? '0'}::bigint
            AND (last.after IS NULL OR last.after <> d.data || jsonb_build_object('deleted', d.deleted))`,
    );
    expect(untold).toEqual([]);
    const [written] = await rowsOf<{ documents: number }>(
      orm,
      sql`SELECT count(*)::int AS documents FROM document WHERE sequence > ${start?.sequence ?? '0'}::bigint`,
    );
    expect(written?.documents).toBe(4);
  });

  it('would notice a way of writing that passes it by', async () => {
    await expect(
      orm.transaction(async (transaction) => {
        await transaction.execute(sql`UPDATE document SET data = data || '{"subject":"x"}' WHERE id = ${dossier.id}`);
        const [row] = await rowsOf<{ same: boolean }>(
          transaction,
          sql`SELECT d.data || jsonb_build_object('deleted', d.deleted) =
                (SELECT after FROM audit_entry a WHERE a.document_id = d.id ORDER BY sequence DESC LIMIT 1) AS same
              FROM document d WHERE id = ${dossier.id}`,
        );
        throw new Error(`same: ${row?.same}`);
      }),
    ).rejects.toThrow('same: false');
  });

  it('is read as a plain history, by the roles that may', async () => {
    await become('member-karim', 'recordManager');
    const karim = await Desk.logIn(midoffice.url, 'member-karim', 'device-karim');
    const { lines } = await trail(karim, 'dossiers', dossier.id);
    expect(lines?.map(({ kind, memberId }) => `${kind} by ${memberId}`)).toEqual([
      'changed by member-els',
      'changed by member-els',
      'created by member-els',
    ]);
    expect(lines?.[1]?.fields).toEqual([{ field: 'subject', before: dossier.subject, after: 'Anders' }]);
    expect(lines?.[0]?.memberName).toBe('Els Peeters');
    expect((await trail(els, 'dossiers', dossier.id)).code).toBe('NOT_ALLOWED');
    expect((await trail(karim, 'dossiers', 'unknown')).code).toBe('DOCUMENT_UNKNOWN');
    expect((await trail(karim, 'secrets', dossier.id)).code).toBe('ARGUMENT_INVALID');
  });

  it('holds what administrators do to access, with who did it, and reads it beside the member', async () => {
    await become('member-karim', 'administrator');
    const karim = await Desk.logIn(midoffice.url, 'member-karim', 'device-karim');
    for (const change of ['revokeAccess', 'restoreAccess']) {
      const text = `mutation { ${change}(memberId: "member-els") }`;
      expect((await sendGraphql(karim.url, text, {}, karim.grant.token)).errors).toEqual([]);
    }
    const { lines } = await trail(karim, 'references', 'member-els');
    const access = lines?.filter(({ about }) => about === 'access');
    expect(access?.map(({ kind, memberId }) => `${kind} by ${memberId}`)).toEqual([
      'deleted by member-karim',
      'created by member-karim',
    ]);
    const moved = lines?.find(({ about, fields }) => about === 'references' && fields[0]?.field === 'data');
    expect(moved).toMatchObject({ memberId: 'member-karim', kind: 'changed' });
    expect(moved?.fields[0]).toMatchObject({ before: { role: 'clerk' }, after: { teamIds: ['team-sociaal'] } });
  });

  it('of another team’s dossier is not for a team lead', async () => {
    await become('member-karim', 'teamLead');
    const karim = await Desk.logIn(midoffice.url, 'member-karim', 'device-karim');
    expect((await trail(karim, 'dossiers', dossier.id)).code).toBe('ACCESS_LOST');
  });
});
