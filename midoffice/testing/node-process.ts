import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { pino } from 'pino';
import { bulkLoad, type SeedBatch } from '../database/bulk-load.ts';
import { openPostgresql } from '../database/open-postgresql.ts';
import { testSecret } from './start-for-tests.ts';

const mainFile = join(import.meta.dirname, '..', 'main.ts');

/** One node of the mid-office in a process of its own. */
export interface NodeProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** Everything that it logged. */
  readonly log: () => string;
  /** Ends it as a power cut does (SIGKILL). */
  readonly kill: () => Promise<void>;
  /** Asks it to stop and waits. Does nothing when it ended before. */
  readonly stop: () => Promise<void>;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

/**
 * Starts a node on a PostgreSQL database; demo people may log in, an empty database is filled with a small municipality.
 *
 * @throws with its log when it does not start
 */
export async function startNode(
  connectionString: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<NodeProcess> {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [mainFile], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH,
      DATABASE_URL: connectionString,
      ONTHAAL_DEMO: '1',
      ONTHAAL_SEED_SIZE: '50',
      ONTHAAL_TOKEN_SECRET: testSecret,
      ONTHAAL_LOG_LEVEL: 'warn',
      PORT: '0',
      ...environment,
    },
  });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = /^ONTHAAL_MIDOFFICE_READY (.+)$/.exec(line)?.[1];
      if (ready !== undefined) resolve((JSON.parse(ready) as { url: string }).url);
    });
    child.once('close', (code) => reject(new Error(`The node ended with code ${code}: ${log}`)));
  });
  return { url, process: child, log: () => log, kill: () => end(child, 'SIGKILL'), stop: () => end(child, 'SIGTERM') };
}

/** Brings a database to the newest migration and loads documents into it, as an earlier node would have left them. */
export async function fillDatabase(connectionString: string, batches: readonly SeedBatch[]): Promise<void> {
  const database = await openPostgresql(connectionString, pino({ level: 'silent' }));
  await bulkLoad(database.orm, batches);
  await database.close();
}

/** A connection of the test's own, to look at a database or to hold something in it. */
export async function connectTo(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  await client.connect();
  return client;
}
