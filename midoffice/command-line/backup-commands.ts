import { backUp, restore, verify } from '../backup/backup.ts';
import type { Manifest } from '../backup/manifest.ts';
import { type Configuration, readDatabaseConfiguration } from '../configuration/configuration.ts';

type Work = (database: Configuration['database'], file: string) => Promise<Manifest>;

function sentenceFor(error: unknown): string {
  const { name, code, message } = error as {
    readonly name?: string;
    readonly code?: string;
    readonly message?: string;
  };
  if (name === 'BackupProblem') return message ?? '';
  if (name === 'FolderInUse') return 'The mid-office works with that folder. Stop it first: nothing was done.';
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND')
    return 'PostgreSQL does not answer at the address in DATABASE_URL.';
  if (code === '28P01' || code === '28000') return 'PostgreSQL refuses the user or password in DATABASE_URL.';
  if (code === '3D000') return 'The database named in DATABASE_URL does not exist.';
  return `It failed (${code ?? name ?? 'unknown'}).`;
}

function command(done: string, work: Work) {
  return async (args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> => {
    const [file, ...more] = args;
    const database = readDatabaseConfiguration(environment);
    const sentences = database.ok ? [] : [...database.sentences];
    if (file === undefined || more.length > 0) sentences.push('Name one file.');
    if (!database.ok || file === undefined || sentences.length > 0) {
      process.stderr.write(sentences.map((sentence) => `${sentence}\n`).join(''));
      return 1;
    }
    try {
      const { rows, bytes, madeAt } = await work(database.value, file);
      const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
      process.stdout.write(
        `${done}: ${total} rows in ${Object.keys(rows).length} tables, ${bytes} bytes, of ${madeAt}.\n`,
      );
      return 0;
    } catch (error) {
      process.stderr.write(`${sentenceFor(error)}\n`);
      return 1;
    }
  };
}

/** What the command line offers for backups. */
export const backupCommands = {
  backup: {
    usage: 'backup FILE      writes a backup of the database and, beside it, FILE.manifest.json',
    run: command('Backed up', backUp),
  },
  restore: {
    usage: 'restore FILE     puts a backup back into an empty database or folder; every node must be stopped',
    run: command('Restored', restore),
  },
  verify: {
    usage: 'verify FILE      tries in a place of its own whether a backup can be restored',
    run: command('Can be restored', verify),
  },
};
