import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { jobSchema } from '../jobs/jobs.ts';
import { addRestoreMark, countRows, isUnused, type Queries } from './database-facts.ts';
import { BackupProblem, compareRows, type RowCounts } from './manifest.ts';

const run = promisify(execFile);
const mostOutputBytes = 64 * 1024 * 1024;

/** The address for a PostgreSQL program: the password goes by its environment, where no list of processes shows it. */
function safely(connectionString: string): { readonly address: string; readonly env: NodeJS.ProcessEnv } {
  const address = new URL(connectionString);
  const password = decodeURIComponent(address.password);
  address.password = '';
  return { address: address.href, env: { ...process.env, ...(password === '' ? {} : { PGPASSWORD: password }) } };
}

/** The first complaint of the program, unless it may quote a row. */
function complaint(program: string, stderr: string): string {
  const line = stderr.split('\n').find((text) => text.startsWith(`${program}: error:`)) ?? '';
  const words = line.slice(`${program}: error:`.length).trim();
  return words === '' || /COPY|Key \(/.test(words) ? 'it failed' : words.slice(0, 300);
}

async function runProgram(program: 'pg_dump' | 'pg_restore', args: readonly string[], env: NodeJS.ProcessEnv) {
  try {
    return (await run(program, [...args], { env, maxBuffer: mostOutputBytes })).stdout;
  } catch (error) {
    const { code, stderr = '' } = error as { readonly code?: unknown; readonly stderr?: string };
    if (code === 'ENOENT') {
      throw new BackupProblem(`${program} is not installed. On Debian: sudo apt-get install postgresql-client`);
    }
    throw new BackupProblem(`${program}: ${complaint(program, stderr)}`);
  }
}

async function connected<Value>(connectionString: string, work: (client: Client) => Promise<Value>): Promise<Value> {
  const client = new Client({ connectionString, application_name: 'onthaal-midoffice-backup' });
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function checkContents(file: string, rows: RowCounts): Promise<void> {
  const list = await runProgram('pg_restore', ['--list', file], process.env);
  const missing = Object.keys(rows).filter((table) => !list.includes(`TABLE DATA ${table.replace('.', ' ')} `));
  if (missing.length > 0) throw new BackupProblem(`The file lacks the tables ${missing.join(', ')}.`);
}

/** Writes the database into a file with pg_dump; nodes may go on. The counts are of the very snapshot that the file has. */
export async function backUpDatabase(connectionString: string, file: string): Promise<RowCounts> {
  const { address, env } = safely(connectionString);
  const created = await open(file, 'wx', 0o600);
  await created.close();
  const rows = await connected(connectionString, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows: found } = await client.query<{ id: string }>('SELECT pg_export_snapshot() AS id');
    const counts = await countRows(client as Queries);
    const snapshot = `--snapshot=${found[0]?.id}`;
    await runProgram(
      'pg_dump',
      ['--format=custom', `--exclude-schema=${jobSchema}`, snapshot, `--file=${file}`, `--dbname=${address}`],
      env,
    );
    return counts;
  });
  await checkContents(file, rows);
  return rows;
}

/** Puts the database back with pg_restore; refuses one that has tables. What pg_restore cannot do whole it does not do. */
export async function restoreDatabase(connectionString: string, file: string, rows: RowCounts): Promise<void> {
  const { address, env } = safely(connectionString);
  await connected(connectionString, async (client) => {
    if (!(await isUnused(client as Queries))) {
      throw new BackupProblem(
        'The database in DATABASE_URL has tables. Make an empty one, name it there and try again: nothing was done.',
      );
    }
  });
  const options = ['--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges'];
  await runProgram('pg_restore', [...options, `--dbname=${address}`, file], env);
  await connected(connectionString, async (client) => {
    compareRows(rows, await countRows(client as Queries));
    await addRestoreMark(client as Queries);
  });
}

/** Restores into a database of its own on the same server and drops that again. */
export async function tryDatabase(connectionString: string, file: string, rows: RowCounts): Promise<void> {
  const name = `onthaal_verify_${randomBytes(6).toString('hex')}`;
  const scratch = new URL(connectionString);
  scratch.pathname = `/${name}`;
  await connected(connectionString, async (client) => {
    await client.query(`CREATE DATABASE ${name}`).catch(() => {
      throw new BackupProblem('The user in DATABASE_URL may not make a database to try the backup in (CREATEDB).');
    });
    try {
      await restoreDatabase(scratch.href, file, rows);
    } finally {
      await client.query(`DROP DATABASE ${name}`);
    }
  });
}
