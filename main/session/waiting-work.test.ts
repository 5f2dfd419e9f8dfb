import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { RecordingStore, sessionOn } from './testing/session-desk.ts';
import { testFolder } from './testing/test-folder.ts';
import { userFiles } from './user-files.ts';
import { waitingWork } from './waiting-work.ts';

const folder = testFolder();

async function leave(memberId: string, content: unknown): Promise<void> {
  const files = userFiles(folder(), memberId);
  await mkdir(files.folder, { recursive: true });
  await writeFile(files.waiting, typeof content === 'string' ? content : JSON.stringify(content));
}

test('unsent work is counted for those on the list and for all together, since the oldest', async () => {
  expect(await waitingWork(folder(), ['member-els'])).toEqual({ byMember: {}, all: null });
  await leave('member-els', { version: 1, items: 2, since: '2026-11-23T10:00:00.000Z', at: 'x' });
  await leave('member-karim', { version: 1, items: 1, since: '2026-11-20T10:00:00.000Z', at: 'x' });
  await leave('member-noor', { version: 1, items: 0, since: null, at: 'x' });
  expect(await waitingWork(folder(), ['member-els', 'member-noor'])).toEqual({
    byMember: { 'member-els': { items: 2, since: '2026-11-23T10:00:00.000Z' } },
    all: { items: 3, since: '2026-11-20T10:00:00.000Z', people: 2 },
  });
});

test('files that are still to be sent count too, alone and beside other work', async () => {
  await leave('member-els', { version: 1, items: 2, since: '2026-11-23T10:00:00.000Z' });
  for (const memberId of ['member-els', 'member-karim']) {
    const files = userFiles(folder(), memberId);
    await mkdir(files.folder, { recursive: true });
    await writeFile(files.waitingContents, '{"version":1,"items":3,"since":"2026-11-22T10:00:00.000Z"}\n');
  }
  expect(await waitingWork(folder(), ['member-els', 'member-karim'])).toEqual({
    byMember: {
      'member-els': { items: 5, since: '2026-11-22T10:00:00.000Z' },
      'member-karim': { items: 3, since: '2026-11-22T10:00:00.000Z' },
    },
    all: { items: 8, since: '2026-11-22T10:00:00.000Z', people: 2 },
  });
});

test.each(['', '{', '[]', '{"items":-1,"since":null}', '{"items":"9","since":null}'])(
  '%j counts nothing',
  async (text) => {
    await leave('member-els', text);
    expect(await waitingWork(folder(), ['member-els'])).toEqual({ byMember: {}, all: null });
  },
);

test('who worked on this computer is known, because without a line only they can log in', async () => {
  const store = new RecordingStore();
  const { subject } = sessionOn(folder(), store);
  await subject.people();
  expect((await subject.loginNotes()).workedHere).toEqual([]);
  expect((await subject.logIn('member-els')).ok).toBe(true);
  await subject.logOut();
  expect((await subject.loginNotes()).workedHere).toEqual(['member-els']);
});

test('the login screen hears of it, also without a line', async () => {
  const store = new RecordingStore();
  const { subject } = sessionOn(folder(), store);
  await subject.people();
  store.online = false;
  await leave('member-els', { version: 1, items: 1, since: '2026-11-23T10:00:00.000Z' });
  await leave('member-gone', { version: 1, items: 4, since: 'no date' });
  await writeFile(path.join(folder(), 'users', 'a-file'), '');
  expect(await subject.loginNotes()).toEqual({
    waiting: { 'member-els': { items: 1, since: '2026-11-23T10:00:00.000Z' } },
    allWaiting: { items: 5, since: '2026-11-23T10:00:00.000Z', people: 2 },
    workedHere: [],
    revoked: null,
    endedByWrongPin: false,
  });
});
