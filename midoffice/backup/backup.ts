import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Configuration } from '../configuration/configuration.ts';
import {
  BackupProblem,
  checkedManifest,
  type Manifest,
  manifestPath,
  refuseToOverwrite,
  writeManifest,
} from './manifest.ts';
import { backUpFolder, restoreFolder } from './pglite-backup.ts';
import { backUpDatabase, restoreDatabase, tryDatabase } from './postgresql-backup.ts';

type DatabaseConfiguration = Configuration['database'];

function folderOf(database: Extract<DatabaseConfiguration, { kind: 'pglite' }>): string {
  if (database.folder === undefined) throw new BackupProblem('Name the database: set DATABASE_URL or ONTHAAL_DATA.');
  return database.folder;
}

/**
 * Makes a backup: the file, and its manifest beside it. A file under its final name is always a whole one.
 *
 * @throws BackupProblem or FolderInUse
 */
export async function backUp(database: DatabaseConfiguration, file: string): Promise<Manifest> {
  await refuseToOverwrite(file);
  const unfinished = `${file}.partial`;
  await rm(unfinished, { force: true });
  try {
    const rows =
      database.kind === 'postgresql'
        ? await backUpDatabase(database.connectionString, unfinished)
        : await backUpFolder(folderOf(database), unfinished);
    await refuseToOverwrite(file);
    await rename(unfinished, file);
    return await writeManifest(file, database.kind, rows);
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function manifestFor(database: DatabaseConfiguration, file: string): Promise<Manifest> {
  const manifest = await checkedManifest(file);
  if (manifest.kind === database.kind) return manifest;
  const names = { postgresql: 'PostgreSQL (DATABASE_URL)', pglite: 'PGlite (ONTHAAL_DATA)' };
  throw new BackupProblem(`${manifestPath(file)} is of ${names[manifest.kind]}, not of ${names[database.kind]}.`);
}

/**
 * Puts a backup back into an empty database, checked, and marks in its history where the backup ends (ADR 0017).
 *
 * @throws BackupProblem or FolderInUse
 */
export async function restore(database: DatabaseConfiguration, file: string): Promise<Manifest> {
  const manifest = await manifestFor(database, file);
  if (database.kind === 'postgresql') await restoreDatabase(database.connectionString, file, manifest.rows);
  else await restoreFolder(folderOf(database), file, manifest.rows);
  return manifest;
}

/**
 * Tries whether a backup can be restored, in a place of its own.
 *
 * @throws BackupProblem
 */
export async function verify(database: DatabaseConfiguration, file: string): Promise<Manifest> {
  const manifest = await manifestFor(database, file);
  if (database.kind === 'postgresql') {
    await tryDatabase(database.connectionString, file, manifest.rows);
    return manifest;
  }
  const folder = await mkdtemp(join(tmpdir(), 'onthaal-verify-'));
  try {
    await restoreFolder(join(folder, 'database'), file, manifest.rows);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return manifest;
}
