import { existsSync } from 'node:fs';
import { backUp, restore, verify } from '../backup/backup.ts';
import { backUpContents, type CopiedContents, restoreContents, verifyContents } from '../backup/content-backup.ts';
import type { Manifest } from '../backup/manifest.ts';
import { type Configuration, readBackupConfiguration } from '../configuration/configuration.ts';

type Work = (database: Configuration['database'], file: string) => Promise<Manifest>;
type ContentWork = (contentFolder: string, file: string) => Promise<CopiedContents>;

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

/** Says what became of the contents of documents; that they are not in a backup is said too. */
async function workOnContents(folder: string | undefined, file: string, work: ContentWork): Promise<string> {
  if (folder === undefined) return 'Without the contents of documents: no folder with them is set.';
  if (!existsSync(folder) && work === backUpContents) return 'There are no contents of documents yet.';
  const { contents, copied } = await work(folder, file);
  return `Contents of documents: ${contents}, of which ${copied} copied now.`;
}

function command(done: string, work: Work, contentWork: ContentWork) {
  return async (args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> => {
    const [file, ...more] = args;
    const configuration = readBackupConfiguration(environment);
    const sentences = configuration.ok ? [] : [...configuration.sentences];
    if (file === undefined || more.length > 0) sentences.push('Name one file.');
    if (!configuration.ok || file === undefined || sentences.length > 0) {
      process.stderr.write(sentences.map((sentence) => `${sentence}\n`).join(''));
      return 1;
    }
    const { database, contentFolder } = configuration.value;
    try {
      const { rows, bytes, madeAt } = await work(database, file);
      const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
      process.stdout.write(
        `${done}: ${total} rows in ${Object.keys(rows).length} tables, ${bytes} bytes, of ${madeAt}.\n`,
      );
      process.stdout.write(`${await workOnContents(contentFolder, file, contentWork)}\n`);
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
    run: command('Backed up', backUp, backUpContents),
  },
  restore: {
    usage: 'restore FILE     puts a backup back into an empty database or folder; every node must be stopped',
    run: command('Restored', restore, restoreContents),
  },
  verify: {
    usage: 'verify FILE      tries in a place of its own whether a backup can be restored',
    run: command('Can be restored', verify, (_folder, file) => verifyContents(file)),
  },
};
