import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import { firstSyncOrder } from '../../main/store/synchronisation/first-sync.ts';
import { plainDocument, plainLogIn, pullPages } from '../baseline/graphql.ts';
import { RawDatabase } from '../baseline/raw-database.ts';
import { runFolder } from '../data/data-folder.ts';
import { keepFilledStore, STORE_FILE } from '../data/filled-store.ts';
import { startReadOnlyMidoffice } from '../data/midoffice-data.ts';
import { say } from '../measure/progress.ts';
import type { Measurement } from '../measure/results.ts';
import { BenchStore } from '../store/bench-store.ts';
import { syncFirst } from '../store/first-sync.ts';
import type { LongestStalls } from '../store/watch.ts';
import { type Benchmark, type BenchmarkOptions, runsFor } from './benchmark.ts';

/** Collections with which the desk can be used, while the rest still comes. */
const USABLE: readonly CollectionName[] = ['references', 'persons'];

interface SyncRun {
  readonly documents: number;
  readonly usable: number;
  readonly complete: number;
  readonly stalls: LongestStalls;
}

interface PlainRun {
  readonly usable: number;
  readonly pull: number;
  readonly insert: number;
}

async function storeRun(url: string, size: number): Promise<SyncRun> {
  const folder = runFolder('first-sync');
  mkdirSync(folder, { recursive: true });
  const store = await BenchStore.start(url);
  let filled = false;
  try {
    const outcome = await syncFirst(store, join(folder, STORE_FILE), USABLE);
    const { longestStall: stalls } = await store.watch();
    filled = true;
    return { ...outcome, stalls };
  } finally {
    await store.stop();
    if (filled) keepFilledStore(size, folder);
    else rmSync(folder, { recursive: true, force: true });
  }
}

/** The same documents over plain HTTP into plain tables; pulling and inserting are timed apart. */
async function plainRun(url: string): Promise<PlainRun> {
  const folder = runFolder('raw');
  mkdirSync(folder, { recursive: true });
  const token = await plainLogIn(url, 'member-els', 'bench-plain');
  const database = new RawDatabase(join(folder, 'raw.sqlite'));
  let insert = 0;
  let usable = 0;
  const startedAt = performance.now();
  for (const collection of firstSyncOrder.flat()) {
    for await (const rows of pullPages(url, token, collection)) {
      const documents = rows.map(plainDocument);
      const before = performance.now();
      database.insert(collection, documents);
      insert += performance.now() - before;
    }
    if (collection === USABLE.at(-1)) usable = performance.now() - startedAt;
  }
  const pull = performance.now() - startedAt - insert;
  database.close();
  rmSync(folder, { recursive: true, force: true });
  return { usable, pull, insert };
}

/** A mid-office that just started is slow at first; neither side should pay for that. */
async function warmUp(url: string): Promise<void> {
  const token = await plainLogIn(url, 'member-els', 'bench-plain');
  for (const collection of collectionNames) await pullPages(url, token, collection).next();
}

async function measure(options: BenchmarkOptions): Promise<readonly Measurement[]> {
  const midoffice = await startReadOnlyMidoffice(options.size);
  const store: SyncRun[] = [];
  const plain: PlainRun[] = [];
  try {
    await warmUp(midoffice.url);
    for (let run = 1; run <= runsFor(options); run += 1) {
      const synced = await storeRun(midoffice.url, options.size);
      store.push(synced);
      plain.push(await plainRun(midoffice.url));
      const { documents, complete } = synced;
      say(`run ${run}: ${documents} documents in ${Math.round(complete)} ms`);
    }
  } finally {
    await midoffice.stop();
  }
  return measurementsOf(options.size, store, plain);
}

function measurementsOf(size: number, store: readonly SyncRun[], plain: readonly PlainRun[]): Measurement[] {
  const documents = store[0]?.documents ?? 0;
  const rate = (milliseconds: number) => documents / (milliseconds / 1000);
  const completes = store.map(({ complete }) => complete);
  const inserts = plain.map(({ insert }) => insert);
  const pulls = plain.map(({ pull }) => pull);
  const both = plain.map(({ pull, insert }) => pull + insert);
  return [
    { size, measure: 'complete', unit: 'ms', values: completes, baseline: { name: 'pull + insert', values: both } },
    {
      size,
      measure: 'complete, against pull',
      unit: 'ms',
      values: completes,
      baseline: { name: 'HTTP pull', values: pulls },
    },
    {
      size,
      measure: 'complete, against insert',
      unit: 'ms',
      values: completes,
      baseline: { name: 'insert', values: inserts },
    },
    {
      size,
      measure: 'throughput',
      unit: 'documents/s',
      values: completes.map(rate),
      baseline: { name: 'pull + insert', values: both.map(rate) },
    },
    {
      size,
      measure: 'usable (references, persons)',
      unit: 'ms',
      values: store.map(({ usable }) => usable),
      baseline: { name: 'pull + insert', values: plain.map(({ usable }) => usable) },
    },
    { size, measure: 'longest stall, reader', unit: 'ms', values: store.map(({ stalls }) => stalls.reader) },
    { size, measure: 'longest stall, writer', unit: 'ms', values: store.map(({ stalls }) => stalls.writer) },
  ];
}

/** From an empty database to all documents on disk and searchable. */
export const firstSync: Benchmark = {
  name: 'first-sync',
  about: `a new desk pulls all ${collectionNames.length} collections from a real mid-office`,
  measure,
};
