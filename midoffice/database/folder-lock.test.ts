import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FolderInUse, lockFolder } from './folder-lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'onthaal-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Another process that holds the lock until it is killed. */
async function holder(path: string) {
  const script = `
    const { lockFolder } = await import(${JSON.stringify(join(import.meta.dirname, 'folder-lock.ts'))});
    await lockFolder(${JSON.stringify(path)});
    console.log('held');
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return {
    kill: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.kill('SIGKILL');
      }),
  };
}

describe.each([
  ['beside it', join(folder, 'database')],
  ['elsewhere, when its path is too long', join(folder, 'x'.repeat(120))],
])('the lock of a folder, kept %s', (_where, path) => {
  it('keeps others out until its process ends, even when that is killed', async () => {
    const other = await holder(path);
    await expect(lockFolder(path)).rejects.toThrow(FolderInUse);
    await other.kill();
    const unlock = await lockFolder(path);
    await expect(lockFolder(path)).rejects.toThrow(FolderInUse);
    await unlock();
    await (await lockFolder(path))();
    expect(existsSync(`${path}.lock`)).toBe(false);
  });
});
