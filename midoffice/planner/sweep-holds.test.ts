import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, rowsOf } from '../database/database.ts';
import { openPglite } from '../database/open-pglite.ts';
import { leftHolds } from './sweep-holds.ts';

const now = new Date('2026-11-20T12:00:00.000Z');
const at = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString();

interface PlanNode {
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

function nodesOf(node: PlanNode): readonly PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

describe('holds that nobody made an appointment of', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openPglite(undefined, process.env.ONTHAAL_PREPARED_DATABASE);
    // Eight years of appointments, one an hour.
    await database.orm.execute(
      sql`INSERT INTO document (collection, id, data)
          SELECT 'appointments', 'a' || hours, jsonb_build_object('id', 'a' || hours, 'state', 'booked', 'startsAt',
            to_char(${now.toISOString()}::timestamptz AT TIME ZONE 'UTC' - make_interval(hours => hours), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
          FROM generate_series(1, ${8 * 365 * 24}::int) AS hours`,
    );
    const held = (id: string, startsAt: string, heldUntil: string, more: object = {}) => ({
      ...{ id, state: 'held', startsAt, heldUntil },
      ...more,
    });
    const reservation = { deviceId: 'pc' };
    const rows = JSON.stringify([
      held('left', at(3), at(-0.1)),
      held('talking', at(3), at(0.001)),
      held('asked elsewhere', at(3), at(-0.1), { external: { state: 'asked' } }),
      held('long ago', at(-2), at(-2)),
      held('kept, may come back', at(-20), at(-20), { reservation }),
      held('kept, never answered', at(-22), at(-22), { reservation }),
    ]);
    await database.orm.execute(
      sql`INSERT INTO document (collection, id, data)
          SELECT 'appointments', one ->> 'id', one FROM jsonb_array_elements(${rows}::jsonb) AS one`,
    );
    await database.orm.execute(sql`ANALYZE document`);
  }, 120_000);
  afterAll(() => database?.close());

  it('are those that ended, and those kept for a desk that did not come back in three weeks', async () => {
    const rows = await rowsOf<{ id: string }>(database.orm, leftHolds(now));
    expect(rows.map(({ id }) => id).sort()).toEqual(['kept, never answered', 'left']);
  });

  it('are found among those of some weeks, not by reading all appointments that there ever were', async () => {
    const [row] = await rowsOf<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>(
      database.orm,
      sql`EXPLAIN (FORMAT JSON) ${leftHolds(now)}`,
    );
    const nodes = (row?.['QUERY PLAN'] ?? []).flatMap(({ Plan }) => nodesOf(Plan));
    const byStart = nodes.filter((node) => node['Index Name'] === 'document_starts');
    expect(byStart.map((node) => node['Index Cond'])).toEqual([expect.stringContaining('startsAt')]);
  });
});
