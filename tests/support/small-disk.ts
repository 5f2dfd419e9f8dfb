import { execFileSync } from 'node:child_process';
import { chownSync, closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { readEnvironment } from '../../build/run/environment.ts';
import { ownedFolder } from '../../build/run/stage.ts';
import { stagedApplication } from './desk.ts';
import { noteRunning } from './running.ts';

/** A disk of a few megabytes that can be filled to the last byte. */
export interface SmallDisk {
  /** A user data folder on it. */
  readonly folder: string;
  fill(): void;
  /** Makes room again. */
  empty(): void;
}

/** Only root may mount a disk. Others have the same case in the store's own tests, with a limit inside SQLite. */
export const canMountDisk: boolean = process.platform === 'linux' && process.getuid?.() === 0;

/** Mounts a disk in memory for the user data of one desk. Needs `canMountDisk`. */
export function mountSmallDisk(name: string, megabytes: number): SmallDisk {
  const folder = ownedFolder(path.join(stagedApplication().userDataRoot, name));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', folder]);
  noteRunning({
    name: 'small disk',
    processId: undefined,
    close: async () => {
      execFileSync('umount', [folder]);
    },
  });
  const user = readEnvironment().runAsUser;
  if (user !== null) chownSync(folder, user.uid, user.gid);
  const filler = path.join(folder, 'filler');
  return { folder, fill: () => fillUp(filler), empty: () => rmSync(filler, { force: true }) };
}

function fillUp(file: string): void {
  const handle = openSync(file, 'a');
  try {
    for (const bytes of [65_536, 4_096, 512, 1]) {
      try {
        for (;;) writeSync(handle, Buffer.alloc(bytes));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
