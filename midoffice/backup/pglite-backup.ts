import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { create, extract } from 'tar';
import { lockFolder } from '../database/folder-lock.ts';
import { addRestoreMark, countRows, type Queries } from './database-facts.ts';
import { BackupProblem, compareRows, type RowCounts } from './manifest.ts';

// Not migrated: a backup has what is there, and an older program must be able to use it.
async function withDatabase<Value>(folder: string, work: (queries: Queries) => Promise<Value>): Promise<Value> {
  const client = await PGlite.create({ dataDir: folder });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

/** Writes the folder into a file; the mid-office must be stopped (FolderInUse otherwise). */
export async function backUpFolder(folder: string, file: string): Promise<RowCounts> {
  if (!existsSync(folder)) throw new BackupProblem(`There is no folder ${folder}.`);
  const unlock = await lockFolder(folder);
  try {
    const rows = await withDatabase(folder, countRows);
    await create({ cwd: folder, file, gzip: true, portable: false }, ['.']);
    await chmod(file, 0o600);
    return rows;
  } finally {
    await unlock();
  }
}

async function isMissingOrEmpty(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).length === 0;
}

/** Puts the folder back; refuses a folder that has something in it. What fails leaves nothing. */
export async function restoreFolder(folder: string, file: string, rows: RowCounts): Promise<void> {
  if (!(await isMissingOrEmpty(folder))) {
    throw new BackupProblem(`${folder} is not empty. Move it away first: nothing was done.`);
  }
  const unlock = await lockFolder(folder);
  const unfinished = `${folder}.restoring`;
  try {
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    await extract({ cwd: unfinished, file, strict: true });
    await withDatabase(unfinished, async (queries) => {
      compareRows(rows, await countRows(queries));
      await addRestoreMark(queries);
    });
    await rmdir(folder).catch(() => undefined);
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
    await unlock();
  }
}
