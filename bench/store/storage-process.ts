// node --expose-gc bench/store/storage-process.ts memory SIZE, or file FOLDER: what a process with these dossiers takes.
import { makeDossiers } from '../data/storage-dossiers.ts';
import { storageQuestions } from '../data/storage-questions.ts';
import { fill, openInFile, openInMemory, storedDossiers } from './storage-collections.ts';

const BATCH = 5000;
const BYTES = 1024 * 1024;

/** Megabytes after opening, filling (in memory only), and asking all lists and counts once. */
export interface StorageFootprint {
  readonly heap: number;
  readonly resident: number;
}

async function openFilled(kind: string, where: string) {
  if (kind === 'file') return openInFile(where);
  const collection = await openInMemory();
  const dossiers = makeDossiers(Number(where));
  for (let start = 0; start < dossiers.length; start += BATCH) {
    await fill(collection, storedDossiers(dossiers.slice(start, start + BATCH)));
  }
  return collection;
}

async function footprintOf(kind: string, where: string): Promise<StorageFootprint> {
  const { dossiers, close } = await openFilled(kind, where);
  const { lists, counts } = storageQuestions();
  for (const { mango } of lists) await dossiers.find(mango).exec();
  for (const { mango } of counts) await dossiers.count(mango).exec();
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, 200));
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  await close();
  return { heap: heapUsed / BYTES, resident: rss / BYTES };
}

const [kind, where] = process.argv.slice(2);
if (kind === undefined || where === undefined) throw new Error('Use: storage-process.ts memory SIZE | file FOLDER');
process.stdout.write(JSON.stringify(await footprintOf(kind, where)));
