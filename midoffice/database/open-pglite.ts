import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { fromPglite } from 'pg-boss';
import type { Database, Orm } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { migrationsFolder } from './migrations-folder.ts';
import * as schema from './schema.ts';

/**
 * Opens the embedded database and brings it to the newest migration.
 *
 * @param folder where it keeps its files; in memory when left out
 * @throws FolderInUse: one process at a time may open a folder
 */
export async function openPglite(folder: string | undefined): Promise<Database> {
  const unlock = folder === undefined ? async () => undefined : await lockFolder(folder);
  const client = await PGlite.create(folder === undefined ? {} : { dataDir: folder });
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
