import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from './log.ts';
import { openRotatingFile } from './rotating-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'onthaal-log-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function readAll(): Promise<string> {
  const names = (await readdir(folder)).sort();
  return (await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')))).join('');
}

async function settled(check: () => Promise<boolean>): Promise<void> {
  await expect.poll(check, { timeout: 5000 }).toBe(true);
}

test('lines are JSON and redacted, whatever field they hide in', async () => {
  const log = createLog(await openRotatingFile(folder), false);
  log.write('info', 'session', 'person 85.07.30-033.28 asked', { address: 'els@lindervelde.example', token: 'abc' });
  log.problem('store', 'it broke', new Error('cannot reach els@lindervelde.example'));
  await settled(async () => (await readAll()).split('\n').length === 3);
  const lines = (await readAll())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines[0]).toMatchObject({ level: 'info', area: 'session', msg: 'person [number] asked', address: '[e-mail]' });
  expect(lines[1]).toMatchObject({ level: 'error', area: 'store', errorMessage: 'cannot reach [e-mail]' });
  expect(await readAll()).not.toContain('lindervelde');
});

test('a full file is followed by another, and a new day has its own', async () => {
  let now = new Date('2026-11-23T10:00:00Z');
  const file = await openRotatingFile(folder, { now: () => now, longestFileBytes: 100 });
  for (let index = 0; index < 3; index += 1) {
    file.write(`${'x'.repeat(59)}\n`);
    await settled(async () => (await readAll()).length === (index + 1) * 60);
  }
  now = new Date('2026-11-24T10:00:00Z');
  file.write('tomorrow\n');
  await settled(async () => (await readAll()).includes('tomorrow') && (await readAll()).length === 189);
  expect((await readdir(folder)).sort()).toEqual([
    'onthaal-2026-11-23.1.log',
    'onthaal-2026-11-23.2.log',
    'onthaal-2026-11-23.log',
    'onthaal-2026-11-24.log',
  ]);
});

test('the newest fourteen files are kept and nothing else is touched', async () => {
  for (let day = 1; day <= 20; day += 1) {
    await writeFile(path.join(folder, `onthaal-2026-10-${String(day).padStart(2, '0')}.log`), 'old\n');
  }
  await writeFile(path.join(folder, 'note-of-the-administrator.txt'), 'stays');
  await openRotatingFile(folder, { now: () => new Date('2026-11-23T10:00:00Z') });
  await settled(async () => (await readdir(folder)).length === 15);
  const names = await readdir(folder);
  expect(names).toContain('onthaal-2026-11-23.log');
  expect(names).not.toContain('onthaal-2026-10-07.log');
  expect(names).toContain('onthaal-2026-10-08.log');
  expect(names).toContain('note-of-the-administrator.txt');
});
