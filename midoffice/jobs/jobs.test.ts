import type { Client } from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTo, type NodeProcess, startNode } from '../testing/node-process.ts';
import { type PostgresqlCluster, startPostgresql } from '../testing/postgresql-cluster.ts';

const waiting = { timeout: 170_000, interval: 250 };
// The metrics of a node tell what it did.
const environment = { ONTHAAL_METRICS_TOKEN: 'a token that only tests use', ONTHAAL_LOG_LEVEL: 'info' };

let cluster: PostgresqlCluster;
beforeAll(async () => {
  cluster = await startPostgresql();
});
afterAll(() => cluster?.stop());

async function doneBy({ url }: NodeProcess, job: string, outcome = 'done'): Promise<number> {
  const headers = { authorization: `Bearer ${environment.ONTHAAL_METRICS_TOKEN}` };
  const text = await (await fetch(`${url}/metrics`, { headers })).text();
  const line = `onthaal_job_duration_seconds_count{job="${job}",outcome="${outcome}"} `;
  return Number(
    text
      .split('\n')
      .find((one) => one.startsWith(line))
      ?.slice(line.length) ?? 0,
  );
}

async function oldSession(client: Client, id: string): Promise<void> {
  await client.query(
    `INSERT INTO login_session (id, member_id, device_id, subject, ends_at)
     VALUES ($1, 'member-els', $2, 'somebody', now() - interval '100 days')`,
    [id, v7()],
  );
}

async function sessionIds(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>('SELECT id FROM login_session ORDER BY id');
  return rows.map(({ id }) => id);
}

describe('jobs of nodes that share a database', () => {
  it('are each done once, and by another node when the one that did it is killed', { timeout: 200_000 }, async () => {
    const database = await cluster.createDatabase();
    const first = await startNode(database, environment);
    const client = await connectTo(database);
    const holder = await connectTo(database);
    const settled = async (): Promise<boolean> => {
      const { rows } = await client.query(
        `SELECT 1 FROM jobs.job WHERE name = 'clean-sessions' AND state < 'completed'`,
      );
      return rows.length === 0;
    };
    await expect.poll(settled, waiting).toBe(true);
    expect(await doneBy(first, 'clean-sessions')).toBe(1);

    const [held, other] = [v7(), v7()];
    await oldSession(client, held);
    await oldSession(client, other);
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM login_session WHERE id = $1 FOR UPDATE', [held]);
    const id = v7();
    await client.query(
      `INSERT INTO jobs.job (id, name, policy, heartbeat_seconds, retry_limit, retry_delay)
       SELECT $1::uuid, name, policy, heartbeat_seconds, retry_limit, retry_delay FROM jobs.queue WHERE name = 'clean-sessions'`,
      [id],
    );
    const blocked = async (): Promise<number> => {
      const { rows } = await client.query(
        `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%DELETE FROM login_session%'`,
      );
      return rows.length;
    };
    // It stays in the middle of its work for as long as the test holds the row.
    await expect.poll(blocked, waiting).toBe(1);
    const second = await startNode(database, environment);
    await first.kill();
    await holder.query('ROLLBACK');

    const job = async (): Promise<unknown> =>
      (await client.query('SELECT state, retry_count FROM jobs.job WHERE id = $1', [id])).rows[0];
    await expect.poll(job, waiting).toEqual({ state: 'completed', retry_count: 1 });
    expect(await sessionIds(client)).toEqual([]);
    expect(await doneBy(second, 'clean-sessions', 'failed')).toBe(0);
    expect(second.log()).not.toMatch(/member-els|somebody/);
    await second.stop();
    await Promise.all([client.end(), holder.end()]);
  });

  it('are due once however many nodes start together, and end with their node', { timeout: 200_000 }, async () => {
    const database = await cluster.createDatabase();
    const nodes = await Promise.all([startNode(database, environment), startNode(database, environment)]);
    const client = await connectTo(database);
    const { rows } = await client.query<{ name: string; count: string }>(
      'SELECT name, count(*)::text AS count FROM jobs.schedule GROUP BY name ORDER BY name',
    );
    expect(rows.map(({ name, count }) => `${name} ${count}`)).toEqual([
      'clean-messages 1',
      'clean-operations 1',
      'clean-sessions 1',
      'clean-uploads 1',
      'count-service-times 1',
      'send-messages 1',
    ]);
    const together = async (): Promise<number> => {
      const counts = await Promise.all(nodes.map((node) => doneBy(node, 'clean-uploads')));
      return counts.reduce((sum, count) => sum + count, 0);
    };
    await expect.poll(together, waiting).toBeGreaterThan(0);
    expect(await together()).toBeLessThanOrEqual(nodes.length);
    await Promise.all(nodes.map((node) => node.stop()));
    expect(nodes.map(({ process }) => process.exitCode)).toEqual([0, 0]);
    await client.end();
  });
});
