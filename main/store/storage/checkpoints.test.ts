import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CheckpointOptions, Checkpoints, type CheckpointTimes, emptyLog } from './checkpoints.ts';
import { type DatabaseFile, openDatabaseFile } from './database-file.ts';
import type { StoredDocument } from './types.ts';

const key = new Uint8Array(32).map((_, index) => index + 1);
/** The product's times, fifty times as fast. */
const times: CheckpointTimes = { look: 20, quiet: 60, pages: 20, longest: 600, erased: 100, statistics: 100 };

let folder: string;
let file: DatabaseFile;
let checkpoints: Checkpoints;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onthaal-checkpoints-'));
  file = openDatabaseFile({ file: join(folder, 'store.db'), key });
  file.database.exec('CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)');
  checkpoints = new Checkpoints();
});
afterEach(() => {
  checkpoints.stop();
  file.close();
  rmSync(folder, { recursive: true, force: true });
});

function logBytes(): number {
  return statSync(`${file.file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}

function write(rows: number): void {
  const insert = file.database.prepare('INSERT INTO note (text) VALUES (?)');
  file.transaction(() => {
    for (let row = 0; row < rows; row += 1) insert.run('tekst '.repeat(200));
  });
}

/** Starts, and waits until what was there before is done with. */
async function started(options: Partial<CheckpointOptions> = {}): Promise<void> {
  checkpoints.start({ file, times, ...options });
  await expect.poll(logBytes).toBe(0);
}

function erase(): void {
  file.database.exec('DELETE FROM note');
  checkpoints.hook({
    ...{ collectionName: 'persons', context: '', database: file.database },
    writes: [{ previous: undefined, document: { _deleted: true } as StoredDocument }],
  });
}

describe('the write-ahead log', () => {
  it('is emptied when it is long and nobody writes', async () => {
    await started({ times: { ...times, longest: 60_000, erased: 100 } });
    write(400);
    expect(logBytes()).toBeGreaterThan(0);
    await expect.poll(logBytes).toBe(0);
    expect(file.database.prepare('SELECT count(*) FROM note').pluck().get()).toBe(400);
  });

  it('is left alone when it is short, and emptied all the same after the longest time', async () => {
    await started();
    write(1);
    const written = Date.now();
    await sleep(200);
    expect(logBytes()).toBeGreaterThan(0);
    await expect.poll(logBytes).toBe(0);
    expect(Date.now() - written).toBeGreaterThanOrEqual(times.longest - 2 * times.look);
  });

  it('is emptied soon after something was erased, also while others write on', async () => {
    await started({ times: { ...times, longest: 60_000, quiet: 60_000 } });
    write(1);
    let writing: NodeJS.Timeout | undefined;
    // Looked at before every write: an empty log stays so until the next one.
    const emptied = new Promise<void>((resolve) => {
      writing = setInterval(() => {
        if (logBytes() === 0) resolve();
        write(1);
      }, 10);
    });
    erase();
    await emptied;
    clearInterval(writing);
  });

  it('waits for a reader in its way without throwing and without holding up the writer', async () => {
    const warnings: string[] = [];
    await started({ logger: { warn: (_fields, message) => warnings.push(message) } });
    write(400);
    const reader = openDatabaseFile({ file: file.file, key, readOnly: true });
    const rows = reader.database.prepare('SELECT * FROM note').iterate();
    rows.next();
    write(400);
    const start = performance.now();
    expect(emptyLog(file).busy).toBe(true);
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(file.database.pragma('busy_timeout', { simple: true })).toBe(5_000);
    await sleep(300);
    expect(logBytes()).toBeGreaterThan(0);
    expect(warnings).toEqual([]);
    rows.return?.();
    reader.close();
    await expect.poll(logBytes).toBe(0);
  });

  it('is not touched before the commands that wait have been written, and not after the end', async () => {
    let letGo: () => void = () => undefined;
    let waits = false;
    const idle = () =>
      waits
        ? new Promise<void>((resolve) => {
            letGo = resolve;
          })
        : Promise.resolve();
    await started({ idle });
    waits = true;
    write(400);
    await sleep(300);
    expect(logBytes()).toBeGreaterThan(0);
    checkpoints.stop();
    letGo();
    await sleep(100);
    expect(logBytes()).toBeGreaterThan(0);
  });

  it('refreshes the statistics in a quiet moment', async () => {
    await started();
    file.database.exec('CREATE INDEX note_by_text ON note (text)');
    write(400);
    file.database.prepare('SELECT * FROM note WHERE text = ?').all('x');
    const statistics = () =>
      file.database.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'").pluck().get();
    await expect.poll(statistics).toBe(1);
  });
});
