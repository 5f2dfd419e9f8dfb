import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { LogExport, LogExportText } from '@onthaal/contract/store/control.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exportLogToFile } from './export-log.ts';

const question: LogExport = { about: 'person', id: 'person-1', format: 'csv' };
const text = 'sequence,at\r\n1,2026-11-26T09:00:00.000Z\r\n';
let folder: string;
let fetched: LogExport[];
let suggested: string[];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'onthaal-export-'));
  fetched = [];
  suggested = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function exportTo(file: string | undefined, answer: Result<LogExportText> = success({ text, rows: 1 })) {
  return exportLogToFile(
    {
      chooseFile: async (name) => {
        suggested.push(name);
        return file;
      },
      fetch: async (asked) => {
        fetched.push(asked);
        return answer;
      },
      now: () => new Date('2026-11-26T10:00:00Z'),
    },
    question,
  );
}

it('writes the log where it was asked, for this user alone, under a name that names nobody', async () => {
  const file = path.join(folder, 'raadplegingen.csv');
  expect(await exportTo(file)).toEqual({ ok: true, value: { rows: 1, fileName: 'raadplegingen.csv' } });
  expect(readFileSync(file, 'utf8')).toBe(text);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(suggested).toEqual(['raadplegingen-2026-11-26.csv']);
  expect(fetched).toEqual([question]);
});

it('takes nothing out when no file was chosen', async () => {
  expect(await exportTo(undefined)).toEqual({ ok: true, value: null });
  expect(fetched).toEqual([]);
});

it('says why it did not, and leaves no file behind', async () => {
  const refused = await exportTo(path.join(folder, 'refused.csv'), failure('NOT_ALLOWED'));
  expect(refused).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
  // A folder stands where the file should come.
  expect(await exportTo(folder)).toMatchObject({ ok: false });
  expect(readdirSync(folder)).toEqual([]);
  expect(readdirSync(path.dirname(folder)).filter((name) => name.startsWith(`${path.basename(folder)}.`))).toEqual([]);
});
