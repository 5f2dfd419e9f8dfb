import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContentDesk, digestOf, documentFixture, pdfOf } from '../../testing/content-desk.ts';
import { Desk } from '../../testing/desk.ts';
import { engines } from '../../testing/engines.ts';
import { startS3, type TestS3 } from '../../testing/s3-server.ts';
import { startForTests } from '../../testing/start-for-tests.ts';
import type { ContentStore } from './content-store.ts';
import { openStore } from './open-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'onthaal-stores-'));
let s3: TestS3;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(async () => {
  await s3?.remove();
  rmSync(folder, { recursive: true, force: true });
});

function inPieces(bytes: Buffer): Readable {
  const size = 100_000;
  const count = Math.ceil(bytes.length / size);
  return Readable.from(Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size)));
}

function keyOf(bytes: Buffer) {
  return { digest: digestOf(bytes), bytes: bytes.length };
}

const stores = [
  { name: 'a folder', open: () => openStore({ kind: 'folder', folder: join(folder, 'store') }) },
  { name: 'S3', open: () => openStore(s3.store) },
];

describe.each(stores)('a content store in $name', ({ open }) => {
  let store: ContentStore;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store?.close());

  const readBack = async (bytes: Buffer, range?: { first: number; last: number }) => {
    const found = await store.get(digestOf(bytes), range);
    return found.ok ? buffer(found.value) : found.error.code;
  };

  it.each([1, 4000, 12 * 1024 * 1024 + 17])(
    'gives back the %i bytes that it was given, whole and in part',
    async (size) => {
      const bytes = pdfOf(size, `size ${size}`).subarray(0, size);
      expect(await store.has(digestOf(bytes))).toEqual({ ok: true, value: false });
      expect(await readBack(bytes)).toBe('CONTENT_UNKNOWN');
      expect(await store.put(keyOf(bytes), inPieces(bytes))).toEqual({ ok: true });
      expect(await store.has(digestOf(bytes))).toEqual({ ok: true, value: true });
      expect(bytes.equals((await readBack(bytes)) as Buffer)).toBe(true);
      const middle = { first: Math.floor(size / 3), last: Math.floor(size / 2) };
      const part = bytes.subarray(middle.first, middle.last + 1);
      expect(part.equals((await readBack(bytes, middle)) as Buffer)).toBe(true);
      // Again is no harm; removed is gone; gone twice too.
      expect(await store.put(keyOf(bytes), inPieces(bytes))).toEqual({ ok: true });
      for (let time = 0; time < 2; time += 1) expect(await store.remove(digestOf(bytes))).toEqual({ ok: true });
      expect(await readBack(bytes)).toBe('CONTENT_UNKNOWN');
    },
  );

  it.each([4000, 12 * 1024 * 1024])('keeps nothing of %i bytes that are not what their digest says', async (size) => {
    const announced = pdfOf(size, 'announced');
    const cases = [pdfOf(size, 'delivered'), announced.subarray(0, -1), Buffer.concat([announced, Buffer.from('x')])];
    for (const bytes of cases) {
      const kept = await store.put(keyOf(announced), inPieces(bytes));
      expect(kept).toMatchObject({ ok: false, error: { code: 'CONTENT_DAMAGED', retryable: false } });
      expect(await store.has(digestOf(announced))).toEqual({ ok: true, value: false });
    }
  });

  it('keeps nothing of what could not be read to its end, and takes no other name than a digest', async () => {
    const bytes = pdfOf(7 * 1024 * 1024, 'broken off');
    async function* broken(): AsyncGenerator<Buffer> {
      yield bytes.subarray(0, 6 * 1024 * 1024);
      throw new Error('The line broke');
    }
    await expect(store.put(keyOf(bytes), Readable.from(broken()))).rejects.toThrow('The line broke');
    expect(await store.has(digestOf(bytes))).toEqual({ ok: true, value: false });
    await expect(store.get('../../etc/passwd')).rejects.toThrow('Not a digest');
    await expect(store.remove('')).rejects.toThrow('Not a digest');
    expect(await store.problem()).toBeUndefined();
  });
});

describe('a mid-office on S3', () => {
  const [engine] = engines;
  if (engine === undefined) throw new Error('No engine');

  it('serves what came in, waits out an S3 that is away, and loses nothing of what was sent meanwhile', async () => {
    const content = {
      store: s3.store,
      scanner: { kind: 'off' },
      mostBytes: 20 * 1024 * 1024,
      retrySeconds: 1,
    } as const;
    const midoffice = await startForTests(engine, { content });
    const els = await Desk.logIn(midoffice.url, 'member-els');
    const desk = new ContentDesk(midoffice.url, els.grant.token);
    const pushed = async (bytes: Buffer) => {
      const document = documentFixture(bytes, undefined);
      expect((await els.pushOne('documents', document)).outcome).toBe('accepted');
      return document.id;
    };
    const ready = async () => (await fetch(`${midoffice.url}/ready`)).json();
    const bytes = pdfOf(11 * 1024 * 1024, 'to S3');
    const first = await pushed(bytes);
    expect((await desk.bring(bytes, first)).status).toBe(204);
    expect((await desk.fetch(first, digestOf(bytes))).body.equals(bytes)).toBe(true);
    expect(await ready()).toMatchObject({ status: 'ready', content: { store: 'works' } });

    await s3.stop();
    const later = pdfOf(2.5 * 1024 * 1024, 'meanwhile');
    const second = await pushed(later);
    const words = { documentId: second, digest: digestOf(later), mediaType: 'application/pdf' };
    const place = (await desk.begin(later.length, words)).headers.get('location') ?? '';
    const refused = await desk.patch(place, 0, later);
    expect([refused.status, refused.code]).toEqual([503, 'CONTENT_STORE_UNREACHABLE']);
    expect((await desk.fetch(first, digestOf(bytes))).code).toBe('CONTENT_STORE_UNREACHABLE');
    await expect.poll(ready, { timeout: 60_000 }).toMatchObject({ status: 'ready', content: { store: 'unreachable' } });

    await s3.start();
    const offset = await desk.offset(place);
    expect(offset).toBe(2 * 1024 * 1024);
    expect((await desk.patch(place, offset, later.subarray(offset))).status).toBe(204);
    expect((await desk.fetch(second, digestOf(later))).body.equals(later)).toBe(true);
    await midoffice.stop();
  });

  it('with keys that the server does not know keeps nothing and says so', async () => {
    const store = await openStore({ ...s3.store, keys: { accessKey: 'UNKNOWN', secretKey: 'other' } });
    const bytes = pdfOf(1000, 'refused');
    expect(await store.put(keyOf(bytes), inPieces(bytes))).toMatchObject({
      ok: false,
      error: { code: 'CONTENT_STORE_UNREACHABLE' },
    });
    expect(await store.problem()).toBe('unreachable');
    store.close();
  });
});
