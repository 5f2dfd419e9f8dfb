import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runFolder } from '../data/data-folder.ts';
import { BENCH_MEMBER, filledStore, openFilledStore, STORE_FILE } from '../data/filled-store.ts';
import { startScratchMidoffice } from '../data/midoffice-data.ts';
import { pushInteractions } from '../data/other-desk.ts';
import { type Question, questionsOf, READ_BUDGET, readNames } from '../data/read-questions.ts';
import { say } from '../measure/progress.ts';
import type { Measurement } from '../measure/results.ts';
import { evenSample } from '../measure/statistics.ts';
import { BenchStore } from '../store/bench-store.ts';
import type { Benchmark, BenchmarkOptions } from './benchmark.ts';

const SYNCED_DOCUMENTS = 2000;

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
  }
  return timings;
}

/** The whole way from a window's question to its parsed answer: at rest, and while another desk's documents come in. */
async function measure({ size }: BenchmarkOptions): Promise<readonly Measurement[]> {
  const folder = runFolder('while-syncing');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, STORE_FILE);
  copyFileSync(join(await filledStore(size), STORE_FILE), file);
  const midoffice = await startScratchMidoffice(size);
  const store = await BenchStore.start(midoffice.url);
  try {
    await store.open(file, await store.logIn(BENCH_MEMBER.memberId, BENCH_MEMBER.deviceId));
    await store.untilStatus(({ phase }) => phase === 'upToDate');
    const sample = await openFilledStore(size);
    const questions = evenSample(questionsOf(sample), 150);
    const dossierIds = sample.prepare<string>('SELECT dossier_id FROM dossier_row LIMIT 500').pluck().all();
    sample.close();
    await askOver(store, evenSample(questions, 20), () => true);
    const atRest = await askOver(store, questions, () => true);
    await store.watch();
    let pushed = false;
    const pushing = pushInteractions(midoffice.url, dossierIds, SYNCED_DOCUMENTS).then(() => {
      pushed = true;
    });
    const syncing = await askOver(store, questions, () => pushed);
    await pushing;
    const stalls = await store.watch();
    say(`${syncing.length} reads while ${SYNCED_DOCUMENTS} documents came in`);
    return [
      ...readNames.map((name) => measurement(size, name, atRest, syncing)),
      { size, measure: 'longest stall, reader, syncing', unit: 'ms', values: [stalls.reader] },
      { size, measure: 'longest stall, writer, syncing', unit: 'ms', values: [stalls.writer] },
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
    budget: READ_BUDGET,
  };
}

/** A clerk must not notice what others send. */
export const whileSyncing: Benchmark = {
  name: 'while-syncing',
  about: 'the same reads from window to window, while 2 000 documents come in',
  measure,
};
