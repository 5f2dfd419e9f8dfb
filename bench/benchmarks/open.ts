import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SessionGrant } from '@onthaal/contract/session/session.ts';
import { askSession } from '../../main/store/session/session-client.ts';
import { BENCH_MEMBER } from '../data/bench-member.ts';
import { runFolder } from '../data/data-folder.ts';
import { filledStore, openFilledStore, STORE_FILE } from '../data/filled-store.ts';
import { questionsAbout } from '../data/looks.ts';
import { startScratchMidoffice } from '../data/midoffice-data.ts';
import { pushInteractions } from '../data/other-desk.ts';
import type { Question } from '../data/read-questions.ts';
import type { Measurement } from '../measure/results.ts';
import { evenSample } from '../measure/statistics.ts';
import { type BundledStore, bundleStore } from '../store/bundled-store.ts';
import type { StoreOrder, StoreReport } from '../store/store-process.ts';
import type { Benchmark, BenchmarkOptions } from './benchmark.ts';

const RUNS = 7;
const READS = 200;
const SYNCED_DOCUMENTS = 5000;
/** Nobody listens there. */
const NO_MIDOFFICE = 'http://127.0.0.1:9';
/** Issue 3: open to first read, in milliseconds; both threads of the store together, in MB. */
const OPEN_BUDGET = 150;
const MEMORY_BUDGET = 200;

const offline: SessionGrant = { token: 'bench', expiresAt: '2099-01-01T00:00:00.000Z', member: BENCH_MEMBER };

async function order(child: ChildProcess, what: StoreOrder): Promise<StoreReport> {
  const answer = once(child, 'message');
  child.send(what);
  const gone = once(child, 'exit').then(() => {
    throw new Error('The store process ended');
  });
  return (await Promise.race([answer, gone]))[0] as StoreReport;
}

/** A store process that waits at the login screen, its program loaded. */
async function startProcess(scripts: BundledStore, midofficeUrl: string): Promise<ChildProcess> {
  const child = fork(scripts.process);
  await order(child, { kind: 'start', midofficeUrl, writerScript: scripts.writer });
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  return child;
}

interface Run {
  readonly opened: StoreReport;
  readonly read: StoreReport;
}

async function openOnce(scripts: BundledStore, file: string, questions: readonly Question[]): Promise<Run> {
  const child = await startProcess(scripts, NO_MIDOFFICE);
  const opened = await order(child, { kind: 'open', file, grant: offline });
  const read = await order(child, { kind: 'read', questions });
  await order(child, { kind: 'close' });
  child.kill();
  return { opened, read };
}

/** Memory after other desks' documents came in. */
async function syncOnce(
  scripts: BundledStore,
  size: number,
  file: string,
  dossierIds: readonly string[],
): Promise<StoreReport> {
  const midoffice = await startScratchMidoffice(size);
  try {
    const child = await startProcess(scripts, midoffice.url);
    const session = await askSession(midoffice.url, BENCH_MEMBER.memberId, BENCH_MEMBER.deviceId);
    if (!session.ok) throw new Error(session.error.code);
    await order(child, { kind: 'open', file, grant: session.value });
    await order(child, { kind: 'untilUpToDate' });
    await pushInteractions(midoffice.url, dossierIds, SYNCED_DOCUMENTS);
    const report = await order(child, { kind: 'untilUpToDate' });
    await order(child, { kind: 'close' });
    child.kill();
    return report;
  } finally {
    await midoffice.stop();
  }
}

async function measure({ size, runs = RUNS }: BenchmarkOptions): Promise<readonly Measurement[]> {
  const scripts = await bundleStore();
  const folder = runFolder('open');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, STORE_FILE);
  const questions = evenSample(await questionsAbout(size), READS);
  copyFileSync(join(await filledStore(size), STORE_FILE), file);
  const sample = await openFilledStore(size);
  const dossierIds = sample.prepare<string>('SELECT dossier_id FROM dossier_row LIMIT 500').pluck().all();
  sample.close();
  try {
    // The first opening of a copied file looks through all of it: it does not know that the file was closed well.
    const checked = await openOnce(scripts, file, questions);
    const all: Run[] = [];
    for (let run = 0; run < runs; run += 1) all.push(await openOnce(scripts, file, questions));
    const synced = await syncOnce(scripts, size, file, dossierIds);
    const memory = (measure: string, values: readonly number[]): Measurement => ({
      size,
      measure: `memory of both threads, ${measure}`,
      unit: 'MB',
      values,
      budget: MEMORY_BUDGET,
    });
    return [
      {
        size,
        measure: 'open to first read',
        unit: 'ms',
        values: all.map(({ opened }) => opened.milliseconds),
        budget: OPEN_BUDGET,
      },
      { size, measure: 'open after an unclean end', unit: 'ms', values: [checked.opened.milliseconds] },
      memory(
        'opened',
        all.map(({ opened }) => opened.memory),
      ),
      memory(
        `after ${READS} reads`,
        all.map(({ read }) => read.memory),
      ),
      memory(`after ${SYNCED_DOCUMENTS} documents came in`, [synced.memory]),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(dirname(scripts.process), { recursive: true, force: true });
  }
}

/** A clerk logs in on a desk that was filled before. */
export const open: Benchmark = {
  name: 'open',
  about: 'a fresh store process opens a filled file: first work list, and its memory',
  measure,
};
