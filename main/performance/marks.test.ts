import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { silentLog } from '../logging/log.ts';
import { createMarks, currentMoment } from './marks.ts';

test('each mark is written once, on the clock of all processes, in the order it came', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'onthaal-marks-'));
  const file = path.join(folder, 'marks');
  const marks = createMarks(() => silentLog, file, 1000);
  marks.mark('mainStarted', 1100.5);
  marks.mark('firstPaint', 1250);
  marks.mark('mainStarted', 9999);
  const lines = async () => (await readFile(file, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
  await expect.poll(async () => (await lines()).length).toBe(3);
  expect((await lines()).map((line) => JSON.parse(line))).toEqual([
    { name: 'processStarted', at: 1000, sinceProcessStart: 0 },
    { name: 'mainStarted', at: 1100.5, sinceProcessStart: 100.5 },
    { name: 'firstPaint', at: 1250, sinceProcessStart: 250 },
  ]);
  await rm(folder, { recursive: true });
});

test('the moment is the wall clock with fractions', () => {
  expect(Math.abs(currentMoment() - Date.now())).toBeLessThan(250);
});
