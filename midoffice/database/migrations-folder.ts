import { join } from 'node:path';

/** The committed SQL migrations, run by both engines at start. */
export const migrationsFolder = join(import.meta.dirname, 'migrations');
