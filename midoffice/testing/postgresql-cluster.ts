import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);
const debianFolder = '/usr/lib/postgresql';
const superuser = 'onthaal';

/** A private PostgreSQL for one test file, reachable by its own socket only. */
export interface PostgresqlCluster {
  /** Creates an empty database, or a copy of one that nobody has open, and returns its connection string. */
  readonly createDatabase: (copyOf?: string) => Promise<string>;
  readonly dropDatabase: (database: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

async function programFolder(): Promise<string> {
  const versions = await readdir(debianFolder).catch(() => []);
  const newest = versions.map(Number).sort((left, right) => right - left)[0];
  if (newest !== undefined) return join(debianFolder, String(newest), 'bin');
  const { stdout } = await run('pg_config', ['--bindir']).catch(() => ({ stdout: '' }));
  if (stdout.trim() === '') throw new Error('These tests need PostgreSQL. On Debian: sudo apt-get install postgresql');
  return stdout.trim();
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

// PostgreSQL refuses to run as root; Debian's package brings a user for it.
async function unprivilegedAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => (await run('id', [flag, 'postgres'])).stdout));
  return { uid: Number(uid), gid: Number(gid) };
}

async function createFolder(account: Account | undefined): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'onthaal-postgresql-'));
  if (account !== undefined) await chown(folder, account.uid, account.gid);
  return folder;
}

function addressOf(folder: string, port: number, database: string): string {
  return `postgresql://${superuser}@localhost:${port}/${database}?host=${encodeURIComponent(folder)}`;
}

async function query(connectionString: string, text: string): Promise<void> {
  const client = new Client({ connectionString });
  try {
    await client.connect();
    await client.query(text);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function untilServing(server: ChildProcess, connectionString: string): Promise<void> {
  for (let attempt = 0; attempt < 300 && server.exitCode === null; attempt += 1) {
    const answered = await query(connectionString, 'SELECT 1').then(
      () => true,
      () => false,
    );
    if (answered) return;
    await wait(100);
  }
  throw new Error('The PostgreSQL for this test did not start');
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  // PostgreSQL's fast shutdown: ends sessions instead of waiting for them.
  server.kill('SIGINT');
  await ended;
}

async function initialise(programs: string, data: string, account: Account | undefined): Promise<void> {
  await mkdir(data, { recursive: true, mode: 0o700 });
  if (account !== undefined) await chown(data, account.uid, account.gid);
  const options = ['-D', data, '-U', superuser, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  await run(join(programs, 'initdb'), options, { ...account, cwd: data });
}

/**
 * Starts a PostgreSQL cluster, for so many connections at once.
 *
 * @param kept its data folder, when that is to stay: made when it is not there; else a new cluster in a temporary folder
 */
export async function startPostgresql(connections = 80, kept?: string): Promise<PostgresqlCluster> {
  const programs = await programFolder();
  const account = await unprivilegedAccount();
  const folder = await createFolder(account);
  const data = kept ?? join(folder, 'data');
  if (!existsSync(data)) await initialise(programs, data, account);
  const port = 20_000 + (process.pid % 20_000);
  const settings = ['-c', 'listen_addresses=', '-c', 'fsync=off', '-c', `max_connections=${connections}`];
  const server = spawn(join(programs, 'postgres'), ['-D', data, '-k', folder, '-p', String(port), ...settings], {
    ...account,
    cwd: folder,
    stdio: 'ignore',
  });
  // A test run that is broken off must not leave a server behind.
  const stopWithProcess = (): void => {
    server.kill('SIGINT');
  };
  process.once('exit', stopWithProcess);
  const administration = addressOf(folder, port, 'postgres');
  await untilServing(server, administration);
  let created = 0;
  return {
    createDatabase: async (copyOf) => {
      created += 1;
      const name = copyOf === undefined ? `midoffice_${created}` : `${copyOf}_copy_${created}`;
      const template = copyOf === undefined ? '' : ` TEMPLATE ${copyOf} STRATEGY file_copy`;
      await query(administration, `CREATE DATABASE ${name}${template}`);
      return addressOf(folder, port, name);
    },
    dropDatabase: (database) => query(administration, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`),
    stop: async () => {
      process.off('exit', stopWithProcess);
      await stopServer(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
