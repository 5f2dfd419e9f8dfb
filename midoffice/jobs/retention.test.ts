import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRetention } from '../configuration/retention.ts';
import { rowsOf } from '../database/database.ts';
import { removeOldUploads } from '../document-content/cleaning.ts';
import { removeOldOperations } from '../documents/old-operations.ts';
import { Metrics } from '../observability/metrics.ts';
import { removeOldSessions } from '../session/browser-login/old-sessions.ts';
import { engines } from '../testing/engines.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import { Jobs } from './jobs.ts';

describe.each(engines)('what nobody needs for ever, on $name', (engine) => {
  let midoffice: TestMidoffice;
  const orm = () => midoffice.services.database.orm;
  const namesIn = async (table: string, column: string): Promise<readonly string[]> => {
    const query = sql`SELECT ${sql.identifier(column)} AS name FROM ${sql.identifier(table)} ORDER BY 1`;
    return (await rowsOf<{ name: string }>(orm(), query)).map(({ name }) => name);
  };
  beforeAll(async () => {
    midoffice = await startForTests(engine);
  });
  afterAll(() => midoffice?.stop());

  it('goes when a session has been over for long, with its tokens, and never with one that lives', async () => {
    const sessions = [
      ['ended', "now() + interval '1 hour'", "now() - interval '91 days'"],
      ['kept', "now() - interval '89 days'", 'NULL'],
      ['lives', "now() + interval '1 hour'", 'NULL'],
      ['over', "now() - interval '91 days'", 'NULL'],
    ] as const;
    for (const [id, endsAt, endedAt] of sessions) {
      await orm().execute(
        sql`INSERT INTO login_session (id, member_id, device_id, subject, ends_at, ended_at)
            VALUES (${id}, 'member-els', ${v7()}, 'somebody', ${sql.raw(endsAt)}, ${sql.raw(endedAt)})`,
      );
      await orm().execute(sql`INSERT INTO refresh_token (hash, session_id) VALUES (${`of ${id}`}, ${id})`);
    }
    for (const [hash, age] of [
      ['late', '25 hours'],
      ['recent', '1 hour'],
    ] as const) {
      const expiresAt = sql`now() - ${age}::interval`;
      await orm().execute(
        sql`INSERT INTO login_code (hash, member_id, subject, challenge, expires_at)
            VALUES (${hash}, 'member-els', 'somebody', 'x', ${expiresAt})`,
      );
      await orm().execute(
        sql`INSERT INTO login_attempt
              (state, browser_hash, nonce, verifier, desk_challenge, desk_port, desk_state, expires_at)
            VALUES (${hash}, 'x', 'x', 'x', 'x', 1024, 'x', ${expiresAt})`,
      );
    }
    expect(await removeOldSessions(orm(), 90)).toBe(4);
    const trail = sql`SELECT DISTINCT member_id AS name FROM audit_entry
                      WHERE collection = 'sessions' AND (after ->> 'deleted')::boolean`;
    expect(await rowsOf(orm(), trail)).toEqual([{ name: 'mid-office' }]);
    expect(await namesIn('login_session', 'id')).toEqual(['kept', 'lives']);
    expect(await namesIn('refresh_token', 'session_id')).toEqual(['kept', 'lives']);
    expect(await namesIn('login_code', 'hash')).toEqual(['recent']);
    expect(await namesIn('login_attempt', 'state')).toEqual(['recent']);
  });

  it('goes when a push was accepted long ago, however many there are', async () => {
    const many = 4100;
    await orm().execute(
      sql`INSERT INTO operation (device_id, operation_id, collection, document_id, state_hash, accepted_at)
          SELECT 'device', 'old ' || n, 'dossiers', 'x', 'x', now() - interval '91 days' FROM generate_series(1, ${many}::int) n
          UNION ALL SELECT 'device', 'new', 'dossiers', 'x', 'x', now() - interval '89 days'`,
    );
    expect(await removeOldOperations(orm(), 90, new AbortController().signal)).toBe(many);
    expect(await namesIn('operation', 'operation_id')).toEqual(['new']);
    await expect(removeOldOperations(orm(), 90, AbortSignal.abort())).rejects.toThrow();
  });

  it('goes when an upload was left', async () => {
    for (const [id, days] of [
      ['left', 31],
      ['recent', 29],
    ] as const) {
      await orm().execute(
        sql`INSERT INTO content_upload (id, member_id, device_id, document_id, digest, media_type, bytes, started_at)
            VALUES (${id}, 'member-els', 'device', 'x', 'x', 'x', 3, now() - make_interval(days => ${days}))`,
      );
      await orm().execute(
        sql`INSERT INTO content_upload_part (upload_id, start, bytes) VALUES (${id}, 0, 'abc'::bytea)`,
      );
    }
    expect(await removeOldUploads(orm(), 30)).toBe(1);
    expect(await namesIn('content_upload', 'id')).toEqual(['recent']);
    expect(await namesIn('content_upload_part', 'upload_id')).toEqual(['recent']);
  });

  it('is looked for again when that failed, and neither the log nor the database keeps whose it was', async () => {
    const lines: string[] = [];
    const logger = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
    const metrics = new Metrics(undefined);
    const jobs = new Jobs({ database: midoffice.services.database, metrics, logger });
    let tries = 0;
    const done = new Promise<void>((resolve) => {
      const run = (): Promise<number> => {
        tries += 1;
        if (tries === 1) throw new Error('duplicate key (name)=(Els Peeters)');
        resolve();
        return Promise.resolve(3);
      };
      const schedule = '0 0 1 1 *';
      void jobs.start([{ name: 'begin-day', schedule, atStart: true, lookSeconds: 1, run }]);
    });
    await done;
    await jobs.stop(10_000);
    const kept = await rowsOf<{ text: string }>(orm(), sql`SELECT row_to_json(job)::text AS text FROM jobs.job job`);
    expect(kept.some(({ text }) => text.includes('begin-day'))).toBe(true);
    expect(kept.map(({ text }) => text).join('\n')).not.toMatch(/Peeters/);
    expect(lines).toEqual([
      expect.stringContaining('a job failed: it is tried again'),
      expect.stringMatching(/"rows":3.*a job was done/),
    ]);
    expect(lines.join('')).not.toMatch(/Peeters/);
    const { body } = await metrics.text();
    expect(body).toContain('onthaal_job_duration_seconds_count{job="begin-day",outcome="failed"} 1');
    expect(body).toContain('onthaal_job_duration_seconds_count{job="begin-day",outcome="done"} 1');
  }, 120_000);
});

describe('how long things are kept', () => {
  it('is said by the configuration, and never shorter than a desk may need it', () => {
    expect(readRetention({}, [])).toEqual({ sessionDays: 90, operationDays: 90, uploadDays: 30, messageDays: 365 });
    const sentences: string[] = [];
    readRetention({ ONTHAAL_KEEP_OPERATION_DAYS: '34', ONTHAAL_KEEP_UPLOAD_DAYS: 'x' }, sentences);
    expect(sentences).toEqual([
      'ONTHAAL_KEEP_OPERATION_DAYS must be a whole number of days from 35 to 3650.',
      'ONTHAAL_KEEP_UPLOAD_DAYS must be a whole number of days from 15 to 3650.',
    ]);
  });
});
