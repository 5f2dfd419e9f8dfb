import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContentConfiguration } from '../configuration/document-content.ts';
import { rowsOf } from '../database/database.ts';
import { ContentDesk, digestOf, documentFixture, pdfOf } from '../testing/content-desk.ts';
import { Desk } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { dossierFixture, personFixture } from '../testing/fixture-documents.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import { mostOpenUploads } from './uploads/upload-area.ts';
import { partBytes } from './uploads/upload-rows.ts';

const mostBytes = 4 * 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'onthaal-content-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function contentIn(name: string): ContentConfiguration {
  return {
    store: { kind: 'folder', folder: join(folder, name) },
    scanner: { kind: 'off' },
    mostBytes,
    retrySeconds: 1,
  };
}

function filesIn(path: string): readonly string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [entry.name] : [],
  );
}

describe.each(engines)('the content of documents on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  let karim: Desk;
  let bringer: ContentDesk;
  let handler: ContentDesk;
  const files = join(folder, engine.name);
  const person = personFixture();
  const dossier = dossierFixture(person.id);

  const contentDesk = ({ url, grant }: Desk) => new ContentDesk(url, grant.token);
  const pushed = async (desk: Desk, bytes: Buffer, dossierId: string, mediaType?: string) => {
    const document = documentFixture(bytes, dossierId, mediaType);
    expect((await desk.pushOne('documents', document)).outcome).toBe('accepted');
    return document;
  };

  beforeAll(async () => {
    midoffice = await startForTests(engine, { scope: 'teams', content: contentIn(engine.name) });
    els = await Desk.logIn(midoffice.url, 'member-els');
    karim = await Desk.logIn(midoffice.url, 'member-karim');
    [bringer, handler] = [contentDesk(els), contentDesk(karim)];
    await els.pushOne('persons', person);
    expect((await els.pushOne('dossiers', dossier)).outcome).toBe('accepted');
  });
  afterAll(() => midoffice?.stop());

  it('comes whole from one desk to another, also in part, and says that no browser may show it', async () => {
    const bytes = pdfOf(2.5 * 1024 * 1024, 'whole');
    const { id } = await pushed(karim, bytes, dossier.id);
    expect((await handler.fetch(id, digestOf(bytes))).code).toBe('CONTENT_UNKNOWN');
    expect((await handler.bring(bytes, id)).status).toBe(204);
    const whole = await handler.fetch(id, digestOf(bytes));
    expect(whole.status).toBe(200);
    expect(whole.body.equals(bytes)).toBe(true);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      etag: `"${digestOf(bytes)}"`,
    });
    const ranges = [
      ['bytes=10-19', bytes.subarray(10, 20)],
      ['bytes=-7', bytes.subarray(-7)],
      [`bytes=${bytes.length - 3}-`, bytes.subarray(-3)],
    ] as const;
    for (const [range, part] of ranges) {
      const answer = await handler.fetch(id, digestOf(bytes), { range });
      expect([answer.status, answer.body.equals(part)]).toEqual([206, true]);
    }
    expect((await handler.fetch(id, digestOf(bytes), { range: `bytes=${bytes.length}-` })).status).toBe(416);
    expect(await handler.state(id, digestOf(bytes))).toBe('unscanned');
  });

  it('goes on where it was, and takes each piece once, in its place', async () => {
    const bytes = pdfOf(3 * partBytes, 'pieces');
    const { id } = await pushed(karim, bytes, dossier.id);
    const words = { documentId: id, digest: digestOf(bytes), mediaType: 'application/pdf' };
    const place = (await handler.begin(bytes.length, words)).headers.get('location') ?? '';
    expect(await handler.offset(place)).toBe(0);
    const half = partBytes + 700;
    expect((await handler.patch(place, 0, bytes.subarray(0, half))).headers.get('upload-offset')).toBe(String(half));
    expect((await handler.patch(place, 0, bytes.subarray(0, half))).status).toBe(409);
    expect((await handler.patch(place, half + 1, bytes.subarray(half + 1))).status).toBe(409);
    expect(await handler.offset(place)).toBe(half);
    // Two at once: one of them is there, whichever it is.
    const answers = await Promise.all([1, 2].map(() => handler.patch(place, half, bytes.subarray(half))));
    expect(answers.map(({ status }) => status)).toContain(204);
    for (const { status } of answers) expect([204, 409]).toContain(status);
    expect((await handler.fetch(id, digestOf(bytes))).body.equals(bytes)).toBe(true);
    expect(await handler.offset(place)).toBe(bytes.length);
  });

  it('keeps what came before the line broke', async () => {
    const bytes = pdfOf(2 * partBytes, 'broken line');
    const { id } = await pushed(karim, bytes, dossier.id);
    const words = { documentId: id, digest: digestOf(bytes), mediaType: 'application/pdf' };
    const place = (await handler.begin(bytes.length, words)).headers.get('location') ?? '';
    const sent = partBytes + 3000;
    const line = handler.open(place, 0, bytes.length);
    line.write(bytes.subarray(0, sent));
    await expect.poll(() => handler.offset(place), { timeout: 60_000 }).toBe(partBytes);
    line.destroy();
    // The rest of what came, less than a piece, is kept too.
    await expect.poll(() => handler.offset(place), { timeout: 60_000 }).toBe(sent);
    expect((await handler.patch(place, sent, bytes.subarray(sent))).status).toBe(204);
    expect((await handler.fetch(id, digestOf(bytes))).body.equals(bytes)).toBe(true);
  });

  it('is refused when it is not what its digest says, and leaves nothing', async () => {
    const before = filesIn(files);
    const bytes = pdfOf(1000, 'announced');
    const other = pdfOf(1000, 'delivered');
    const { id } = await pushed(karim, bytes, dossier.id);
    const refused = await handler.bring(other, id, { digest: digestOf(bytes) });
    expect([refused.status, refused.code]).toEqual([422, 'CONTENT_DAMAGED']);
    expect((await handler.fetch(id, digestOf(bytes))).code).toBe('CONTENT_UNKNOWN');
    expect(filesIn(files)).toEqual(before);
    expect((await handler.bring(bytes, id)).status).toBe(204);
    // Also when the centre has that content already: whoever only knows its digest does not have it.
    const again = await pushed(karim, bytes, dossier.id);
    expect((await handler.bring(other, again.id, { digest: digestOf(bytes) })).code).toBe('CONTENT_DAMAGED');
    expect((await handler.fetch(again.id, digestOf(bytes))).code).toBe('CONTENT_UNKNOWN');
  });

  it('is kept once when two desks bring the same', async () => {
    const bytes = pdfOf(300_000, 'twice');
    const [first, second] = [await pushed(karim, bytes, dossier.id), await pushed(karim, bytes, dossier.id)];
    const other = contentDesk(await Desk.logIn(midoffice.url, 'member-karim'));
    const answers = await Promise.all([handler.bring(bytes, first.id), other.bring(bytes, second.id)]);
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    for (const { id } of [first, second]) {
      expect((await other.fetch(id, digestOf(bytes))).body.equals(bytes)).toBe(true);
    }
    expect(filesIn(files).filter((name) => name === digestOf(bytes))).toHaveLength(1);
    const [row] = await rowsOf<{ parts: string }>(
      midoffice.services.database.orm,
      sql`SELECT count(*)::text AS parts FROM content_upload_part p JOIN content_upload u ON u.id = p.upload_id
          WHERE u.digest = ${digestOf(bytes)}`,
    );
    expect(row?.parts).toBe('0');
  });

  it('reaches only who may have the document, whatever digests they know', async () => {
    const other = dossierFixture(person.id, { teamId: 'team-onthaal' });
    expect((await els.pushOne('dossiers', other)).outcome).toBe('accepted');
    const bytes = pdfOf(5000, 'of another team');
    const { id } = await pushed(els, bytes, other.id);
    expect((await bringer.bring(bytes, id)).status).toBe(204);
    expect((await handler.fetch(id, digestOf(bytes))).code).toBe('CONTENT_UNKNOWN');
    expect(await handler.state(id, digestOf(bytes))).toBeUndefined();
    expect((await handler.bring(bytes, id)).code).toBe('ACCESS_LOST');
    // A document of one's own that names the digest is not enough.
    const thief = await pushed(karim, bytes, dossier.id);
    expect((await handler.fetch(thief.id, digestOf(bytes))).code).toBe('CONTENT_UNKNOWN');
    expect((await bringer.fetch(thief.id, digestOf(bytes))).code).toBe('CONTENT_UNKNOWN');
    expect((await bringer.fetch(id, digestOf(bytes))).body.equals(bytes)).toBe(true);
  });

  it('leaves with the document: a team that loses the dossier cannot fetch it any more', async () => {
    const moved = dossierFixture(person.id);
    expect((await els.pushOne('dossiers', moved)).outcome).toBe('accepted');
    const bytes = pdfOf(5000, 'moved');
    const { id } = await pushed(karim, bytes, moved.id);
    await handler.bring(bytes, id);
    expect((await handler.fetch(id, digestOf(bytes))).status).toBe(200);
    const next = { ...moved, teamId: 'team-onthaal', updatedAt: new Date().toISOString() };
    expect((await karim.pushOne('dossiers', next, moved)).outcome).toBe('accepted');
    expect((await handler.fetch(id, digestOf(bytes))).code).toBe('CONTENT_UNKNOWN');
    expect((await bringer.fetch(id, digestOf(bytes))).body.equals(bytes)).toBe(true);
  });

  it('is refused when it is too large, before a byte of it is sent', async () => {
    const words = { documentId: 'document-1', digest: 'a'.repeat(64), mediaType: 'application/pdf' };
    const refused = await handler.begin(mostBytes + 1, words);
    expect([refused.status, refused.code]).toEqual([413, 'CONTENT_TOO_LARGE']);
    const begun = await handler.begin(1000, words);
    const more = await handler.patch(begun.headers.get('location') ?? '', 0, pdfOf(1001, 'more'));
    expect([more.status, more.code]).toEqual([413, 'CONTENT_TOO_LARGE']);
    expect(await handler.offset(begun.headers.get('location') ?? '')).toBe(0);
  });

  it('is refused when its bytes are of another kind than its name says, or of a kind that runs', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
    const program = Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(200)]);
    const page = Buffer.from('<!DOCTYPE html><script>alert(1)</script>');
    const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const archive = Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(200)]);
    const cases = [
      [png, 'application/pdf'],
      [program, 'application/pdf'],
      [program, 'application/x-elf'],
      [page, 'text/plain'],
      [page, 'text/html'],
      [drawing, 'image/svg+xml'],
      [archive, 'application/zip'],
      [Buffer.from('not a picture'), 'image/png'],
      [Buffer.from([0x80, 0x81, 0xff, 0x00]), 'text/plain'],
    ] as const;
    for (const [bytes, mediaType] of cases) {
      const { id } = await pushed(karim, bytes, dossier.id, mediaType);
      expect((await handler.bring(bytes, id, { mediaType })).code).toBe('CONTENT_TYPE_REFUSED');
    }
    const text = Buffer.from('Beste, hierbij de gegevens: één, twee.\r\n');
    const { id } = await pushed(karim, text, dossier.id, 'text/plain');
    expect((await handler.bring(text, id, { mediaType: 'text/plain' })).status).toBe(204);
  });

  it('cannot be asked for by paths and words that mean something else', async () => {
    const digest = 'a'.repeat(64);
    const paths = [
      '/document-content/../../etc/passwd',
      '/document-content/%2e%2e%2f%2e%2e%2fetc/passwd',
      `/document-content/d1/${'a'.repeat(63)}%2f`,
      `/document-content/d1/${digest.toUpperCase()}`,
      `/document-content/d1/${digest}/state/more`,
      `/document-content/d%00/${digest}`,
      `/document-content//${digest}`,
    ];
    for (const path of paths) expect([400, 404]).toContain((await handler.send('GET', path)).status);
    const words = { documentId: 'document-1', digest, mediaType: 'application/pdf' };
    const wrong: readonly Readonly<Record<string, string>>[] = [
      { digest: '../../../../etc/passwd' },
      { digest: `${digest}\n` },
      { documentId: '../x' },
      { documentId: 'nul\0' },
      { mediaType: 'text/plain\r\nx: y' },
    ];
    for (const changes of wrong) {
      const refused = await handler.begin(10, { ...words, ...changes });
      expect([refused.status, refused.code]).toEqual([400, 'FIELD_INVALID']);
    }
    expect((await handler.begin(0, words)).code).toBe('FIELD_INVALID');
    expect((await handler.send('HEAD', '/document-content-uploads/%2e%2e%2fetc')).status).toBe(404);
    expect((await handler.send('DELETE', `/document-content/d1/${digest}`)).status).toBe(405);
    expect(existsSync(join(folder, 'etc'))).toBe(false);
  });

  it('is for a session that may write documents, and an upload for the desk that began it', async () => {
    const words = { documentId: 'document-2', digest: 'b'.repeat(64), mediaType: 'application/pdf' };
    const nobody = new ContentDesk(midoffice.url, 'forged');
    expect((await nobody.begin(10, words)).code).toBe('SESSION_UNKNOWN');
    expect((await nobody.fetch('document-2', 'b'.repeat(64))).status).toBe(401);
    const kiosk = contentDesk(await Desk.logIn(midoffice.url, 'member-zuil'));
    expect((await kiosk.begin(10, words)).code).toBe('NOT_ALLOWED');
    const place = (await handler.begin(10, words)).headers.get('location') ?? '';
    const otherDevice = contentDesk(await Desk.logIn(midoffice.url, 'member-karim'));
    for (const stranger of [bringer, otherDevice]) {
      expect((await stranger.send('HEAD', place)).status).toBe(404);
      expect((await stranger.patch(place, 0, Buffer.alloc(10))).code).toBe('CONTENT_UNKNOWN');
    }
  });

  it('is bounded in how much one desk can leave half-way', async () => {
    const desk = contentDesk(await Desk.logIn(midoffice.url, 'member-karim'));
    const words = { documentId: 'document-3', digest: 'c'.repeat(64), mediaType: 'application/pdf' };
    for (let begun = 0; begun < mostOpenUploads; begun += 1) expect((await desk.begin(10, words)).status).toBe(201);
    const refused = await desk.begin(10, words);
    expect([refused.status, refused.code]).toEqual([429, 'CONTENT_TOO_MANY']);
    expect((await handler.begin(10, words)).status).toBe(201);
  });
});

describe('a mid-office', () => {
  const [engine] = engines;
  if (engine === undefined) throw new Error('No engine');

  it('that keeps no contents says so', async () => {
    const midoffice = await startForTests(engine);
    const desk = new ContentDesk(midoffice.url, (await Desk.logIn(midoffice.url, 'member-els')).grant.token);
    const answer = await desk.begin(10, {});
    expect([answer.status, answer.code]).toEqual([501, 'CONTENT_NOT_KEPT']);
    await midoffice.stop();
  });

  it('counts requests for contents like all others', async () => {
    const midoffice = await startForTests(engine, { content: contentIn('rate'), ratePerDevice: 1 });
    const desk = new ContentDesk(midoffice.url, (await Desk.logIn(midoffice.url, 'member-els')).grant.token);
    const answers = await Promise.all(Array.from({ length: 20 }, () => desk.fetch('document-1', 'a'.repeat(64))));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const { headers } of refused) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    await midoffice.stop();
  });
});
