import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { todayInBrussels } from '../../midoffice/server/fill-demo.ts';
import { startPostgresql } from '../../midoffice/testing/postgresql-cluster.ts';
import { say } from '../measure/progress.ts';
import { dataFolder, draftOf, finishDraft } from './data-folder.ts';

// Not the migrations: a node brings its copy to the newest.
const SOURCES = ['midoffice/seed/**/*.ts', 'midoffice/database/bulk-load.ts', 'bench/data/seeded-postgresql.ts'];
const seedScript = fileURLToPath(new URL('../../midoffice/command-line/seed.ts', import.meta.url));
const SEEDED = 'midoffice_1';
const CONNECTIONS = 80;

/** A municipality in a PostgreSQL of its own. */
export interface SeededPostgresql {
  /** A copy of it, for one benchmark. */
  readonly connectionString: string;
  /** Drops the copy and ends the server. */
  readonly stop: () => Promise<void>;
}

async function seed(folder: string, dossiers: number): Promise<void> {
  say(`seeding PostgreSQL with ${dossiers} dossiers, once a day ...`);
  const startedAt = performance.now();
  const draft = draftOf(folder);
  const cluster = await startPostgresql(CONNECTIONS, draft);
  try {
    const environment = { ...process.env, DATABASE_URL: await cluster.createDatabase() };
    const child = spawn(process.execPath, [seedScript, '--dossiers', String(dossiers)], {
      env: environment,
      stdio: 'inherit',
    });
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`The seed ended with code ${code}`);
  } finally {
    await cluster.stop();
  }
  finishDraft(draft, folder);
  say(`seeded in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

/** Starts a PostgreSQL with so many dossiers, dated around today, because what a desk needs depends on the day. They are kept. */
export async function openSeededPostgresql(dossiers: number): Promise<SeededPostgresql> {
  const folder = dataFolder(`postgresql-${todayInBrussels()}`, dossiers, SOURCES);
  if (!existsSync(folder)) await seed(folder, dossiers);
  const cluster = await startPostgresql(CONNECTIONS, folder);
  const connectionString = await cluster.createDatabase(SEEDED);
  return {
    connectionString,
    stop: async () => {
      await cluster.dropDatabase(new URL(connectionString).pathname.slice(1));
      await cluster.stop();
    },
  };
}
