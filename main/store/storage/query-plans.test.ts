import { rxdbSchemas } from '@onthaal/contract/generated/rxdb-schemas.ts';
import { createRxDatabase } from 'rxdb';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { describe, expect, it } from 'vitest';
import type { DatabaseFile } from './database-file.ts';
import { queryToSql } from './run-query.ts';
import { createInstance, filled, openTestStorage, prepared, type TestInstance } from './testing/test-database.ts';
import { registerTextFunctions } from './text-order.ts';
import type { DocumentFields } from './types.ts';
import { nextDocumentData } from './write-documents.ts';

const SCHEMA = filled(structuredClone(rxdbSchemas.dossiers) as object);
const ROWS = 3000;

type Case = readonly [name: string, query: object, plan: RegExp];

const search = (columns: string) => new RegExp(`SEARCH \\S+ USING (?:COVERING )?INDEX \\S+_by_deleted_${columns}_id `);
const newest = [{ updatedAt: 'desc' }, { id: 'desc' }];
const due = [{ dueOn: 'asc' }, { id: 'asc' }];

/** Representative queries, and the index that each must use: with statistics, and just after the file was made. */
const cases: readonly Case[] = [
  ['equal', { number: '2026-LV-1' }, search('field_number')],
  ['equal, sorted otherwise', { applicantId: 'person-7' }, search('field_applicantId')],
  ['two fields', { teamId: 'team-3', status: 'status-3' }, search('field_teamId_field_status')],
  ['listed', { applicantId: { $in: ['person-7', 'person-8'] } }, search('field_applicantId')],
  ['many listed', { number: { $in: Array.from({ length: 80 }, (_, one) => `n${one}`) } }, search('field_number')],
  ['a range', { number: { $gt: '2026-LV-29' } }, search('field_number')],
  ['the begin of a text', { number: { $regex: '^2026-LV-29' } }, search('field_number')],
  ['null', { applicantId: { $eq: null } }, search('field_applicantId')],
  ['missing', { applicantId: { $exists: false } }, search('field_applicantId')],
  ['one of two fields', { $or: [{ number: 'a' }, { applicantId: 'b' }] }, /MULTI-INDEX OR/],
  ['inside $and', { $and: [{ number: 'a' }, { subject: { $ne: 'b' } }] }, search('field_number')],
  ['beside a list', { applicantId: 'a', parties: { $elemMatch: { role: 'architect' } } }, search('field_applicantId')],
  [
    'beside what only JavaScript decides',
    { applicantId: 'a', answers: { $eq: { x: 1 } } },
    search('field_applicantId'),
  ],
  ['twice negated', { applicantId: { $not: { $ne: 'a' } } }, search('field_applicantId')],
  [
    'not smaller',
    { number: { $not: { $lt: '2026-LV-29' } } },
    /MULTI-INDEX OR|USING (?:COVERING )?INDEX \S+field_number/,
  ],
  ['neither', { $nor: [{ number: { $ne: 'a' } }] }, search('field_number')],
  ['the id', { id: 'dossier-1' }, /SEARCH \S+ USING (?:COVERING )?INDEX sqlite_autoindex_\S+ \(id=\?\)/],
];

function isRange(selector: object): boolean {
  return JSON.stringify(selector).includes('2026-LV-29');
}

async function openDossiers(): Promise<{ readonly file: DatabaseFile; readonly instance: TestInstance }> {
  const { databaseFile, storage } = openTestStorage();
  return { file: databaseFile, instance: await createInstance(storage, SCHEMA) };
}

async function fill(instance: TestInstance): Promise<void> {
  const rows = Array.from({ length: ROWS }, (_, one) => ({
    document: nextDocumentData(undefined, fieldsOf(one), 'plans'),
  }));
  expect(await instance.bulkWrite(rows, 'test')).toEqual({ error: [] });
}

function fieldsOf(one: number): DocumentFields {
  return {
    ...{
      id: `dossier-${one}`,
      number: `2026-LV-${one}`,
      applicantId: `person-${one % 900}`,
      teamId: `team-${one % 10}`,
    },
    ...{ status: `status-${one % 12}`, handlerId: `member-${one % 80}`, dueOn: `2026-${10 + (one % 3)}-1${one % 9}` },
    ...{ updatedAt: `2026-11-${10 + (one % 20)}T${10 + (one % 14)}:00:00Z`, subject: `vraag ${one}` },
  };
}

/** The plan of a whole query, or of its count. */
function planOf(file: DatabaseFile, instance: TestInstance, query: object, counted = false): string {
  registerTextFunctions(file.database);
  const { table } = instance.internals as { readonly table: { readonly layout: Parameters<typeof queryToSql>[0] } };
  const { from, orderBy, parameters } = queryToSql(table.layout, prepared(query, SCHEMA));
  const sql = counted ? `SELECT count(*)${from}` : `SELECT data${from}${orderBy} LIMIT 50`;
  const steps = file.database.prepare<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
  return [sql, ...steps.map(({ detail }) => detail)].join('\n');
}

describe.each([
  ['with statistics', true],
  ['just after the file was made', false],
])('the plan of a query %s', (_name, withStatistics) => {
  it('uses the index that serves it', async () => {
    const { file, instance } = await openDossiers();
    if (withStatistics) await fill(instance);
    for (const [name, selector, plan] of cases) {
      // Of a range nobody knows how many rows it leaves: there the order may decide.
      for (const sort of isRange(selector) ? [undefined] : [undefined, newest]) {
        const query = { selector: { ...selector, _deleted: { $eq: false } }, ...(sort === undefined ? {} : { sort }) };
        expect.soft(planOf(file, instance, query), name).toMatch(plan);
        expect.soft(planOf(file, instance, query, true), `${name}, counted`).toMatch(plan);
      }
    }
    file.close();
  });

  it('follows the order of an index for a list', async () => {
    const { file, instance } = await openDossiers();
    if (withStatistics) await fill(instance);
    const live = { _deleted: { $eq: false } };
    const lists: readonly Case[] = [
      ['newest', { selector: live, sort: newest }, search('field_updatedAt')],
      ['due', { selector: { status: 'status-3', ...live }, sort: due }, search('field_status_field_dueOn')],
      [
        'due from',
        { selector: { status: 'a', dueOn: { $gte: 'b' }, ...live }, sort: due },
        search('field_status_field_dueOn'),
      ],
    ];
    for (const [name, query, plan] of lists) {
      expect.soft(planOf(file, instance, query), name).toMatch(plan);
      expect.soft(planOf(file, instance, query), name).not.toMatch(/TEMP B-TREE/);
    }
    file.close();
  });
});

describe('what RxDB itself asks', () => {
  it('never walks through a table while documents are written, synchronised and cleaned up', async () => {
    const { databaseFile, storage } = openTestStorage();
    const asked = new Set<string>();
    const { database } = databaseFile;
    const prepare = database.prepare.bind(database);
    Object.defineProperty(database, 'prepare', {
      value: (sql: string) => {
        asked.add(sql);
        return prepare(sql);
      },
    });
    const rxDatabase = await createRxDatabase({ name: 'plans', storage: storage as never, multiInstance: false });
    const schema = structuredClone(rxdbSchemas.dossiers) as never;
    const { dossiers } = await rxDatabase.addCollections({ dossiers: { schema } });
    const replication = replicateRxCollection({
      collection: dossiers as never,
      replicationIdentifier: 'plans',
      live: true,
      pull: { batchSize: 100, handler: () => Promise.resolve({ documents: [], checkpoint: { at: 1 } }) },
      push: { batchSize: 50, handler: () => Promise.resolve([]) },
    });
    await dossiers?.bulkInsert(Array.from({ length: 60 }, (_, one) => fieldsOf(one)));
    await replication.awaitInSync();
    await dossiers?.findByIds(['dossier-1', 'dossier-2', 'dossier-3']).exec();
    const one = await dossiers?.findOne('dossier-1').exec();
    await one?.incrementalPatch({ subject: 'nieuw' });
    await one?.getLatest().remove();
    await replication.awaitInSync();
    await dossiers?.storageInstance.cleanup(0);
    const first = await dossiers?.storageInstance.getChangedDocumentsSince?.(10, undefined);
    await dossiers?.storageInstance.getChangedDocumentsSince?.(10, first?.checkpoint as never);
    for (const sql of [...asked].filter((text) => /^\s*(?:SELECT|UPDATE|DELETE|INSERT)/i.test(text))) {
      const plan = prepare<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...new Array<null>(sql.split('?').length - 1).fill(null))
        .map(({ detail }) => detail);
      // The storage's own lists of tables are a handful of rows.
      const walked = plan.filter((step) => /^SCAN (?!CONSTANT ROW|wanted|json_each|storage_|sqlite_)/.test(step));
      expect.soft(walked, sql).toEqual([]);
    }
    await rxDatabase.close();
    databaseFile.close();
    expect([...asked].some((sql) => sql.includes('meta_rx_replication'))).toBe(true);
  });
});
