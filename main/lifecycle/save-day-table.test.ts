import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { saveDayTable } from './save-day-table.ts';

const day = { day: '2026-11-27', table: '"Uur";"Bedrag"\r\n"10:00";"12,50"\r\n' };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'onthaal-day-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('writes the list where it was asked, for this user alone, with the mark that spreadsheets look for', async () => {
  const suggested: string[] = [];
  const file = path.join(folder, 'kassa.csv');
  const saved = await saveDayTable(
    'kassa',
    async (name) => {
      suggested.push(name);
      return file;
    },
    day,
  );
  expect(saved).toEqual({ ok: true, value: { fileName: 'kassa.csv' } });
  expect(suggested).toEqual(['kassa-2026-11-27.csv']);
  expect(readFileSync(file).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  expect(readFileSync(file, 'utf8').slice(1)).toBe(day.table);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('writes nothing when no file was chosen, and says why when it cannot', async () => {
  expect(await saveDayTable('kassa', async () => undefined, day)).toEqual({ ok: true, value: null });
  // A folder stands where the file should come.
  expect(await saveDayTable('kassa', async () => folder, day)).toMatchObject({ ok: false });
  expect(readdirSync(folder)).toEqual([]);
});
