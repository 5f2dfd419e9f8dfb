import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SessionGrant } from '@onthaal/contract/session/session.ts';
import {
  type ContentCondition,
  type ContentState,
  mostContentBytes,
} from '@onthaal/contract/store/document-content.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eicar, prepareClamd, type TestClamd } from '../../midoffice/testing/clamd.ts';
import { ContentDesk, digestOf, pdfOf } from '../../midoffice/testing/content-desk.ts';
import { canMount, LimitedDisk } from './attacks/testing/limited-disk.ts';
import { testFolder } from './testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from './testing/test-midoffice.ts';
import { TestStore } from './testing/test-store.ts';

const megabyte = 1024 * 1024;
const folder = testFolder();
let clamd: TestClamd;
let midoffice: TestMidoffice;
let line: TestLine;
let store: TestStore;
let grant: SessionGrant;
let dossierId = '';
let files = 0;

beforeAll(async () => {
  clamd = prepareClamd();
  await clamd.start();
  midoffice = await startMidoffice(60, {
    ONTHAAL_CONTENT_FOLDER: join(folder, 'centre'),
    ONTHAAL_VIRUS_SCANNER: clamd.setting,
  });
  line = new TestLine(midoffice.url);
  await line.up();
  store = await TestStore.start(line.url);
  const session = await store.control({ kind: 'logIn', memberId: 'member-els', deviceId: 'device-els' });
  if (!session.ok) throw new Error(session.error.code);
  grant = session.value;
  await openEls();
  await store.untilUpToDate();
  const { rows } = await store.read('workList', { scope: 'all', sort: 'number', offset: 0, limit: 1 });
  dossierId = rows[0]?.id ?? '';
});
afterAll(async () => {
  await store?.stop();
  await line?.down();
  await midoffice?.stop();
  await clamd?.remove();
});

async function openEls(): Promise<void> {
  expect(await store.open(join(folder, 'els.db'), grant)).toMatchObject({ ok: true });
}

function fileWith(bytes: Uint8Array, name = 'plan van de dakkapel.pdf'): string {
  files += 1;
  const place = join(folder, `bron-${files}`);
  mkdirSync(place);
  writeFileSync(join(place, name), bytes);
  return join(place, name);
}

const tryToAdd = (path: string) => store.control({ kind: 'addContent', dossierId, path });

async function add(path: string): Promise<string> {
  const added = await tryToAdd(path);
  if (!added.ok) throw new Error(added.error.code);
  return added.value.documentId;
}

/** Follows a content live until it is in a state; answers all that was told. */
function untilTold(documentId: string, ...states: readonly ContentState[]): Promise<readonly ContentCondition[]> {
  return new Promise((resolve) => {
    const told: ContentCondition[] = [];
    const stop = store.subscribe('documentContents', { documentIds: [documentId] }, ([condition]) => {
      if (condition === undefined) return;
      told.push(condition);
      if (!states.includes(condition.state)) return;
      stop();
      resolve(told);
    });
  });
}

const documents = async () => (await store.read('dossierCard', { dossierId })).documents;
const centre = () => new ContentDesk(midoffice.url, grant.token);

it('a file stands at its dossier at once, is sent when its row is accepted, and comes to the centre as it was', async () => {
  const bytes = pdfOf(2.5 * megabyte, 'heel');
  const documentId = await add(fileWith(bytes));
  const [document] = (await documents()).filter(({ id }) => id === documentId);
  expect(document).toMatchObject({
    title: 'plan van de dakkapel',
    fileName: 'plan van de dakkapel.pdf',
    mediaType: 'application/pdf',
    source: 'upload',
    versions: [{ contentHash: digestOf(bytes), sizeBytes: bytes.length }],
  });
  const told = await untilTold(documentId, 'ready', 'refused', 'infected');
  expect(told.at(-1)).toEqual({ documentId, state: 'ready', bytes: bytes.length, sent: bytes.length });
  const fetched = await centre().fetch(documentId, digestOf(bytes));
  expect([fetched.status, fetched.body.equals(bytes)]).toEqual([200, true]);
});

it('what was scanned comes from memory, is a scan at its dossier, and is on no disk but encrypted', async () => {
  const bytes = pdfOf(300_000, 'gescand blad');
  const asked = { dossierId, fileName: 'Huur/contract.pdf', bytes, documentKind: 'contract' } as const;
  const added = await store.control({ kind: 'addScanned', ...asked });
  if (!added.ok) throw new Error(added.error.code);
  const { documentId } = added.value;
  const row = (await documents()).find(({ id }) => id === documentId);
  expect(row).toMatchObject({
    title: 'contract',
    fileName: 'contract.pdf',
    mediaType: 'application/pdf',
    kind: 'contract',
    source: 'scan',
  });
  for (const end of ['', '-wal']) {
    expect(readFileSync(join(folder, `els.content.db${end}`)).includes('gescand blad gescand blad')).toBe(false);
  }
  const told = await untilTold(documentId, 'ready', 'refused', 'infected');
  expect(told.at(-1)?.state).toBe('ready');
  const fetched = await centre().fetch(documentId, digestOf(bytes));
  expect(fetched.body.equals(bytes)).toBe(true);
});

it('what has a name of its own is one document, however often it is added', async () => {
  const bytes = pdfOf(20_000, 'van het kopieertoestel');
  const documentId = '01234567-89ab-8cde-a123-456789abcdef';
  const known = () => store.control({ kind: 'knownDocuments', documentIds: [documentId, 'document-unknown'] });
  expect(await known()).toEqual({ ok: true, value: [] });
  const before = (await documents()).length;
  const file = (fileName: string) => store.control({ kind: 'addScanned', dossierId, fileName, bytes, documentId });
  expect(await file('Brief.pdf')).toEqual({ ok: true, value: { documentId } });
  expect(await file('Nog eens.pdf')).toEqual({ ok: true, value: { documentId } });
  expect((await documents()).filter(({ id }) => id === documentId)).toMatchObject([{ title: 'Brief' }]);
  expect((await documents()).length).toBe(before + 1);
  expect(await known()).toEqual({ ok: true, value: [documentId] });
});

it.each([
  ['what is empty', new Uint8Array(), 'CONTENT_EMPTY'],
  ['what is not what its name says', Buffer.from('<!DOCTYPE html><script>1</script>'), 'CONTENT_TYPE_REFUSED'],
])('from memory too %s is refused and leaves nothing', async (_name, bytes, code) => {
  const before = (await documents()).length;
  const refused = await store.control({ kind: 'addScanned', dossierId, fileName: 'blad.pdf', bytes });
  expect(refused).toMatchObject({ ok: false, error: { code } });
  expect((await documents()).length).toBe(before);
});

it('a letter that was made here comes from memory too, and is a template at its dossier', async () => {
  const bytes = pdfOf(2000, 'ontvangstbewijs');
  const added = await store.control({ kind: 'addLetter', dossierId, fileName: 'Ontvangstbewijs.pdf', bytes });
  if (!added.ok) throw new Error(added.error.code);
  const row = (await documents()).find(({ id }) => id === added.value.documentId);
  expect(row).toMatchObject({ title: 'Ontvangstbewijs', mediaType: 'application/pdf', source: 'template' });
  const told = await untilTold(added.value.documentId, 'ready', 'refused', 'infected');
  expect(told.at(-1)?.state).toBe('ready');
});

it('without a line it waits, says so, and goes when the line is back; other work does not wait for it', async () => {
  await line.down();
  const bytes = pdfOf(1000, 'zonder lijn');
  const documentId = await add(fileWith(bytes));
  await store.until('documentContents', { documentIds: [documentId] }, ([of]) => of?.state === 'offline');
  expect((await documents()).some(({ id }) => id === documentId)).toBe(true);
  const waiting = () => JSON.parse(readFileSync(join(folder, 'waiting-contents.json'), 'utf8')) as object;
  expect(waiting()).toMatchObject({ version: 1, items: 1 });
  for (const end of ['', '-wal']) {
    const kept = readFileSync(join(folder, `els.content.db${end}`));
    expect(kept.includes('zonder lijn zonder lijn')).toBe(false);
  }
  await line.up();
  const told = await untilTold(documentId, 'ready', 'refused');
  expect(told.at(-1)?.state).toBe('ready');
  expect(waiting()).toEqual({ version: 1, items: 0, since: null });
});

it('broken off half-way and the process killed, it goes on from there', async () => {
  const bytes = pdfOf(6 * megabyte, 'halverwege');
  line.downAfterSentBytes = 3.5 * megabyte;
  const documentId = await add(fileWith(bytes));
  await untilTold(documentId, 'offline');
  await store.kill();
  store = await TestStore.start(line.url);
  await openEls();
  const [before] = await store.read('documentContents', { documentIds: [documentId] });
  expect(before).toMatchObject({ bytes: bytes.length });
  expect(before?.sent).toBeGreaterThanOrEqual(2 * megabyte);
  line.sentBytes = 0;
  await line.up();
  expect((await untilTold(documentId, 'ready', 'refused')).at(-1)?.state).toBe('ready');
  expect(line.sentBytes).toBeLessThan(4 * megabyte);
  expect((await centre().fetch(documentId, digestOf(bytes))).body.equals(bytes)).toBe(true);
});

it('with a virus in it nobody gets it, and the desk that brought it says so and keeps nothing of it', async () => {
  const documentId = await add(fileWith(Buffer.concat([pdfOf(50_000, 'rond'), Buffer.from(eicar)])));
  const told = await untilTold(documentId, 'infected', 'ready');
  expect(told.at(-1)).toMatchObject({ state: 'infected', error: { code: 'CONTENT_INFECTED' } });
});

it.each([
  ['empty', 'leeg.pdf', Buffer.alloc(0), 'CONTENT_EMPTY'],
  ['of a kind that runs', 'kaart.pdf', Buffer.from('<!DOCTYPE html><script>alert(1)</script>'), 'CONTENT_TYPE_REFUSED'],
  ['a program with another name', 'foto.png', Buffer.from('7f454c4602010100', 'hex'), 'CONTENT_TYPE_REFUSED'],
  [
    'a drawing with a script',
    'plan.svg',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
    'CONTENT_TYPE_REFUSED',
  ],
  [
    'a drawing that calls itself a photo',
    'foto.jpg',
    Buffer.from('<?xml version="1.0"?><svg><script/></svg>'),
    'CONTENT_TYPE_REFUSED',
  ],
  [
    'a page with a PDF behind it',
    'brief.pdf',
    Buffer.from('<html><script>x()</script></html>%PDF-1.7'),
    'CONTENT_TYPE_REFUSED',
  ],
  [
    'a picture of another kind that is a page too',
    'brief.pdf',
    Buffer.from('GIF89a/*<html>*/=1;alert(1)//'),
    'CONTENT_TYPE_REFUSED',
  ],
  ['an archive', 'alles.zip', Buffer.from('504b030414000000', 'hex'), 'CONTENT_TYPE_REFUSED'],
])('what is %s is refused at once, and makes no document', async (_what, name, bytes, code) => {
  const before = (await documents()).length;
  expect(await tryToAdd(fileWith(bytes, name))).toMatchObject({ ok: false, error: { code } });
  expect(await documents()).toHaveLength(before);
});

it('what is too large, not there, or no file is refused at once', async () => {
  const large = fileWith(pdfOf(1000, 'groot'));
  for (const bytes of [mostContentBytes + 1, 500_000_000]) {
    truncateSync(large, bytes);
    expect(await tryToAdd(large)).toMatchObject({ ok: false, error: { code: 'CONTENT_TOO_LARGE' } });
  }
  for (const path of [join(folder, 'weg.pdf'), folder, '/dev/zero']) {
    expect(await tryToAdd(path)).toMatchObject({ ok: false, error: { code: 'CONTENT_UNREADABLE' } });
  }
});

// Only root may mount a disk of its own.
if (canMount) {
  it('on a full disk it is refused at once and leaves the room that was there', async () => {
    const disk = new LimitedDisk(folder, 'kleine-schijf', 60);
    try {
      await store.control({ kind: 'close' });
      expect(await store.open(join(disk.folder, 'els.db'), grant)).toMatchObject({ ok: true });
      await store.untilUpToDate();
      const before = (await documents()).length;
      const large = fileWith(pdfOf(80 * megabyte, 'vol'));
      expect(await tryToAdd(large)).toMatchObject({ ok: false, error: { code: 'DISK_FULL', retryable: true } });
      expect(await documents()).toHaveLength(before);
      const documentId = await add(fileWith(pdfOf(10 * megabyte, 'past wel')));
      expect((await untilTold(documentId, 'ready', 'refused')).at(-1)?.state).toBe('ready');
    } finally {
      await store.control({ kind: 'close' });
      disk.remove();
      await openEls();
    }
  });
}

it('a name that hides its ending is shown without what hides it', async () => {
  const documentId = await add(fileWith(pdfOf(2000, 'naam'), 'rekening\u202efdp.exe\u0007.pdf'));
  const [document] = (await documents()).filter(({ id }) => id === documentId);
  expect(document?.fileName).toBe('rekeningfdp.exe.pdf');
});
