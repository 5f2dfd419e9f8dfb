import { mkdirSync, rmSync } from 'node:fs';
import { runFolder } from '../data/data-folder.ts';
import { makeDossiers } from '../data/storage-dossiers.ts';
import { say } from '../measure/progress.ts';
import type { Measurement } from '../measure/results.ts';
import { fill, type OpenCollection, openInFile, openInMemory, storedDossiers } from '../store/storage-collections.ts';
import { type Benchmark, type BenchmarkOptions, runsFor } from './benchmark.ts';
import { measureFootprint } from './storage-footprint.ts';
import { measureLayers } from './storage-layers.ts';
import { measureReads } from './storage-reads.ts';
import { measureWrites } from './storage-writes.ts';

async function measure(options: BenchmarkOptions): Promise<readonly Measurement[]> {
  const { size } = options;
  const runs = runsFor(options);
  const dossiers = makeDossiers(size);
  const ids = dossiers.map(({ id }) => id);
  const documents = storedDossiers(dossiers);
  const folder = runFolder('storage');
  mkdirSync(folder, { recursive: true });
  try {
    say('storage: writes');
    const writes = await measureWrites(size, runs, documents);
    say('storage: filling a file and a memory storage');
    const own = await openInFile(folder);
    await fill(own, documents);
    const reads = await measureReads(size, folder, own, ids);
    const memory = await openInMemory();
    await fill(memory, documents);
    say('storage: the layers above');
    const layers = await measureLayers(size, own, memory, ids);
    await closeAll(own, memory);
    say('storage: memory');
    return [...writes, ...reads, ...layers, ...(await measureFootprint(size, runs, folder))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function closeAll(...collections: readonly OpenCollection[]): Promise<void> {
  for (const { close } of collections) await close();
}

/** RxDB's storage, against SQL by hand and against RxDB's own memory storage. */
export const storage: Benchmark = {
  name: 'storage',
  about: "RxDB's storage: writes, lists, counts and memory, against SQL by hand and RxDB in memory",
  measure,
};
