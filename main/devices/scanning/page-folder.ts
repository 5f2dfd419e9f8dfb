import { accessSync, constants } from 'node:fs';
import { mkdtemp, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

const PREFIX = 'onthaal-scan-';

/** A folder that lies in memory: what is scanned is on no disk before it is encrypted. Undefined where there is none. */
export function memoryPlace(): string | undefined {
  for (const place of [process.env.XDG_RUNTIME_DIR, '/dev/shm']) {
    try {
      if (place === undefined || place === '') continue;
      accessSync(place, constants.W_OK | constants.X_OK);
      return place;
    } catch {
      // Not this one.
    }
  }
  return undefined;
}

/** A folder of this process only. Its name says whose it is, so that the next one can clear what a crash left. */
export function makePageFolder(place: string): Promise<string> {
  return mkdtemp(path.join(place, `${PREFIX}${process.pid}-`));
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // There, and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removes the folders of processes that are gone: a crash leaves pages in memory. */
export async function clearLeftFolders(place: string): Promise<void> {
  const names = await readdir(place).catch(() => []);
  for (const name of names) {
    const owner = Number(/^onthaal-scan-(\d+)-/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(owner) || isRunning(owner)) continue;
    await rm(path.join(place, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Takes a page out of its folder; undefined when there is none or it is larger than it may be. */
export async function takePage(file: string, mostBytes: number): Promise<Uint8Array | undefined> {
  try {
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const { size } = await handle.stat();
      if (size === 0 || size > mostBytes) return undefined;
      return new Uint8Array(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  } finally {
    await rm(file, { force: true }).catch(() => undefined);
  }
}
