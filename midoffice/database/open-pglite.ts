import { existsSync, openAsBlob } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { fromPglite } from 'pg-boss';
import type { Database, Orm } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { migrationsFolder } from './migrations-folder.ts';
import * as schema from './schema.ts';

function isNew(folder: string | undefined): boolean {
  return folder === undefined || !existsSync(join(folder, 'PG_VERSION'));
}

/**
 * Opens the embedded database and brings it to the newest migration.
 *
 * @param folder where it keeps its files; in memory when left out
 * @param prepared file with an empty database (`writePreparedDatabase`): a new one begins as a copy of it, in a quarter of the time
 * @throws FolderInUse: one process at a time may open a folder
 */
export async function openPglite(folder: string | undefined, prepared?: string): Promise<Database> {
  const unlock = folder === undefined ? async () => undefined : await lockFolder(folder);
  const client = await PGlite.create({
    ...(folder === undefined ? {} : { dataDir: folder }),
    ...(prepared !== undefined && isNew(folder) ? { loadDataDir: await openAsBlob(prepared) } : {}),
  });
  const orm = drizzle(client, { schema });
  await migrate(orm, { migrationsFolder });
  return {
    kind: 'pglite',
    orm: orm as unknown as Orm,
    listen: (channel, onMessage) => client.listen(channel, onMessage),
    isListening: () => true,
    jobStore: { db: fromPglite(client), backend: 'pglite' },
    close: async () => {
      await client.close();
      await unlock();
    },
  };
}

/** Writes an empty database with all migrations to a file, from which others begin. */
export async function writePreparedDatabase(file: string): Promise<void> {
  const client = await PGlite.create();
  await migrate(drizzle(client, { schema }), { migrationsFolder });
  const image = await client.dumpDataDir('none');
  await client.close();
  // Whole or not at all: several may be writing it.
  await writeFile(`${file}.${process.pid}`, Buffer.from(await image.arrayBuffer()));
  await rename(`${file}.${process.pid}`, file);
}
