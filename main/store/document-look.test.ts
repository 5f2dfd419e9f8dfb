import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Result } from '@onthaal/contract/result.ts';
import type { OpenedContent } from '@onthaal/contract/store/document-content.ts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { eicar, prepareClamd, type TestClamd } from '../../midoffice/testing/clamd.ts';
import { digestOf, pdfOf } from '../../midoffice/testing/content-desk.ts';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

const megabyte = 1024 * 1024;
const folder = testFolder();
const writerScript = fileURLToPath(new URL('./writer-worker.ts', import.meta.url));
const contentScript = fileURLToPath(new URL('./content-worker.ts', import.meta.url));
let clamd: TestClamd;
let midoffice: TestMidoffice;
let line: TestLine;
/** Brings documents, on a line that never breaks. */
let els: TestStore;
/** Opens them; five megabytes of them stay with him. */
let karim: TestStore;
let dossierId = '';
let files = 0;

async function open(memberId: string, url: string): Promise<TestStore> {
  const store = await TestStore.start(url);
  const configuration = { midofficeUrl: url, writerScript, contentScript, testMode: true };
  await store.control({ kind: 'configure', configuration: { ...configuration, contentCacheBytes: 5 * megabyte } });
  const grant = await store.control({ kind: 'logIn', memberId, deviceId: `device-${memberId}` });
  if (!grant.ok) throw new Error(grant.error.code);
  expect(await store.open(join(folder, `${memberId}.db`), grant.value)).toMatchObject({ ok: true });
  await store.untilUpToDate();
  return store;
}

beforeAll(async () => {
  clamd = prepareClamd();
  await clamd.start();
  midoffice = await startMidoffice(60, {
    ONTHAAL_SCOPE: 'teams',
    ONTHAAL_CONTENT_FOLDER: join(folder, 'centre'),
    ONTHAAL_VIRUS_SCANNER: clamd.setting,
  });
  line = new TestLine(midoffice.url);
  await line.up();
  els = await open('member-els', midoffice.url);
  karim = await open('member-karim', line.url);
  const { rows } = await karim.read('workList', { scope: 'team', sort: 'number', offset: 0, limit: 1 });
  dossierId = rows[0]?.id ?? '';
});
beforeEach(() => line.up());
afterAll(async () => {
  await els?.stop();
  await karim?.stop();
  await line?.down();
  await midoffice?.stop();
  await clamd?.remove();
});

/** Els adds a file; answers when the centre is done with it and the other desk knows the document. */
async function bring(bytes: Uint8Array, end: 'ready' | 'infected' = 'ready'): Promise<string> {
  files += 1;
  const place = join(folder, `bron-${files}`);
  mkdirSync(place);
  writeFileSync(join(place, 'plan.pdf'), bytes);
  const added = await els.control({ kind: 'addContent', dossierId, path: join(place, 'plan.pdf') });
  if (!added.ok) throw new Error(added.error.code);
  const { documentId } = added.value;
  await els.until('documentContents', { documentIds: [documentId] }, ([of]) => of?.state === end);
  await karim.until('dossierCard', { dossierId }, (card) => card.documents.some(({ id }) => id === documentId));
  return documentId;
}

async function lookAt(documentId: string): Promise<Result<OpenedContent>> {
  const look = await karim.tryRun('consultDocument', { documentId });
  if (!look.ok) return look;
  const consultationId = look.value.written[0]?.documentId ?? '';
  return karim.control({ kind: 'openContent', documentId, consultationId });
}

async function bytesOf({ documentId, bytes }: OpenedContent): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for (let offset = 0; offset < bytes; ) {
    const piece = await karim.control({ kind: 'readContent', documentId, offset });
    if (!piece.ok) throw new Error(piece.error.code);
    expect(piece.value.length).toBeGreaterThan(0);
    pieces.push(piece.value);
    offset += piece.value.length;
  }
  return Buffer.concat(pieces);
}

async function expectWhole(documentId: string, bytes: Buffer): Promise<void> {
  const opened = await lookAt(documentId);
  if (!opened.ok) throw new Error(opened.error.code);
  expect(opened.value).toMatchObject({ fileName: 'plan.pdf', mediaType: 'application/pdf', bytes: bytes.length });
  expect((await bytesOf(opened.value)).equals(bytes)).toBe(true);
}

const isHere = async (documentId: string) =>
  (await karim.read('documentContents', { documentIds: [documentId] })).length === 1;

it('opens whole on another desk after the look is written down, and then also without a line', async () => {
  const bytes = pdfOf(2.5 * megabyte, 'openen');
  const documentId = await bring(bytes);
  expect(await isHere(documentId)).toBe(false);
  await expectWhole(documentId, bytes);
  expect(await isHere(documentId)).toBe(true);
  await line.down();
  await expectWhole(documentId, bytes);
});

it('shows nothing without a log row of this look, and that row opens no card', async () => {
  const documentId = await bring(pdfOf(3000, 'raadpleging'));
  const other = await bring(pdfOf(3000, 'andere'));
  const look = await karim.run('consultDocument', { documentId });
  const consultationId = look.written[0]?.documentId ?? '';
  for (const [id, by] of [
    [documentId, 'niets'],
    [other, consultationId],
  ] as const) {
    expect(await karim.control({ kind: 'openContent', documentId: id, consultationId: by })).toMatchObject({
      ok: false,
      error: { code: 'CONSULTATION_REQUIRED' },
    });
  }
  const { dossier } = await karim.read('dossierCard', { dossierId });
  expect(await karim.tryRead('personCard', { personId: dossier.applicantId, consultationId })).toMatchObject({
    ok: false,
    error: { code: 'CONSULTATION_REQUIRED' },
  });
  // The same look a moment later is the same row.
  expect((await karim.run('consultDocument', { documentId })).written).toEqual(look.written);
});

it('says that it is not here when there is no line, and keeps nothing of a line that broke half-way', async () => {
  const bytes = pdfOf(3 * megabyte, 'half');
  const documentId = await bring(bytes);
  line.cutAfterBytes = 1.5 * megabyte;
  const broken = await lookAt(documentId);
  expect(broken).toMatchObject({ ok: false, error: { code: 'CONTENT_NOT_HERE', retryable: true } });
  expect(await karim.control({ kind: 'readContent', documentId, offset: 0 })).toMatchObject({ ok: false });
  await line.down();
  expect(await lookAt(documentId)).toMatchObject({ ok: false, error: { code: 'CONTENT_NOT_HERE' } });
  expect(await isHere(documentId)).toBe(false);
  await line.up();
  await expectWhole(documentId, bytes);
});

it('is refused when the bytes are not what the document says', async () => {
  const bytes = pdfOf(5000, 'beschadigd');
  const documentId = await bring(bytes);
  const digest = digestOf(bytes);
  const file = join(folder, 'centre', digest.slice(0, 2), digest);
  const damaged = Buffer.from(readFileSync(file));
  damaged[2000] = (damaged[2000] ?? 0) ^ 1;
  writeFileSync(file, damaged);
  expect(await lookAt(documentId)).toMatchObject({ ok: false, error: { code: 'CONTENT_DAMAGED' } });
  expect(await isHere(documentId)).toBe(false);
});

it('never opens with a virus in it', async () => {
  const documentId = await bring(Buffer.concat([pdfOf(4000, 'virus'), Buffer.from(eicar)]), 'infected');
  expect(await lookAt(documentId)).toMatchObject({ ok: false, error: { code: 'CONTENT_INFECTED' } });
});

it('leaves when others need the room, the least recently opened first', async () => {
  const contents = [1, 2, 3].map((number) => pdfOf(2 * megabyte, `plaats ${number}`));
  const ids: string[] = [];
  for (const bytes of contents) ids.push(await bring(bytes));
  for (const [index, id] of ids.entries()) await expectWhole(id, contents[index] ?? Buffer.alloc(0));
  expect(await Promise.all(ids.map(isHere))).toEqual([false, true, true]);
});

it('leaves this desk with its document', async () => {
  const documentId = await bring(pdfOf(4000, 'weg'));
  expect((await lookAt(documentId)).ok).toBe(true);
  await els.run('assignDossier', { dossierId, teamId: 'team-onthaal' });
  await karim.until('documentContents', { documentIds: [documentId] }, (contents) => contents.length === 0);
  expect(await karim.control({ kind: 'readContent', documentId, offset: 0 })).toMatchObject({ ok: false });
});
