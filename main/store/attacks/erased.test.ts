import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pullDocuments, pushDocuments } from '@onthaal/contract/generated/client-documents.ts';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openDatabaseFile } from '../storage/index.ts';
import { testFolder } from '../testing/test-folder.ts';
import { startMidoffice, TestLine, type TestMidoffice } from '../testing/test-midoffice.ts';
import { TestStore } from '../testing/test-store.ts';
import { logInAt } from './testing/centre.ts';

/** The texts of the erased task. The last letters of a word count: an index keeps only what differs from the word before it. */
const SECRETS = ['Zwijgplichtkwintessens', 'qxyvertrouwelijkheid', 'ypsilonmededeling'] as const;
const TRACES = ['kwintessens', 'vertrouwelijkheid', 'ypsilonmededeling'] as const;

const folder = testFolder();
let midoffice: TestMidoffice;
let line: TestLine;
let desk: TestStore | undefined;

beforeAll(async () => {
  midoffice = await startMidoffice(60);
  line = new TestLine(midoffice.url);
  await line.up();
});
afterEach(async () => {
  await desk?.stop();
  desk = undefined;
});
afterAll(async () => {
  await line.down();
  await midoffice.stop();
});

async function openDesk(file: string): Promise<TestStore> {
  desk = await TestStore.start(line.url);
  await desk.openFor('member-karim', file, { deviceId: 'device-erased' });
  await desk.untilUpToDate();
  return desk;
}

function newTask(store: TestStore) {
  const id = v7();
  const [title, text, promised] = SECRETS;
  return store.run('createTask', { id, kind: 'callBack', title, text, promised, teamId: 'team-omgeving' });
}

/** Deletes a task at the centre, as another desk would. */
async function deleteAtCentre(taskId: string): Promise<void> {
  const { token } = await logInAt(midoffice.url, 'member-karim', 'device-other');
  const ask = async (query: string, variables: object) => {
    const response = await fetch(`${midoffice.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return ((await response.json()) as { data: Record<string, never> }).data;
  };
  const page = await ask(pullDocuments.tasks, { checkpoint: null, limit: 1000 });
  const { documents } = page.pullTasks as unknown as { documents: { id: string; updatedAt: string }[] };
  const master = documents.find((document) => document.id === taskId);
  if (master === undefined) throw new Error('The task never arrived');
  const updatedAt = new Date(Date.parse(master.updatedAt) + 1).toISOString();
  const next = { ...master, updatedAt, deleted: true };
  const row = { operationId: v7(), assumedMasterState: master, newDocumentState: next };
  const pushed = await ask(pushDocuments.tasks, { rows: [row] });
  expect(pushed.pushTasks).toMatchObject([{ outcome: 'accepted' }]);
}

/** Which of the texts stand in the decrypted pages of the file, free pages and full-text index included. */
function traces(file: string): string[] {
  const opened = openDatabaseFile({ file, key: Buffer.from('A'.repeat(43).concat('='), 'base64'), readOnly: true });
  // Page by page as SQLite sees them, decrypted; the driver's types do not know it.
  const whole = opened.database as unknown as { serialize(): Buffer };
  const pages = whole.serialize().toString('latin1').toLowerCase();
  opened.close();
  return TRACES.filter((text) => pages.includes(text.toLowerCase()));
}

function logBytes(file: string): number {
  return existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0;
}

async function untilErased(file: string): Promise<void> {
  // The log is empty, so the pages of the file are all that is left of it.
  await expect
    .poll(() => [...traces(file), logBytes(file) > 0 ? 'log' : ''].join(' ').trim(), { timeout: 60_000, interval: 250 })
    .toBe('');
}

it('what the centre deleted leaves tables, search index and log within seconds, while the desk works on', async () => {
  const file = join(folder, 'running.db');
  const store = await openDesk(file);
  const { written } = await newTask(store);
  await store.untilUpToDate();
  expect(traces(file)).toEqual([...TRACES]);
  await deleteAtCentre(written[0]?.documentId ?? '');
  await untilErased(file);
  // How long something took says how busy the machine is.
  const trouble = store.logs.filter(({ level, message }) => level !== 'info' && message !== 'slow storage operation');
  expect(trouble).toEqual([]);
  // Words that are gone are learned again.
  const again = await newTask(store);
  const typed = await store.read('searchEverything', { text: 'zwijgplichtkwintessenz', limitPerGroup: 5 });
  expect(typed.groups[0]?.total).toBe(1);
  expect((await store.read('syncItems', { limit: 50 })).map((item) => item.documentId)).toEqual([
    again.written[0]?.documentId,
  ]);
  // The next test looks for the same texts.
  await store.untilUpToDate();
  await deleteAtCentre(again.written[0]?.documentId ?? '');
}, 180_000);

it('what a desk was stopped before it could remove goes after the next start', async () => {
  const file = join(folder, 'stopped.db');
  const store = await openDesk(file);
  const { written } = await newTask(store);
  const taskId = written[0]?.documentId ?? '';
  await store.untilUpToDate();
  await deleteAtCentre(taskId);
  await expect
    .poll(async () => (await store.read('searchEverything', { text: 'zwijgplicht', limitPerGroup: 1 })).groups.length, {
      timeout: 20_000,
    })
    .toBe(0);
  await store.stop();
  expect(traces(file).length).toBeGreaterThan(0);
  await openDesk(file);
  await untilErased(file);
}, 180_000);

it('work on it that the centre did not accept is kept', async () => {
  const file = join(folder, 'unsent.db');
  const store = await openDesk(file);
  const { written } = await newTask(store);
  const taskId = written[0]?.documentId ?? '';
  await store.untilUpToDate();
  await line.down();
  await store.run('changeTaskState', { taskId, state: 'returned', returnReason: 'Onleesbaar nummer' });
  await deleteAtCentre(taskId);
  await line.up();
  const items = await store.until(
    'syncItems',
    { limit: 10 },
    (rows) => rows.some((row) => row.state === 'rejected'),
    60_000,
  );
  expect(items.find((row) => row.state === 'rejected')?.changes).toMatchObject({ returnReason: 'Onleesbaar nummer' });
  await new Promise((resolve) => setTimeout(resolve, 7_000));
  expect((await store.read('syncItems', { limit: 10 })).some((row) => row.state === 'rejected')).toBe(true);
}, 180_000);
