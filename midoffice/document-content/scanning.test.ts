import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContentConfiguration } from '../configuration/document-content.ts';
import { eicar, prepareClamd, type TestClamd } from '../testing/clamd.ts';
import { ContentDesk, digestOf, documentFixture, pdfOf } from '../testing/content-desk.ts';
import { Desk } from '../testing/desk.ts';
import { engines } from '../testing/engines.ts';
import { startForTests, type TestMidoffice } from '../testing/start-for-tests.ts';
import { clamdScanner } from './scanning/clamd.ts';

const folder = mkdtempSync(join(tmpdir(), 'onthaal-scanning-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// More than the daemon of these tests takes.
const tooLarge = 3 * 1024 * 1024;
let clamd: TestClamd;
beforeAll(() => {
  clamd = prepareClamd(2 * 1024 * 1024);
});
afterAll(() => clamd?.remove());

const waiting = { timeout: 60_000 };

describe.each(engines)('a document that came in, on $name', (engine) => {
  let midoffice: TestMidoffice;
  let els: Desk;
  let desk: ContentDesk;

  const start = (scanner: ContentConfiguration['scanner'], name: string) =>
    startForTests(engine, {
      content: {
        store: { kind: 'folder', folder: join(folder, `${engine.name}-${name}`) },
        scanner,
        mostBytes: 10 * 1024 * 1024,
        retrySeconds: 1,
      },
    });
  const logIn = async (): Promise<void> => {
    els = await Desk.logIn(midoffice.url, 'member-els');
    desk = new ContentDesk(midoffice.url, els.grant.token);
  };
  const bring = async (bytes: Buffer, mediaType = 'application/pdf') => {
    const document = documentFixture(bytes, undefined, mediaType);
    expect((await els.pushOne('documents', document)).outcome).toBe('accepted');
    expect((await desk.bring(bytes, document.id, { mediaType })).status).toBe(204);
    const digest = digestOf(bytes);
    return { state: () => desk.state(document.id, digest), fetch: () => desk.fetch(document.id, digest) };
  };
  const ready = async () => ((await (await fetch(`${midoffice.url}/ready`)).json()) as { content: unknown }).content;

  beforeAll(async () => {
    midoffice = await start({ kind: 'clamd', address: clamd.address }, 'clamd');
    await logIn();
  });
  afterAll(async () => {
    await midoffice?.stop();
    await clamd.stop();
  });

  it('is held back while the scanner is away, and served when it came back and found nothing', async () => {
    const plan = await bring(pdfOf(100_000, 'waits'));
    await expect.poll(plan.state, waiting).toBe('unavailable');
    const refused = await plan.fetch();
    expect([refused.status, refused.code]).toEqual([409, 'CONTENT_BEING_CHECKED']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await expect.poll(ready, waiting).toEqual({ store: 'works', scanner: 'silent' });
    await clamd.start();
    await expect.poll(plan.state, waiting).toBe('clean');
    expect((await plan.fetch()).status).toBe(200);
    await expect.poll(ready, waiting).toEqual({ store: 'works', scanner: 'answers' });
    expect((await midoffice.services.metrics.text()).body).toContain('onthaal_content_works{part="scanner"} 1');
  });

  it('is never served with a virus in it, also when it comes again', async () => {
    const infected = Buffer.from(eicar);
    for (const bytes of [infected, Buffer.concat([pdfOf(200_000, 'around'), infected]), infected]) {
      const found = await bring(bytes, bytes === infected ? 'text/plain' : 'application/pdf');
      await expect.poll(found.state, waiting).toBe('infected');
      const refused = await found.fetch();
      expect([refused.status, refused.code]).toEqual([403, 'CONTENT_INFECTED']);
      expect(refused.body.includes(infected)).toBe(false);
    }
    const { body } = await midoffice.services.metrics.text();
    expect(body).toMatch(/onthaal_content_scans_total\{outcome="infected"\} 2\n/);
    expect(body).toMatch(/onthaal_content_scans_total\{outcome="silent"\} [1-9]/);
  });

  it('keeps nothing else waiting when the disk has lost it', async () => {
    await clamd.stop();
    const bytes = pdfOf(4000, 'lost');
    const lost = await bring(bytes);
    await expect.poll(lost.state, waiting).toBe('unavailable');
    const digest = digestOf(bytes);
    rmSync(join(folder, `${engine.name}-clamd`, digest.slice(0, 2), digest));
    await clamd.start();
    for (const seed of ['after', 'and after']) {
      const other = await bring(pdfOf(4000, seed));
      await expect.poll(other.state, waiting).toBe('clean');
    }
    expect(await lost.state()).toBe('unavailable');
    await expect
      .poll(async () => (await midoffice.services.metrics.text()).body, waiting)
      .toMatch(/onthaal_content_scans_total\{outcome="missing"\} [1-9]/);
  });

  it('is held back when the scanner takes nothing as large', async () => {
    const large = await bring(pdfOf(tooLarge, 'large'));
    await expect.poll(large.state, waiting).toBe('unavailable');
    expect((await large.fetch()).code).toBe('CONTENT_BEING_CHECKED');
    await expect
      .poll(async () => (await midoffice.services.metrics.text()).body, waiting)
      .toMatch(/onthaal_content_scans_total\{outcome="tooLarge"\} [1-9]/);
    // And keeps nothing else waiting.
    const small = await bring(pdfOf(1000, 'small'));
    await expect.poll(small.state, waiting).toBe('clean');
  });
});

describe('without a scanner', () => {
  const [engine] = engines;
  if (engine === undefined) throw new Error('No engine');

  it.each([
    ['missing', 'pending', 'CONTENT_BEING_CHECKED'],
    ['off', 'unscanned', undefined],
  ] as const)('that is %s a document is %s', async (kind, state, code) => {
    const store = { kind: 'folder', folder: join(folder, kind) } as const;
    const content = { store, scanner: { kind }, mostBytes: 1024 * 1024, retrySeconds: 1 };
    const midoffice = await startForTests(engine, { content });
    const els = await Desk.logIn(midoffice.url, 'member-els');
    const desk = new ContentDesk(midoffice.url, els.grant.token);
    const bytes = pdfOf(1000, kind);
    const document = documentFixture(bytes, undefined);
    await els.pushOne('documents', document);
    expect((await desk.bring(bytes, document.id)).status).toBe(204);
    expect(await desk.state(document.id, digestOf(bytes))).toBe(state);
    expect((await desk.fetch(document.id, digestOf(bytes))).code).toBe(code);
    expect(await (await fetch(`${midoffice.url}/ready`)).json()).toMatchObject({ content: { scanner: kind } });
    await midoffice.stop();
  });
});

describe('the line to clamd', () => {
  const scanner = () => clamdScanner(clamd.address);
  const { signal } = new AbortController();
  beforeAll(() => clamd.start());
  afterAll(() => clamd.stop());

  it('tells what clamd says of a stream', async () => {
    expect(await scanner().answers()).toBe(true);
    expect(await scanner().scan(Readable.from([Buffer.from('nothing')]), signal)).toBe('clean');
    // The virus lies over the border of two chunks.
    const chunks = [eicar.slice(0, 30), eicar.slice(30)].map((text) => Buffer.from(text));
    expect(await scanner().scan(Readable.from(chunks), signal)).toBe('infected');
  });

  it('takes a content that cannot be read to its end for not scanned', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from('the clean part');
      throw new Error('The disk is gone');
    }
    expect(await scanner().scan(Readable.from(broken()), signal)).toBe('silent');
  });

  it('ends when its node stops, and when nobody listens', async () => {
    const endless = new Readable({ read: () => undefined });
    const control = new AbortController();
    const verdict = scanner().scan(endless, control.signal);
    control.abort();
    expect(await verdict).toBe('silent');
    const nobody = clamdScanner({ path: join(folder, 'nobody.sock') });
    expect(await nobody.answers()).toBe(false);
    expect(await nobody.scan(Readable.from([Buffer.from('x')]), signal)).toBe('silent');
  });
});
