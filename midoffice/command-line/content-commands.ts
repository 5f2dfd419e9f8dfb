import { type Configuration, readConfiguration } from '../configuration/configuration.ts';
import { openLog } from '../configuration/logging.ts';
import type { Database, Orm } from '../database/database.ts';
import { openPglite } from '../database/open-pglite.ts';
import { openPostgresql } from '../database/open-postgresql.ts';
import { checkContent } from '../document-content/checking.ts';
import { cleanContent } from '../document-content/cleaning.ts';
import type { ContentStore } from '../document-content/store/content-store.ts';
import { openStore } from '../document-content/store/open-store.ts';

/** Longer than the five weeks that backups are kept. */
const defaultDays = 60;

type Work = (orm: Orm, store: ContentStore, args: readonly string[], configuration: Configuration) => Promise<number>;

function say(stream: NodeJS.WriteStream, sentences: readonly string[]): void {
  stream.write(sentences.map((sentence) => `${sentence}\n`).join(''));
}

function openDatabase({ database, logLevel }: Configuration): Promise<Database> {
  return database.kind === 'postgresql'
    ? openPostgresql(database.connectionString, openLog(logLevel))
    : openPglite(database.folder, database.prepared);
}

function sentenceFor(error: unknown): string {
  const { code, name } = error as { readonly code?: string; readonly name?: string };
  if (name === 'FolderInUse') return 'The mid-office works with that folder. Stop it first: nothing was done.';
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND')
    return 'PostgreSQL does not answer at the address in DATABASE_URL.';
  return `It failed (${code ?? name ?? 'unknown'}).`;
}

function command(work: Work) {
  return async (args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> => {
    const configuration = readConfiguration(environment);
    const wanted = configuration.ok ? configuration.value.content : undefined;
    if (!configuration.ok || wanted === undefined) {
      say(process.stderr, configuration.ok ? ['No store for documents is set.'] : configuration.sentences);
      return 1;
    }
    try {
      const database = await openDatabase(configuration.value);
      const store = await openStore(wanted.store);
      try {
        return await work(database.orm, store, args, configuration.value);
      } finally {
        store.close();
        await database.close();
      }
    } catch (error) {
      say(process.stderr, [sentenceFor(error)]);
      return 1;
    }
  };
}

const check: Work = async (orm, store) => {
  const { contents, missing, damaged } = await checkContent(orm, store);
  say(process.stdout, [
    `${contents} contents: ${missing.length} missing, ${damaged.length} damaged.`,
    ...missing.map((digest) => `missing ${digest}`),
    ...damaged.map((digest) => `damaged ${digest}`),
  ]);
  return missing.length + damaged.length === 0 ? 0 : 1;
};

const clean: Work = async (orm, store, [words], { retention }) => {
  const days = Number(words ?? defaultDays);
  if (!Number.isInteger(days) || days < 1) {
    say(process.stderr, ['Name a whole number of days.']);
    return 1;
  }
  const { uploads, contents, failed } = await cleanContent(orm, store, days, retention.uploadDays);
  const rest = failed === 0 ? '' : ` ${failed} could not be removed now.`;
  say(process.stdout, [`Removed ${contents} contents and ${uploads} uploads that nobody finished.${rest}`]);
  return failed === 0 ? 0 : 1;
};

/** What the command line offers for the content of documents. */
export const contentCommands = {
  'check-content': {
    usage: 'check-content    reads the content of every document and holds it against its digest',
    run: command(check),
  },
  'clean-content': {
    usage: `clean-content DAYS  removes contents that no document shows, brought over DAYS (${defaultDays}) ago`,
    run: command(clean),
  },
};
