import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadIfEmpty } from '../database/bulk-load.ts';
import { type Database, rowsOf } from '../database/database.ts';
import { openPostgresql } from '../database/open-postgresql.ts';
import { generateMunicipality } from '../seed/index.ts';
import { type PostgresqlCluster, startPostgresql } from '../testing/postgresql-cluster.ts';
import { isNarrowed, workPage } from './first-pull.ts';
import { brusselsDay, workDaysOf } from './work-days.ts';

const today = brusselsDay(new Date());
const everything: readonly CollectionName[] = [
  'persons',
  'dossiers',
  'interactions',
  'tasks',
  'appointments',
  'visits',
  'documents',
  'messages',
  'consultations',
];

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

function nodesOf(node: PlanNode): readonly PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

describe('how PostgreSQL finds a member’s work among that of a municipality', () => {
  let cluster: PostgresqlCluster;
  let database: Database;

  beforeAll(async () => {
    cluster = await startPostgresql();
    database = await openPostgresql(await cluster.createDatabase(), pino({ level: 'silent' }));
    await loadIfEmpty(database.orm, () => generateMunicipality({ dossiers: 6000, today }));
  }, 300_000);
  afterAll(async () => {
    await database?.close();
    await cluster?.stop();
  });

  async function planOf(collection: CollectionName, role: 'clerk' | 'caseHandler'): Promise<readonly PlanNode[]> {
    const session = {
      memberId: 'member-karim',
      deviceId: 'device-desk-1',
      role,
      teamIds: ['team-omgeving'],
      expiresAt: Number.MAX_SAFE_INTEGER,
    };
    const query = { session, day: today, days: workDaysOf(today) };
    const page = workPage(
      query,
      collection,
      { transactionId: '0', sequence: '0' },
      { transactionId: '9223372036854775806', sequence: '1' },
      { rows: 1000, bytes: 4_000_000 },
    );
    const [row] = await rowsOf<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>(
      database.orm,
      sql`EXPLAIN (FORMAT JSON) ${page}`,
    );
    return (row?.['QUERY PLAN'] ?? []).flatMap(({ Plan }) => nodesOf(Plan));
  }

  it('is asked where that is less work than a walk through all changes', () => {
    const narrowed = ['dossiers', 'tasks', 'appointments', 'visits', 'consultations'];
    expect(everything.filter(isNarrowed)).toEqual(narrowed);
  });

  it.each(everything.flatMap((name) => [[name, 'clerk'] as const, [name, 'caseHandler'] as const]))(
    'finds %s of a %s by indexes, and reads neither the table nor the change order through',
    async (collection, role) => {
      const nodes = await planOf(collection, role);
      const scans = nodes.filter((node) => node['Relation Name'] === 'document');
      expect(scans.length).toBeGreaterThan(0);
      expect(scans.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
      expect(nodes.map((node) => node['Index Name'])).not.toContain('document_change');
    },
  );
});
