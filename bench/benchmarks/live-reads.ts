import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SessionGrant } from '@onthaal/contract/session/session.ts';
import { BENCH_MEMBER } from '../data/bench-member.ts';
import { runFolder } from '../data/data-folder.ts';
import { filledStore, openFilledStore, STORE_FILE } from '../data/filled-store.ts';
import type { Measurement } from '../measure/results.ts';
import { evenSample } from '../measure/statistics.ts';
import { BenchStore, type BenchWindow } from '../store/bench-store.ts';
import type { Benchmark, BenchmarkOptions } from './benchmark.ts';

/** Nobody listens there: only the desk's own writes are measured. */
const NO_MIDOFFICE = 'http://127.0.0.1:9';
const WRITES = 60;
const COUNTS = [1, 10, 100] as const;
/** A clerk is no faster than this. */
const BETWEEN_WRITES = 70;
/** From the command's acknowledgement to the update at the window's port (issue 3). */
const BUDGET_MILLISECONDS = 20;
/** An update that is not there after so long does not come any more. */
const LONGEST = 5_000;

interface Situation {
  readonly count: number;
  /** All windows show the same dossier, or each another one. */
  readonly kind: 'same' | 'different';
}

interface Outcome extends Situation {
  /** From "saved" to the last update of the write, per write. */
  readonly delays: readonly number[];
  /** Work of the reading thread per write. */
  readonly busy: number;
}

const grant: SessionGrant = { token: 'bench', expiresAt: '2099-01-01T00:00:00.000Z', member: BENCH_MEMBER };

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Windows that show dossier cards. `shown` is called for each update of the first dossier's card. */
async function openWindows(
  store: BenchStore,
  { count, kind }: Situation,
  ids: readonly string[],
  shown: () => void,
): Promise<BenchWindow[]> {
  const windows = await Promise.all(Array.from({ length: count }, () => store.openWindow()));
  for (const [index, window] of windows.entries()) {
    const dossierId = (kind === 'same' ? ids[0] : ids[index]) ?? '';
    window.show('dossierCard', { dossierId }, dossierId === ids[0] ? shown : () => {});
  }
  return windows;
}

async function measureOne(store: BenchStore, situation: Situation, ids: readonly string[]): Promise<Outcome> {
  const wanted = situation.kind === 'same' ? situation.count : 1;
  let updates = 0;
  let done = () => {};
  const windows = await openWindows(store, situation, ids, () => {
    updates += 1;
    if (updates === wanted) done();
  });
  await pause(300);
  const delays: number[] = [];
  let busy = 0;
  for (let write = 0; write < WRITES; write += 1) {
    await store.watch();
    updates = 0;
    const shown = new Promise<void>((resolve, reject) => {
      done = resolve;
      setTimeout(() => reject(new Error('An update did not come')), LONGEST).unref();
    });
    await store.run('addNote', { collection: 'dossiers', documentId: ids[0] ?? '', text: `Nota ${write}` });
    const savedAt = performance.now();
    await shown;
    delays.push(performance.now() - savedAt);
    busy += (await store.watch()).busy.reader;
    await pause(BETWEEN_WRITES);
  }
  for (const window of windows) window.close();
  await pause(50);
  return { ...situation, delays, busy: busy / WRITES };
}

async function measure({ size }: BenchmarkOptions): Promise<readonly Measurement[]> {
  const folder = runFolder('live-reads');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, STORE_FILE);
  copyFileSync(join(await filledStore(size), STORE_FILE), file);
  const sample = await openFilledStore(size);
  // Those of another team open and change only after a reason, which is nothing to measure here.
  const ofTeam = 'SELECT dossier_id FROM dossier_row WHERE team_id = ? ORDER BY dossier_id';
  const all = sample
    .prepare<string>(ofTeam)
    .pluck()
    .all(BENCH_MEMBER.teamIds[0] ?? '');
  sample.close();
  const store = await BenchStore.start(NO_MIDOFFICE);
  try {
    await store.open(file, grant);
    const ids = evenSample(all, Math.max(...COUNTS));
    await measureOne(store, { count: 1, kind: 'same' }, ids);
    const outcomes: Outcome[] = [];
    for (const kind of ['same', 'different'] as const) {
      // A dossier of its own per situation: its card grows with each note.
      for (const count of COUNTS)
        outcomes.push(await measureOne(store, { count, kind }, ids.slice(outcomes.length + 1).concat(ids)));
    }
    return outcomes.flatMap((outcome) => linesOf(size, outcome, outcomes));
  } finally {
    await store.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function linesOf(size: number, outcome: Outcome, all: readonly Outcome[]): Measurement[] {
  const { count, kind, delays, busy } = outcome;
  const one = all.find((other) => other.count === 1 && other.kind === kind);
  const name = count === 1 ? `1 live read (${kind})` : `${count} live reads, ${kind}`;
  const baseline = count === 1 || one === undefined ? undefined : { name: 'one live read', values: [one.busy] };
  return [
    { size, measure: `${name}: saved to shown`, unit: 'ms', values: delays, budget: BUDGET_MILLISECONDS },
    { size, measure: `${name}: work per write`, unit: 'ms', values: [busy], ...(baseline && { baseline }) },
  ];
}

/** A clerk's write on every screen that shows it. */
export const liveReads: Benchmark = {
  name: 'live-reads',
  about: 'from "saved" to the update at the window, with 1, 10 and 100 live dossier cards',
  measure,
};
