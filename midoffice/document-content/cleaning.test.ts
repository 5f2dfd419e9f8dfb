import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContentDesk, digestOf, documentFixture, pdfOf } from '../testing/content-desk.ts';
import { Desk } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import { checkContent } from './checking.ts';
import { cleanContent } from './cleaning.ts';
import { beginStoring } from './content-rows.ts';
import type { ContentStore } from './store/content-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'onthaal-cleaning-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(engines)('contents that no document shows, on $name', (engine) => {
  let midoffice: TestMidoffice;
  let ann: Desk;
  let desk: ContentDesk;
  let store: ContentStore;
  const files = join(folder, engine.name);
  const orm = () => midoffice.services.database.orm;
  const isThere = (bytes: Buffer) => readdirSync(files, { recursive: true }).join().includes(digestOf(bytes));

  beforeAll(async () => {
    const content = {
      store: { kind: 'folder', folder: files },
      scanner: { kind: 'off' },
      mostBytes: 1024 * 1024,
      retrySeconds: 1,
    } as const;
    midoffice = await startForTests(engine, { content });
    ann = await Desk.logIn(midoffice.url, 'member-ann');
    desk = new ContentDesk(midoffice.url, ann.grant.token);
    store = midoffice.services.content?.store as ContentStore;
  });
  afterAll(() => midoffice?.stop());

  const brought = async (seed: string) => {
    const bytes = pdfOf(2000, seed);
    const document = documentFixture(bytes, undefined);
    expect((await ann.pushOne('documents', document)).outcome).toBe('accepted');
    expect((await desk.bring(bytes, document.id)).status).toBe(204);
    return { bytes, document };
  };
  const age = (bytes: Buffer, days: number) =>
    orm().execute(
      sql`UPDATE content SET stored_at = now() - make_interval(days => ${days}) WHERE digest = ${digestOf(bytes)}`,
    );
  const remove = async ({ document }: Awaited<ReturnType<typeof brought>>) => {
    const row = {
      operationId: `remove-${document.id}`,
      newDocumentState: { ...document, deleted: true },
      assumedMasterState: document,
    };
    expect((await ann.push('documents', [row]))[0]?.outcome).toBe('accepted');
  };

  it('go when they are old; what a document shows stays, and what came lately', async () => {
    const [shown, fresh, old] = [await brought('shown'), await brought('fresh'), await brought('old')];
    await remove(fresh);
    await remove(old);
    for (const { bytes } of [shown, old]) await age(bytes, 61);
    expect(await cleanContent(orm(), store, 60, 30)).toMatchObject({ contents: 1, failed: 0 });
    expect([shown, fresh, old].map(({ bytes }) => isThere(bytes))).toEqual([true, true, false]);
    expect((await desk.fetch(shown.document.id, digestOf(shown.bytes))).status).toBe(200);
    // It may come again.
    const again = documentFixture(old.bytes, undefined);
    await ann.pushOne('documents', again);
    expect((await desk.bring(old.bytes, again.id)).status).toBe(204);
    expect((await desk.fetch(again.id, digestOf(old.bytes))).body.equals(old.bytes)).toBe(true);
  });

  it('are not taken from under somebody who brings them again at that moment', async () => {
    const { bytes, document } = await brought('meanwhile');
    await remove({ bytes, document });
    await age(bytes, 61);
    const key = { digest: digestOf(bytes), bytes: bytes.length, mediaType: 'application/pdf' };
    // Marked by a cleaning that goes on elsewhere: who brings it must come back later.
    await orm().execute(sql`UPDATE content SET state = 'removing' WHERE digest = ${key.digest}`);
    expect(await beginStoring(orm(), key)).toBe(false);
    const next = documentFixture(bytes, undefined);
    await ann.pushOne('documents', next);
    expect((await desk.bring(bytes, next.id)).code).toBe('MIDOFFICE_BUSY');
    await cleanContent(orm(), store, 60, 30);
    expect((await desk.bring(bytes, next.id)).status).toBe(204);
    // Brought again just before: no longer old.
    await age(bytes, 61);
    expect(await beginStoring(orm(), key)).toBe(true);
    expect(await cleanContent(orm(), store, 60, 30)).toMatchObject({ contents: 0 });
    expect((await desk.fetch(next.id, key.digest)).status).toBe(200);
  });

  it('take uploads along that nobody finished', async () => {
    const words = { documentId: 'document-1', digest: 'd'.repeat(64), mediaType: 'application/pdf' };
    const place = (await desk.begin(1000, words)).headers.get('location') ?? '';
    await desk.patch(place, 0, Buffer.alloc(10));
    expect(await cleanContent(orm(), store, 60, 30)).toMatchObject({ uploads: 0 });
    expect(await desk.offset(place)).toBe(10);
    await orm().execute(
      sql`UPDATE content_upload SET started_at = now() - interval '31 days' WHERE digest = ${words.digest}`,
    );
    expect(await cleanContent(orm(), store, 60, 30)).toMatchObject({ uploads: 1 });
    expect((await desk.send('HEAD', place)).status).toBe(404);
  });

  it('are told apart from contents that are lost or damaged on their disk', async () => {
    const [lost, hurt] = [await brought('lost'), await brought('hurt')];
    const pathOf = (bytes: Buffer) => join(files, digestOf(bytes).slice(0, 2), digestOf(bytes));
    expect(await checkContent(orm(), store)).toMatchObject({ missing: [], damaged: [] });
    rmSync(pathOf(lost.bytes));
    truncateSync(pathOf(hurt.bytes), 100);
    expect(await checkContent(orm(), store)).toMatchObject({
      missing: [digestOf(lost.bytes)],
      damaged: [digestOf(hurt.bytes)],
    });
    expect((await desk.fetch(lost.document.id, digestOf(lost.bytes))).code).toBe('CONTENT_UNKNOWN');
  });
});
