import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { documentIdOfFile, type WatchedFiles } from '@onthaal/contract/devices/watch-folder.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WatchedFolder } from './watch-folder.ts';

const pdf = (text: string) => `%PDF-1.7\n${text}\n%%EOF\n`;
const jpeg = Buffer.from('ffd8ffe000104a464946000000ffd9', 'hex');
let folder: string;
let outside: string;
let watched: WatchedFolder;
let now: number;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'onthaal-copier-'));
  outside = mkdtempSync(path.join(tmpdir(), 'onthaal-outside-'));
  now = Date.parse('2026-11-27T10:00:00Z');
  watched = new WatchedFolder(folder, () => now);
});
afterEach(() => {
  for (const place of [folder, outside]) rmSync(place, { recursive: true });
});

/** A file that was last written in so many seconds ago. */
function drop(name: string, content: string | Buffer, secondsAgo = 60): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  utimesSync(file, now / 1000, now / 1000 - secondsAgo);
  return file;
}

async function list(): Promise<WatchedFiles> {
  const listed = await watched.list();
  if (!listed.ok) throw new Error(listed.error.code);
  return listed.value;
}

test('complete files are offered, oldest first, by what they are and not by their names', async () => {
  drop('scan.txt', pdf('brief'), 20);
  drop('SKM_C250i.pdf', jpeg, 40);
  drop('offerte.pdf', '<!DOCTYPE html><script>1</script>');
  const { files, setAside } = await list();
  expect(files.map(({ name, mediaType }) => [name, mediaType])).toEqual([
    ['SKM_C250i.pdf', 'image/jpeg'],
    ['scan.txt', 'application/pdf'],
  ]);
  expect(setAside).toEqual([{ name: 'offerte.pdf', reason: 'otherType' }]);
});

test('what is half-written waits until its end is there and nobody writes in it any more', async () => {
  const file = drop('scan.pdf', '%PDF-1.7\nhalf', 60);
  expect((await list()).setAside).toEqual([{ name: 'scan.pdf', reason: 'writing' }]);
  appendFileSync(file, '\n%%EOF\n');
  utimesSync(file, now / 1000, now / 1000);
  expect((await list()).setAside).toEqual([{ name: 'scan.pdf', reason: 'writing' }]);
  now += 10_000;
  expect((await list()).files).toMatchObject([{ name: 'scan.pdf' }]);
  drop('empty.pdf', '');
  expect((await list()).setAside).toEqual([{ name: 'empty.pdf', reason: 'writing' }]);
});

test('the same file twice is once, and both leave together; one that differs stays', async () => {
  drop('scan (1).pdf', pdf('same'));
  drop('scan (2).pdf', pdf('same'));
  drop('other.pdf', pdf('other'), 90);
  const { files } = await list();
  expect(files).toHaveLength(2);
  expect(await watched.remove(files[1]?.id ?? '')).toEqual({ ok: true, value: null });
  expect(readdirSync(folder)).toEqual(['other.pdf']);
});

test('what changed since it was listed is not given and not removed', async () => {
  drop('scan.pdf', pdf('first'));
  const [first] = (await list()).files;
  drop('scan.pdf', pdf('again'), 30);
  expect(await watched.read(first?.id ?? '')).toMatchObject({ ok: false, error: { code: 'WATCHED_FILE_GONE' } });
  expect(await watched.remove(first?.id ?? '')).toEqual({ ok: true, value: null });
  expect(readdirSync(folder)).toEqual(['scan.pdf']);
  const [again] = (await list()).files;
  const read = await watched.read(again?.id ?? '');
  expect(read.ok && Buffer.from(read.value.bytes).toString()).toBe(pdf('again'));
});

test('a link is never followed, nor a folder or a pipe opened; hidden files are not looked at', async () => {
  writeFileSync(path.join(outside, 'secret.pdf'), pdf('secret'));
  symlinkSync(path.join(outside, 'secret.pdf'), path.join(folder, 'link.pdf'));
  symlinkSync(outside, path.join(folder, 'away'));
  mkdirSync(path.join(folder, 'folder.pdf'));
  execFileSync('mkfifo', [path.join(folder, 'pipe.pdf')]);
  drop('.~lock.pdf', pdf('hidden'));
  expect(await list()).toEqual({
    files: [],
    setAside: [
      { name: 'away', reason: 'link' },
      { name: 'link.pdf', reason: 'link' },
    ],
  });
});

test('a file that becomes a link between two looks gives nothing of what it points to, and removes nothing there', async () => {
  const file = drop('scan.pdf', pdf('same'));
  const [listed] = (await list()).files;
  rmSync(file);
  writeFileSync(path.join(outside, 'kept.pdf'), pdf('same'));
  symlinkSync(path.join(outside, 'kept.pdf'), file);
  expect(await watched.read(listed?.id ?? '')).toMatchObject({ error: { code: 'WATCHED_FILE_GONE' } });
  await watched.remove(listed?.id ?? '');
  expect(readdirSync(outside)).toEqual(['kept.pdf']);
});

test('a hostile name is shown without what cannot be seen, and opens nothing else', async () => {
  drop('a\u202efdp.exe\u0007\n.pdf', pdf('name'));
  const { files } = await list();
  expect(files.map(({ name }) => name)).toEqual(['afdp.exe.pdf']);
  expect(await watched.read(files[0]?.id ?? '')).toMatchObject({ ok: true });
});

test('what is larger than it may be is set aside unread', async () => {
  const file = drop('huge.pdf', pdf('huge'));
  truncateSync(file, 60 * 1024 * 1024);
  expect((await list()).setAside).toEqual([{ name: 'huge.pdf', reason: 'tooLarge' }]);
});

test('a folder that is not there is said to be so', async () => {
  const gone = new WatchedFolder(path.join(folder, 'gone'));
  expect(await gone.list()).toMatchObject({ ok: false, error: { code: 'WATCH_FOLDER_ABSENT', retryable: true } });
});

test('a file is always the same document', () => {
  const id = documentIdOfFile('0123456789abcdef'.repeat(4));
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(documentIdOfFile('0123456789abcdef'.repeat(4))).toBe(id);
  expect(documentIdOfFile('1123456789abcdef'.repeat(4))).not.toBe(id);
});
