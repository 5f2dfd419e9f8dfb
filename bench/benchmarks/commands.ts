import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { RawDatabase } from '../baseline/raw-database.ts';
import { BENCH_MEMBER } from '../data/bench-member.ts';
import { runFolder } from '../data/data-folder.ts';
import { filledStore, openFilledStore, STORE_FILE } from '../data/filled-store.ts';
import { startScratchMidoffice } from '../data/midoffice-data.ts';
import type { Measurement } from '../measure/results.ts';
import { evenSample } from '../measure/statistics.ts';
import { BenchStore } from '../store/bench-store.ts';
import type { Benchmark, BenchmarkOptions } from './benchmark.ts';

const COMMANDS = 200;
const WARM_UP = 10;
const SUBJECT = 'Vraag over de stand van het dossier';
const TEXT = 'Vraagt wanneer de beslissing valt. Uitgelegd welke termijn loopt en hoe het bericht komt.';

interface Times {
  readonly online: number[];
  readonly offline: number[];
  readonly plain: number[];
}

async function register(store: BenchStore, dossierId: string): Promise<number> {
  const startedAt = performance.now();
  await store.run('registerInteraction', {
    dossierIds: [dossierId],
    channel: 'phone',
    direction: 'incoming',
    subject: SUBJECT,
    text: TEXT,
    result: 'answered',
  });
  return performance.now() - startedAt;
}

/** The same document in one transaction of SQLite alone; durable (synchronous FULL) as the store's. */
function insertPlainly(database: RawDatabase, dossierId: string): number {
  const at = new Date().toISOString();
  const by = { memberId: BENCH_MEMBER.memberId, name: BENCH_MEMBER.name };
  const moment = { createdAt: at, updatedAt: at, updatedBy: by, at, by };
  const words = { channel: 'phone', direction: 'incoming', state: 'answered', result: 'answered' };
  const startedAt = performance.now();
  database.insert('interactions', [
    { id: v7(), ...moment, ...words, subject: SUBJECT, text: TEXT, dossierIds: [dossierId], labels: [], notes: [] },
  ]);
  return performance.now() - startedAt;
}

async function inTurns(
  store: BenchStore,
  database: RawDatabase,
  ids: readonly string[],
  plain: number[],
): Promise<number[]> {
  const times: number[] = [];
  for (const id of ids) {
    times.push(await register(store, id));
    plain.push(insertPlainly(database, id));
  }
  return times.slice(WARM_UP);
}

async function measureOn(folder: string, size: number, count: number): Promise<Times> {
  const sample = await openFilledStore(size);
  const all = sample.prepare<string>('SELECT dossier_id FROM dossier_row ORDER BY dossier_id').pluck().all();
  sample.close();
  const ids = evenSample(all, count + WARM_UP);
  copyFileSync(join(await filledStore(size), STORE_FILE), join(folder, STORE_FILE));
  const database = new RawDatabase(join(folder, 'raw.sqlite'));
  const midoffice = await startScratchMidoffice(size);
  const store = await BenchStore.start(midoffice.url);
  let stopped = false;
  try {
    await store.open(join(folder, STORE_FILE), await store.logIn(BENCH_MEMBER.memberId, BENCH_MEMBER.deviceId));
    await store.untilStatus(({ phase }) => phase === 'upToDate');
    const plain: number[] = [];
    const online = await inTurns(store, database, ids, plain);
    await store.untilStatus(({ waiting }) => waiting === 0);
    await midoffice.stop();
    stopped = true;
    await store.untilStatus(({ phase }) => phase === 'offline');
    return { online, offline: await inTurns(store, database, ids, plain), plain };
  } finally {
    await store.stop();
    if (!stopped) await midoffice.stop();
    database.close();
  }
}

async function measure({ size, runs = COMMANDS }: BenchmarkOptions): Promise<readonly Measurement[]> {
  const folder = runFolder('commands');
  mkdirSync(folder, { recursive: true });
  try {
    const { online, offline, plain } = await measureOn(folder, size, runs);
    const baseline = { name: 'one transaction', values: plain };
    return [
      { size, measure: 'registerInteraction, while it is sent', unit: 'ms', values: online, baseline },
      { size, measure: 'registerInteraction, no line', unit: 'ms', values: offline, baseline },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From a clerk's "save" to "saved": durable on disk. */
export const commands: Benchmark = {
  name: 'commands',
  about: 'a contact moment registered and acknowledged, with and without a line',
  measure,
};
