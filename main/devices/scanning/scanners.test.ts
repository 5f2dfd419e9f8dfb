import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ScannerPage, ScanProgress, ScanSource } from '@onthaal/contract/devices/scanners.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LentScanner, reachLentScanners } from '../testing/sane-scanners/lent-scanner.ts';
import { makeSaneScanners } from '../testing/sane-scanners/sane-scanners.ts';
import { clearLeftFolders, makePageFolder, memoryPlace, takePage } from './page-folder.ts';
import { Scanners, type ScannersOptions } from './scanners.ts';

const scanner = { name: 'test:0', label: 'Noname frontend-tester' };
let place: ReturnType<typeof makeSaneScanners>;
let pages: ScannerPage[];
let progress: ScanProgress[];
let heard: (() => void) | undefined;

beforeEach(() => {
  place = makeSaneScanners();
  process.env.SANE_CONFIG_DIR = place.environment.SANE_CONFIG_DIR;
  pages = [];
  progress = [];
  heard = undefined;
});
afterEach(() => {
  delete process.env.SANE_CONFIG_DIR;
  place.dispose();
});

function scanners(more: Partial<ScannersOptions> = {}): Scanners {
  return new Scanners({
    onPage: (page) => pages.push(page),
    onProgress: (told) => {
      progress.push(told);
      heard?.();
    },
    ...more,
  });
}

const scan = (on: Scanners, source: ScanSource = 'sheet', most = 40) =>
  on.scan({ scanId: 'scan-0001', scanner, source, most });
const foldersOf = () =>
  readdirSync(memoryPlace() ?? '').filter((name) => name.startsWith(`onthaal-scan-${process.pid}-`));

describe('a real scanimage with the test driver of SANE', () => {
  test('the scanners are listed by make and model, and say what they can', async () => {
    place.behave({ scanners: 2 });
    const names = ['test:0', 'test:1'].map((name) => ({ ...scanner, name }));
    expect(await scanners().list()).toEqual({ ok: true, value: names });
    expect(await scanners().describe(scanner)).toEqual({ ok: true, value: { sources: ['sheet', 'feeder'] } });
  });

  test('one sheet becomes one page of A4 at 300 dots per inch, with its progress, and nothing of it stays', async () => {
    expect(await scan(scanners())).toEqual({ ok: true, value: { pages: 1, isStopped: false } });
    expect(pages).toMatchObject([{ scanId: 'scan-0001', page: 1 }]);
    const jpeg = Buffer.from(pages[0]?.jpeg ?? []);
    expect(jpeg.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    // The first frame header names height and width.
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    expect(jpeg.readUInt16BE(frame + 5)).toBeGreaterThan(3_490);
    expect(jpeg.readUInt16BE(frame + 7)).toBeGreaterThan(2_470);
    expect(progress.map(({ part }) => part)).toEqual([...progress.map(({ part }) => part)].sort((a, b) => a - b));
    expect(progress.at(-1)).toEqual({ scanId: 'scan-0001', page: 1, part: 1 });
    expect(foldersOf()).toEqual([]);
  });

  test('everything in the feeder comes page by page, and its end is no failure', async () => {
    expect(await scan(scanners(), 'feeder')).toEqual({ ok: true, value: { pages: 10, isStopped: false } });
    expect(pages.map(({ page }) => page)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await scan(scanners(), 'feeder', 3)).toMatchObject({ value: { pages: 3 } });
  });

  test.each([
    ['DEVICE_BUSY', 'SCANNER_BUSY'],
    ['COVER_OPEN', 'SCANNER_COVER_OPEN'],
    ['NO_DOCS', 'SCANNER_FEEDER_EMPTY'],
    ['JAMMED', 'SCANNER_JAMMED'],
    ['ACCESS_DENIED', 'SCANNER_REFUSED'],
    ['IO_ERROR', 'SCANNER_FAILED'],
    ['NO_MEM', 'SCANNER_FAILED'],
  ])('the status %s is told as %s, and the next scan works', async (status, code) => {
    place.behave({ status });
    const on = scanners();
    expect(await scan(on, 'feeder')).toMatchObject({ ok: false, error: { code } });
    expect(pages).toEqual([]);
    place.behave();
    expect(await scan(on)).toMatchObject({ ok: true, value: { pages: 1 } });
  });

  test('a scan that is stopped ends, and the scanner is free again', async () => {
    place.behave({ delay: 200_000 });
    const on = scanners();
    const begun = new Promise<void>((resolve) => {
      heard = resolve;
    });
    const running = scan(on);
    expect(await scan(on)).toMatchObject({ ok: false, error: { code: 'SCANNER_BUSY' } });
    await begun;
    on.cancel('another-scan');
    on.cancel('scan-0001');
    expect(await running).toEqual({ ok: true, value: { pages: 0, isStopped: true } });
    expect(foldersOf()).toEqual([]);
    place.behave();
    expect(await scan(on)).toMatchObject({ ok: true, value: { pages: 1 } });
  });

  test('of who has gone no page is told any more', async () => {
    place.behave({ delay: 200_000 });
    const on = scanners();
    const begun = new Promise<void>((resolve) => {
      heard = resolve;
    });
    const running = scan(on);
    await begun;
    on.forget();
    await running;
    expect(pages).toEqual([]);
  });

  test('one that was plugged in anew is found by make and model; of two alike none is guessed', async () => {
    const moved = { ...scanner, name: 'test:7' };
    const on = scanners();
    expect(await on.describe(moved)).toMatchObject({ ok: true });
    expect(await on.describe({ ...moved, label: 'Another maker' })).toMatchObject({
      error: { code: 'SCANNER_ABSENT' },
    });
    place.behave({ scanners: 2 });
    expect(await on.describe(moved)).toMatchObject({ ok: false, error: { code: 'SCANNER_ABSENT' } });
  });

  test('one that another computer lends gives its page, and says so when that computer is off', async () => {
    const lent = await LentScanner.start();
    reachLentScanners(place);
    const asked = { scanId: 'scan-0002', scanner: { ...scanner, name: lent.name }, source: 'sheet', most: 1 } as const;
    try {
      expect(await scanners().describe(asked.scanner)).toEqual({ ok: true, value: { sources: ['sheet', 'feeder'] } });
      expect(await scanners().scan(asked)).toEqual({ ok: true, value: { pages: 1, isStopped: false } });
      expect(
        Buffer.from(pages[0]?.jpeg ?? [])
          .subarray(0, 3)
          .toString('hex'),
      ).toBe('ffd8ff');
      await lent.switchOff();
      // The own one of the same make and model does not scan what nobody laid on it.
      expect(await scanners().scan(asked)).toMatchObject({ ok: false, error: { code: 'SCANNER_ABSENT' } });
    } finally {
      await lent.stop();
    }
  });

  test('without a scanner the list is empty, and the chosen one is missed', async () => {
    place.behave({ scanners: 0 });
    expect(await scanners().list()).toEqual({ ok: true, value: [] });
    const gone = { name: 'nothing:1', label: 'Maker Model' };
    const result = await scanners().scan({ scanId: 'scan-0001', scanner: gone, source: 'sheet', most: 1 });
    expect(result).toMatchObject({ ok: false, error: { code: 'SCANNER_ABSENT' } });
  });

  test('a page that would be larger than it may is refused before it fills the memory', async () => {
    const result = await scan(scanners({ mostPageBytes: 10_240 }));
    expect(result).toMatchObject({ ok: false, error: { code: 'SCANNER_PAGE_TOO_LARGE' } });
    expect(pages).toEqual([]);
    expect(foldersOf()).toEqual([]);
  });
});

test('without the program the desk says so', async () => {
  const on = scanners({ program: 'scanimage-that-is-not-there' });
  expect(await on.list()).toEqual({ ok: false, error: { code: 'SCANNER_PROGRAM_ABSENT', retryable: false } });
  expect(await scan(on)).toMatchObject({ ok: false, error: { code: 'SCANNER_PROGRAM_ABSENT' } });
});

test('what a crash left in memory is cleared, and what another process holds is not', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'onthaal-memory-'));
  const own = await makePageFolder(folder);
  // The highest number that Linux gives is lower.
  const left = path.join(folder, 'onthaal-scan-99999999-abcdef');
  mkdirSync(left);
  writeFileSync(path.join(left, 'page-1.jpg'), 'page');
  await clearLeftFolders(folder);
  expect([existsSync(own), existsSync(left)]).toEqual([true, false]);
  rmSync(folder, { recursive: true });
});

test('a page is taken once, and a link, an empty or a huge one never', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'onthaal-memory-'));
  const file = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const page = file('page-1.jpg', 'page');
  expect(Buffer.from((await takePage(page, 10)) ?? []).toString()).toBe('page');
  expect(await takePage(page, 10)).toBeUndefined();
  expect(await takePage(file('empty', ''), 10)).toBeUndefined();
  expect(await takePage(file('huge', '12345678901'), 10)).toBeUndefined();
  const link = path.join(folder, 'link');
  symlinkSync(file('other', 'secret'), link);
  expect(await takePage(link, 10)).toBeUndefined();
  rmSync(folder, { recursive: true });
});
