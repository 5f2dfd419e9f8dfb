import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type DatabaseFile, openDatabaseFile } from '../../main/store/storage/index.ts';
import { say } from '../measure/progress.ts';
import { BENCH_KEY } from '../store/bench-key.ts';
import { BenchStore } from '../store/bench-store.ts';
import { syncFirst } from '../store/first-sync.ts';
import { dataFolder, draftOf, finishDraft } from './data-folder.ts';
import { startReadOnlyMidoffice } from './midoffice-data.ts';

const SOURCES = [
  'main/store/{database,storage,search,outbox,synchronisation}/*.ts',
  'contract/generated/rxdb-schemas.ts',
  'contract/rules/search/*.ts',
  'midoffice/seed/**/*.ts',
  'bench/data/seed-*.ts',
];

const made = new Map<number, Promise<string>>();

/** A store's folder, filled by a first sync from a mid-office with so many dossiers, made once per state of the sources. */
export function filledStore(dossiers: number): Promise<string> {
  const folder = made.get(dossiers) ?? makeFilledStore(dossiers);
  made.set(dossiers, folder);
  return folder;
}

async function makeFilledStore(dossiers: number): Promise<string> {
  const folder = dataFolder('store', dossiers, SOURCES);
  if (existsSync(folder)) return folder;
  say(`filling a store with ${dossiers} dossiers, once ...`);
  const draft = draftOf(folder);
  mkdirSync(draft);
  const midoffice = await startReadOnlyMidoffice(dossiers);
  const store = await BenchStore.start(midoffice.url);
  try {
    const { documents, complete } = await syncFirst(store, join(draft, STORE_FILE), []);
    say(`filled with ${documents} documents in ${(complete / 1000).toFixed(1)} s`);
  } finally {
    await store.stop();
    await midoffice.stop();
  }
  finishDraft(draft, folder);
  return folder;
}

/** Keeps a store that a first sync has just filled, for the benchmarks that need one. */
export function keepFilledStore(dossiers: number, filled: string): void {
  const folder = dataFolder('store', dossiers, SOURCES);
  rmSync(folder, { recursive: true, force: true });
  renameSync(filled, folder);
  made.set(dossiers, Promise.resolve(folder));
}

/** Name of the database in a filled store's folder. */
export const STORE_FILE = 'store.sqlite';

/** A read-only connection to a filled store, with the settings of the store's reader. */
export async function openFilledStore(dossiers: number): Promise<DatabaseFile> {
  const file = join(await filledStore(dossiers), STORE_FILE);
  return openDatabaseFile({ file, key: BENCH_KEY, readOnly: true });
}
