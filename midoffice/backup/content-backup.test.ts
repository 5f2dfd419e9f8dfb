import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ContentDesk, digestOf, documentFixture, pdfOf } from '../testing/content-desk.ts';
import { Desk } from '../testing/desk.ts';
import { startProgram } from '../testing/program.ts';
import { startForTests } from '../testing/start-for-tests.ts';

const folder = mkdtempSync(join(tmpdir(), 'onthaal-content-backup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const data = join(folder, 'data');
const contents = `${data}.content`;
const backups = join(folder, 'content');

/** What an administrator types, and what is answered. */
async function run(...words: readonly string[]) {
  const { ended, output, errors } = startProgram({ ONTHAAL_DATA: data }, words);
  const code = await ended;
  return { code, said: output() + errors() };
}

/** Serves the folder for as long as the work takes. */
async function serving<Value>(work: (els: Desk, desk: ContentDesk) => Promise<Value>): Promise<Value> {
  const database = { kind: 'pglite', folder: data } as const;
  const content = {
    store: { kind: 'folder', folder: contents },
    scanner: { kind: 'off' },
    mostBytes: 1024 * 1024,
    retrySeconds: 1,
  } as const;
  const isNew = !readdirSync(folder).includes('data');
  const engine = { name: 'PGlite', open: async () => ({ database, close: async () => undefined }) } as const;
  const midoffice = await (isNew ? startForTests(engine, { content }) : startForTests(engine, { content }, []));
  try {
    const els = await Desk.logIn(midoffice.url, 'member-els');
    return await work(els, new ContentDesk(midoffice.url, els.grant.token));
  } finally {
    await midoffice.stop();
  }
}

const bring = (bytes: Buffer) =>
  serving(async (els, desk) => {
    const document = documentFixture(bytes, undefined);
    expect((await els.pushOne('documents', document)).outcome).toBe('accepted');
    expect((await desk.bring(bytes, document.id)).status).toBe(204);
    return document.id;
  });

describe('a backup of documents with contents', { timeout: 300_000 }, () => {
  it('has each content once, puts it back, and finds out what is damaged', async () => {
    const [first, second] = [pdfOf(50_000, 'first'), pdfOf(60_000, 'second')];
    const firstId = await bring(first);
    const monday = await run('backup', join(folder, 'monday.backup'));
    expect(monday).toMatchObject({
      code: 0,
      said: expect.stringContaining('Contents of documents: 1, of which 1 copied'),
    });
    const secondId = await bring(second);
    const file = join(folder, 'tuesday.backup');
    expect((await run('backup', file)).said).toContain('Contents of documents: 2, of which 1 copied now.');
    expect(await run('verify', file)).toMatchObject({ code: 0, said: expect.stringContaining('documents: 2') });

    // The machine burns down.
    rmSync(data, { recursive: true });
    rmSync(contents, { recursive: true });
    expect((await run('restore', file)).said).toContain('Contents of documents: 2, of which 2 copied now.');
    await serving(async (_els, desk) => {
      expect((await desk.fetch(firstId, digestOf(first))).body.equals(first)).toBe(true);
      expect((await desk.fetch(secondId, digestOf(second))).body.equals(second)).toBe(true);
    });

    truncateSync(join(backups, digestOf(second).slice(0, 2), digestOf(second)), 100);
    const verified = await run('verify', file);
    expect(verified.code).toBe(1);
    expect(verified.said).toMatch(new RegExp(`content ${digestOf(second)} in .* is damaged`));
  });

  it('says it when it has none', async () => {
    rmSync(data, { recursive: true, force: true });
    rmSync(contents, { recursive: true, force: true });
    await serving(async () => undefined);
    rmSync(contents, { recursive: true });
    expect((await run('backup', join(folder, 'empty.backup'))).said).toContain(
      'There are no contents of documents yet.',
    );
  });
});
