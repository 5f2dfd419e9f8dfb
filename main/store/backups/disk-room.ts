import { statfs } from 'node:fs/promises';

const LARGEST_BUDGET = 6 * 1024 ** 3;
const LARGEST_RESERVE = 1024 ** 3;

/** Bytes of the disk that a folder is on. */
export interface DiskRoom {
  readonly free: number;
  readonly total: number;
}

/** Asks the system. Throws its error (ENOENT, EACCES). */
export async function diskRoom(folder: string): Promise<DiskRoom> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { free: bavail * bsize, total: blocks * bsize };
}

/** What backups leave free: a twentieth of the disk, at most 1 GB. */
export function reserveOf(room: DiskRoom): number {
  return Math.min(LARGEST_RESERVE, room.total / 20);
}

/**
 * What all backups together may take: a quarter of what would be free without them, at most 6 GB.
 *
 * @param taken what they take now
 */
export function budgetOf(room: DiskRoom, taken: number): number {
  return Math.min(LARGEST_BUDGET, Math.floor((room.free + taken) / 4));
}
