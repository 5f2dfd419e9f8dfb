import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { migrationsFolder } from '../database/migrations-folder.ts';
import { writePreparedDatabase } from '../database/open-pglite.ts';

const folder = join(import.meta.dirname, '..', '..', 'out', 'test', 'prepared');

function fingerprint(): string {
  const hash = createHash('sha256');
  const migrations = readdirSync(migrationsFolder).filter((name) => name.endsWith('.sql'));
  for (const name of migrations.sort()) hash.update(name).update(readFileSync(join(migrationsFolder, name)));
  // Another version of the engine makes another cluster.
  hash.update(readFileSync(createRequire(import.meta.url).resolve('@electric-sql/pglite')));
  return hash.digest('hex').slice(0, 16);
}

/**
 * Makes the empty database that the mid-offices of a test run begin with, once: to make one costs four seconds of processor, which a
 * run would pay two hundred times. The tests of the migrations and of PostgreSQL make theirs from nothing.
 *
 * Named by the configurations of Vitest and Playwright as what runs before all tests.
 */
export default async function prepareDatabase(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const name = `${fingerprint()}.tar`;
  for (const old of readdirSync(folder)) if (old !== name) rmSync(join(folder, old), { force: true });
  const file = join(folder, name);
  if (!existsSync(file)) await writePreparedDatabase(file);
  process.env.ONTHAAL_PREPARED_DATABASE = file;
}
