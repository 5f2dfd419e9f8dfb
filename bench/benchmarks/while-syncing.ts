import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { BENCH_MEMBER } from '../data/bench-member.ts';
import { runFolder } from '../data/data-folder.ts';
import { filledStore, openFilledStore, STORE_FILE } from '../data/filled-store.ts';
import { questionsAbout } from '../data/looks.ts';
import { startScratchMidoffice } from '../data/midoffice-data.ts';
import { pushInteractions } from '../data/other-desk.ts';
import { type Question, READ_BUDGET, readNames } from '../data/read-questions.ts';
import { say } from '../measure/progress.ts';
import type { Measurement } from '../measure/results.ts';
import { evenSample } from '../measure/statistics.ts';
import { BenchStore } from '../store/bench-store.ts';
import { watchWork } from '../store/watch.ts';
import type { Benchmark, BenchmarkOptions } from './benchmark.ts';

/** Issue 3: so many documents come in. */
const SYNCED_DOCUMENTS = 30_000;
/** Other desks that send them at the same time. */
const DESKS = 4;
/** A clerk who never stops: a pause between a question's answer and the next question. */
const THINK_MILLISECONDS = 5;
/** Issue 3: a list of 50 while they come in, at p95; and no event loop stands still for longer than the second. */
const LIST_BUDGET = 10;
const STALL_BUDGET = 50;
const RESOLUTION_MILLISECONDS = 2;
const NANOSECONDS = 1e6;

interface ReadTime {
  readonly name: string;
  readonly milliseconds: number;
}

/** Asks one question after the other over the window's port until `done`, at least once round. */
async function askOver(store: BenchStore, questions: readonly Question[], done: () => boolean): Promise<ReadTime[]> {
  const timings: ReadTime[] = [];
  for (let at = 0; at < questions.length || !done(); at += 1) {
    const question = questions[at % questions.length];
    if (question === undefined) break;
    const startedAt = performance.now();
    await store.read(question.name, question.args as never);
    timings.push({ name: question.name, milliseconds: performance.now() - startedAt });
    await new Promise((resolve) => setTimeout(resolve, THINK_MILLISECONDS));
  }
  return timings;
}

/** Other desks send `SYNCED_DOCUMENTS`; resolves when this desk has them all. */
async function sendAll(store: BenchStore, url: string, dossierIds: readonly string[]): Promise<void> {
  const before = await countInteractions(store, dossierIds[0] ?? '');
  await Promise.all(Array.from({ length: DESKS }, () => pushInteractions(url, dossierIds, SYNCED_DOCUMENTS / DESKS)));
  for (;;) {
    const now = await countInteractions(store, dossierIds[0] ?? '');
    // Each dossier gets its share, the first one among the last pages too; a card shows at most 100.
    if (now - before >= Math.min(100, Math.floor(SYNCED_DOCUMENTS / dossierIds.length))) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await store.untilStatus(({ phase }) => phase === 'upToDate');
}

async function countInteractions(store: BenchStore, dossierId: string): Promise<number> {
  return (await store.read('dossierCard', { dossierId })).interactions.length;
}

/**
 * The whole way from a window's question to its parsed answer: at rest, and while other desks' documents come in. This thread
 * stands for window and main, which are on the other side of the port.
 */
async function measure({ size }: BenchmarkOptions): Promise<readonly Measurement[]> {
  const folder = runFolder('while-syncing');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, STORE_FILE);
  const questions = evenSample(await questionsAbout(size), 150);
  copyFileSync(join(await filledStore(size), STORE_FILE), file);
  const midoffice = await startScratchMidoffice(size);
  const store = await BenchStore.start(midoffice.url);
  const window = monitorEventLoopDelay({ resolution: RESOLUTION_MILLISECONDS });
  try {
    await store.open(file, await store.logIn(BENCH_MEMBER.memberId, BENCH_MEMBER.deviceId));
    await store.untilStatus(({ phase }) => phase === 'upToDate');
    const sample = await openFilledStore(size);
    const dossierIds = sample.prepare<string>('SELECT dossier_id FROM dossier_row LIMIT 500').pluck().all();
    sample.close();
    await askOver(store, evenSample(questions, 20), () => true);
    const atRest = await askOver(store, questions, () => true);
    await store.watch();
    let arrived = false;
    const startedAt = performance.now();
    const sending = sendAll(store, midoffice.url, dossierIds).then(() => {
      arrived = true;
    });
    const work = watchWork();
    window.enable();
    const syncing = await askOver(store, questions, () => arrived);
    await sending;
    window.disable();
    const seconds = (performance.now() - startedAt) / 1000;
    const { longestStall, longestWork } = await store.watch();
    say(`${syncing.length} reads while ${SYNCED_DOCUMENTS} documents came in, ${seconds.toFixed(1)} s`);
    const stall = (measure: string, value: number, budget?: number): Measurement => ({
      size,
      measure: `longest stall, ${measure}, syncing`,
      unit: 'ms',
      values: [value],
      budget,
    });
    return [
      ...readNames.map((name) => measurement(size, name, atRest, syncing)),
      stall('reader', longestStall.reader, STALL_BUDGET),
      stall('window and main', Math.max(0, window.max / NANOSECONDS - RESOLUTION_MILLISECONDS), STALL_BUDGET),
      stall('writer', longestStall.writer),
      stall('reader, its own work', longestWork.reader, STALL_BUDGET),
      stall('window and main, own work', work.longest(), STALL_BUDGET),
      { size, measure: 'coming in', unit: 'documents/s', values: [SYNCED_DOCUMENTS / seconds] },
    ];
  } finally {
    await store.stop();
    await midoffice.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function measurement(
  size: number,
  name: string,
  atRest: readonly ReadTime[],
  syncing: readonly ReadTime[],
): Measurement {
  const of = (timings: readonly ReadTime[]) =>
    timings.filter((timing) => timing.name === name).map(({ milliseconds }) => milliseconds);
  return {
    size,
    measure: `${name}, syncing`,
    unit: 'ms',
    values: of(syncing),
    baseline: { name: 'same, at rest', values: of(atRest) },
    budget: name === 'workList' ? LIST_BUDGET : READ_BUDGET,
  };
}

/** A clerk must not notice what others send. */
export const whileSyncing: Benchmark = {
  name: 'while-syncing',
  about: 'the same reads from window to window, while 30 000 documents come in',
  measure,
};
