import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Orm, rowsOf } from '../database/database.ts';
import { migrationsFolder } from '../database/migrations-folder.ts';
import { openPostgresql } from '../database/open-postgresql.ts';
import { Desk, sendGraphql } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { consultationFixture, personFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import { verifyChain } from './verify-chain.ts';

const exportQuery = `query ($personId: ID, $memberId: ID, $format: String!, $after: Int) {
  exportConsultations(personId: $personId, memberId: $memberId, format: $format, after: $after) { text rows next }
}`;

class Undone extends Error {}

describe.each(engines)('the log of consultations on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  let orm: Orm;
  const person = personFixture();

  beforeAll(async () => {
    midoffice = await startForTests(engine);
    orm = midoffice.services.database.orm;
    els = await Desk.logIn(midoffice.url, 'member-els', 'device-els');
    await els.pushOne('persons', person);
    for (let index = 0; index < 5; index += 1) {
      expect(await els.pushOne('consultations', consultationFixture(person.id))).toMatchObject({ outcome: 'accepted' });
    }
  });
  afterAll(() => midoffice?.stop());

  /** What the check says after somebody with all rights on the database did this; it is undone afterwards. */
  async function afterTampering(tamper: (transaction: Pick<Orm, 'execute'>) => Promise<unknown>) {
    let report: Awaited<ReturnType<typeof verifyChain>> | undefined;
    const whole = await verifyChain(orm);
    const attempt = orm.transaction(async (transaction) => {
      await transaction.execute(sql`ALTER TABLE consultation_entry DISABLE TRIGGER USER`);
      await transaction.execute(sql`ALTER TABLE document DISABLE TRIGGER USER`);
      await tamper(transaction);
      report = await verifyChain(transaction, { links: whole.links, head: whole.head });
      throw new Undone();
    });
    await expect(attempt).rejects.toThrow(Undone);
    return report?.faults ?? [];
  }

  it('is whole as it comes, and only its own member and desk can write it', async () => {
    const report = await verifyChain(orm);
    expect(report).toMatchObject({ links: 5, faults: [] });
    expect(await verifyChain(orm, { links: 5, head: report.head })).toMatchObject({ faults: [] });
    const forged = { ...consultationFixture(person.id), memberId: 'member-karim' };
    expect(await els.pushOne('consultations', forged)).toMatchObject({ outcome: 'rejected' });
    const elsewhere = { ...consultationFixture(person.id), deviceId: 'device-of-another' };
    expect(await els.pushOne('consultations', elsewhere)).toMatchObject({ error: { code: 'FIELD_INVALID' } });
    expect((await verifyChain(orm)).links).toBe(5);
  });

  it('refuses every change and removal, of links and of documents', async () => {
    for (const statement of [
      sql`UPDATE consultation_entry SET member_id = 'x'`,
      sql`DELETE FROM consultation_entry`,
      sql`TRUNCATE consultation_entry`,
      sql`DELETE FROM document WHERE collection = 'consultations'`,
      sql`UPDATE document SET data = data || '{"purpose":"other"}' WHERE collection = 'consultations'`,
    ]) {
      await expect(orm.execute(statement)).rejects.toThrow();
    }
    expect(await verifyChain(orm)).toMatchObject({ links: 5, faults: [] });
  });

  it('finds a changed row', async () => {
    const faults = await afterTampering((database) =>
      database.execute(
        sql`UPDATE consultation_entry SET entry = replace(entry, 'counterService', 'correction') WHERE sequence = 3`,
      ),
    );
    expect(faults).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'changed', sequence: 3 })]));
  });

  it('finds who of the member a link says otherwise than its entry', async () => {
    const faults = await afterTampering((database) =>
      database.execute(sql`UPDATE consultation_entry SET member_id = 'member-karim' WHERE sequence = 2`),
    );
    expect(faults).toEqual([expect.objectContaining({ kind: 'changed', sequence: 2 })]);
  });

  it('finds a removed row, in the middle and at the end', async () => {
    const middle = await afterTampering((database) =>
      database.execute(sql`DELETE FROM consultation_entry WHERE sequence = 3`),
    );
    expect(middle.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['removed', 'notLinked']));
    const end = await afterTampering(async (database) => {
      await database.execute(
        sql`DELETE FROM document WHERE id = (SELECT document_id FROM consultation_entry WHERE sequence = 5)`,
      );
      await database.execute(sql`DELETE FROM consultation_entry WHERE sequence = 5`);
    });
    expect(end).toEqual([{ kind: 'endMissing', sequence: 5, documentId: undefined }]);
  });

  it('finds an inserted row, even when all numbers are moved on', async () => {
    const faults = await afterTampering(async (database) => {
      await database.execute(sql`UPDATE consultation_entry SET sequence = sequence + 1000 WHERE sequence > 2`);
      await database.execute(sql`UPDATE consultation_entry SET sequence = sequence - 999 WHERE sequence > 1000`);
      await database.execute(
        sql`INSERT INTO consultation_entry SELECT 3, 'inserted', member_id, person_id, received_at, entry, hash, repeat('a', 64)
            FROM consultation_entry WHERE sequence = 2`,
      );
    });
    const kinds = faults.map(({ kind, sequence }) => `${kind} ${sequence}`);
    expect(kinds).toEqual(expect.arrayContaining(['changed 3', 'inserted 4', 'changed 4', 'documentGone 3']));
  });

  it('finds a document that is no longer what was linked', async () => {
    const faults = await afterTampering((database) =>
      database.execute(
        sql`UPDATE document SET data = data || '{"purpose":"other"}'
            WHERE id = (SELECT document_id FROM consultation_entry WHERE sequence = 4)`,
      ),
    );
    expect(faults).toEqual([expect.objectContaining({ kind: 'documentChanged', sequence: 4 })]);
  });

  it('links what stood here before there was a chain', async () => {
    const text = readFileSync(join(migrationsFolder, '0004_consultation_chain.sql'), 'utf8');
    const statements = text.split('--> statement-breakpoint');
    const backfill = statements.find((statement) => statement.includes('FOR row IN SELECT')) ?? '';
    const faults = await afterTampering(async (database) => {
      await database.execute(sql`DELETE FROM consultation_entry`);
      await database.execute(sql.raw(backfill));
    });
    // Whole again, but another chain than the one whose end was kept.
    expect(faults).toEqual([{ kind: 'endMissing', sequence: 5, documentId: undefined }]);
  });

  it('is exported per person and per member by who may, and the export itself is on record', async () => {
    const clerk = await sendGraphql(els.url, exportQuery, { personId: person.id, format: 'csv' }, els.grant.token);
    expect(clerk.errors[0]?.extensions).toMatchObject({ code: 'NOT_ALLOWED' });
    await orm.execute(
      sql`UPDATE document SET data = jsonb_set(data, '{data,role}', '"recordManager"') WHERE id = 'member-karim'`,
    );
    const karim = await Desk.logIn(midoffice.url, 'member-karim', 'device-karim');
    const ask = async (variables: Readonly<Record<string, unknown>>) => {
      const answer = await sendGraphql(karim.url, exportQuery, variables, karim.grant.token);
      expect(answer.errors).toEqual([]);
      return answer.data?.exportConsultations as { text: string; rows: number; next: number | null };
    };
    const csv = await ask({ personId: person.id, format: 'csv' });
    const lines = csv.text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(6);
    expect(lines[0]).toContain('memberId,deviceId,personId');
    expect(lines[1]).toContain('member-els,device-els');
    const json = JSON.parse((await ask({ memberId: 'member-els', format: 'json' })).text) as readonly object[];
    expect(json).toHaveLength(5);
    expect((await ask({ memberId: 'member-karim', format: 'json' })).rows).toBe(0);
    const kept = await rowsOf<{ documentId: string; after: object }>(
      orm,
      sql`SELECT document_id AS "documentId", after FROM audit_entry WHERE after ->> 'kind' = 'export' ORDER BY sequence`,
    );
    expect(kept).toMatchObject([
      { documentId: person.id, after: { format: 'csv', rows: 5 } },
      { documentId: 'member-els', after: { format: 'json', rows: 5 } },
      { documentId: 'member-karim', after: { rows: 0 } },
    ]);
    for (const wrong of [{ format: 'csv' }, { personId: person.id, format: 'xml' }]) {
      const answer = await sendGraphql(karim.url, exportQuery, wrong, karim.grant.token);
      expect(answer.errors[0]?.extensions).toMatchObject({ code: 'ARGUMENT_INVALID' });
    }
  });

  it('stays one chain under interleaved transactions of several nodes, and those that are given up leave no gap', async () => {
    const before = (await verifyChain(orm)).links;
    const { databaseConfiguration } = midoffice;
    const log = pino({ level: 'silent' });
    // PGlite has one connection for everybody.
    const nodes =
      databaseConfiguration.kind === 'postgresql'
        ? await Promise.all([1, 2].map(() => openPostgresql(databaseConfiguration.connectionString, log)))
        : [];
    const write = (node: Orm, index: number) =>
      node.transaction(async (transaction) => {
        const row = { ...consultationFixture(person.id), id: v7() };
        await transaction.execute(
          sql`INSERT INTO document (collection, id, data) VALUES ('consultations', ${row.id}, ${JSON.stringify(row)}::jsonb)`,
        );
        // Commits come later than the writes, and in another order.
        await transaction.execute(sql`SELECT pg_sleep(${(index * 7) % 5} * 0.002)`);
        if (index % 5 === 0) throw new Undone();
      });
    const results = await Promise.allSettled(
      Array.from({ length: 100 }, (_, index) => write(nodes[index % 2]?.orm ?? orm, index)),
    );
    const written = results.filter(({ status }) => status === 'fulfilled').length;
    await Promise.all(nodes.map((node) => node.close()));
    expect(written).toBe(80);
    expect(await verifyChain(orm)).toMatchObject({ links: before + 80, faults: [] });
  });
});
