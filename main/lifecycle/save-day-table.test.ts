import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { saveDayPaper, saveDayTable } from './save-day-table.ts';

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

it('writes the report as a PDF, byte for byte', async () => {
  const suggested: string[] = [];
  const file = path.join(folder, 'verslag.pdf');
  const pdf = Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0, 255]);
  const choose = async (name: string) => {
    suggested.push(name);
    return file;
  };
  expect(await saveDayPaper(choose, { day: day.day, pdf })).toEqual({ ok: true, value: { fileName: 'verslag.pdf' } });
  expect(suggested).toEqual(['dagverslag-2026-11-27.pdf']);
  expect(readFileSync(file)).toEqual(Buffer.from(pdf));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await saveDayPaper(async () => undefined, { day: day.day, pdf })).toEqual({ ok: true, value: null });
});
