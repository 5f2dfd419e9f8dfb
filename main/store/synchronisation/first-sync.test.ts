import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabaseFile, tableNameOf } from '../storage/index.ts';
import { LocalStore, testKey } from '../testing/local-store.ts';
import { testFolder } from '../testing/test-folder.ts';
import { startMidoffice, type TestMidoffice } from '../testing/test-midoffice.ts';
import { TestStore } from '../testing/test-store.ts';
import { dropLateIndexes, makeLateIndexes } from './late-indexes.ts';

const DOSSIERS = 700;
const STOPS = 4;
/** On its way, handed over but not on disk, and asked ahead. */
const LOST_PAGES = 3;

const pages: string[] = [];
let midoffice: TestMidoffice;
let server: Server;
let url: string;

/** Stands between desk and centre and notes which pages are asked. */
async function startRecorder(target: string): Promise<Server> {
  const recorder = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const pull = /\bpull(\w+)\(/.exec(body)?.[1];
    if (pull !== undefined && body.includes('"variables"')) {
      const { variables } = JSON.parse(body) as { variables?: { checkpoint?: string | null } };
      pages.push(`${pull} ${variables?.checkpoint ?? 'first'}`);
    }
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => !['host', 'connection', 'content-length'].includes(name)),
    ) as Record<string, string>;
    try {
      const init = { method: request.method ?? 'GET', headers, ...(body === '' ? {} : { body }) };
      const answer = await fetch(`${target}${request.url}`, init);
      const passed = [...answer.headers].filter(([name]) => !['content-encoding', 'content-length'].includes(name));
      response.writeHead(answer.status, Object.fromEntries(passed));
      if (answer.body === null) response.end();
      else
        Readable.fromWeb(answer.body as ReadableStream)
          .on('error', () => response.destroy())
          .pipe(response);
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => recorder.listen(0, '127.0.0.1', resolve));
  return recorder;
}

beforeAll(async () => {
  midoffice = await startMidoffice(DOSSIERS);
  server = await startRecorder(midoffice.url);
  const address = server.address();
  if (typeof address === 'object' && address !== null) url = `http://127.0.0.1:${address.port}`;
}, 120_000);
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await midoffice.stop();
});

async function openOnce(file: string): Promise<TestStore> {
  const store = await TestStore.start(url);
  const session = await store.control({ kind: 'logIn', memberId: 'member-jan', deviceId: 'device-one' });
  if (!session.ok) throw new Error(session.error.code);
  expect(await store.open(file, session.value, Buffer.from(testKey).toString('base64'))).toMatchObject({ ok: true });
  return store;
}

describe('the first sync', () => {
  it('goes on from the last page on disk, wherever it is stopped or killed, and ends with all documents and indexes', async () => {
    const file = join(testFolder(), 'user.db');
    const [plan = []] = fc.sample(
      fc.array(fc.record({ wait: fc.integer({ min: 0, max: 1500 }), killed: fc.boolean() }), {
        minLength: STOPS,
        maxLength: STOPS,
      }),
      1,
    );
    for (const { wait, killed } of plan) {
      const store = await openOnce(file);
      await new Promise((resolve) => setTimeout(resolve, wait));
      if (killed) await store.kill();
      else await store.stop();
    }
    const store = await openOnce(file);
    await store.untilUpToDate(90_000);
    const page = await store.read('workList', { scope: 'all', sort: 'updatedAt', offset: 0, limit: 50 });
    await store.stop();
    expect(page.total).toBeGreaterThan(0);

    const opened = openDatabaseFile({ file, key: testKey, readOnly: true });
    const count = (sql: string) => opened.database.prepare<number>(sql).pluck().get() ?? 0;
    expect(count(`SELECT count(*) FROM ${tableNameOf('dossiers', 0)}`)).toBe(DOSSIERS);
    expect(count('SELECT count(*) FROM dossier_row')).toBe(DOSSIERS);
    expect(count("SELECT count(*) FROM search_entry WHERE kind = 'dossier'")).toBe(DOSSIERS);
    expect(count("SELECT count(*) FROM sqlite_schema WHERE name = 'dossier_row_by_team_number'")).toBe(1);
    expect(opened.database.pragma('integrity_check', { simple: true })).toBe('ok');
    opened.close();

    const times = new Map<string, number>();
    // The last page is asked again whenever the desk looks for news.
    const last = new Set([...new Map(pages.map((page) => [page.split(' ')[0], page])).values()]);
    for (const page of pages.filter((one) => !last.has(one))) times.set(page, (times.get(page) ?? 0) + 1);
    const perCollection = new Map<string, number>();
    for (const [page, asked] of times) {
      const name = page.split(' ')[0] ?? '';
      perCollection.set(name, (perCollection.get(name) ?? 0) + asked - 1);
    }
    for (const [name, again] of perCollection) {
      expect(again, `${name} ${JSON.stringify(plan)}`).toBeLessThanOrEqual(STOPS * LOST_PAGES);
    }
  }, 180_000);

  it('takes away only what it makes again, also when it is broken off in between', async () => {
    const { store } = await LocalStore.open(testFolder());
    const indexes = () =>
      store.file.rows<{ name: string; sql: string }>(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
      );
    const before = indexes();
    dropLateIndexes(store.file);
    const without = indexes().length;
    expect(without).toBeLessThan(before.length - 10);
    dropLateIndexes(store.file);
    expect(indexes()).toHaveLength(without);
    await makeLateIndexes(store.file, ['persons']);
    await makeLateIndexes(store.file, ['persons']);
    expect(indexes().length).toBeGreaterThan(without);
    await makeLateIndexes(store.file, ['dossiers', 'tasks']);
    expect(indexes()).toEqual(before);
    await store.close();
  });
});
