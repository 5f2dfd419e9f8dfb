import { buildWhenChanged } from '../../build/run/application.ts';
import { doStandardVisit, summaryOf } from '../../tests/steps/standard-visit.ts';
import { openVisitPlace } from '../../tests/steps/standard-visit-place.ts';
import { closeEverything } from '../../tests/support/running.ts';
import { say } from '../measure/progress.ts';
import type { Measurement } from '../measure/results.ts';
import type { Benchmark, BenchmarkOptions } from './benchmark.ts';

const ROUNDS = 5;
const WHOLE_BUDGET = 6_000;
const KEY_BUDGET = 100;

async function measure({ size, runs = ROUNDS }: BenchmarkOptions): Promise<readonly Measurement[]> {
  await buildWhenChanged({ quiet: true });
  const place = await openVisitPlace('bench-standard-visit');
  const whole: number[] = [];
  const cards: number[] = [];
  const reactions: number[] = [];
  const ready: number[] = [];
  try {
    // The first one fills caches.
    for (let round = 0; round <= runs; round += 1) {
      await place.comeIn();
      const times = await doStandardVisit(place.desk.page, place.citizen);
      say(summaryOf(times));
      if (round === 0) continue;
      whole.push(times.whole);
      cards.push(...Object.values(times.waits));
      reactions.push(...times.keys.map((key) => key.reaction));
      ready.push(...times.keys.filter((key) => key.ready > key.reaction).map((key) => key.ready));
    }
    return [
      { size, measure: 'whole visit without human pauses', unit: 'ms', values: whole, budget: WHOLE_BUDGET },
      { size, measure: 'key to its first reaction painted', unit: 'ms', values: reactions, budget: KEY_BUDGET },
      { size, measure: 'key to what the clerk waits for painted, where that comes later', unit: 'ms', values: ready },
      { size, measure: 'card put in to the visitor shown', unit: 'ms', values: cards },
    ];
  } finally {
    await place.close();
    await closeEverything();
  }
}

/** The standard visit of a counter, done with the keys of a Belgian keyboard in the real Electron. */
export const standardVisit: Benchmark = {
  name: 'standard-visit',
  about:
    'call, card, look, note, dossier, handover, appointment, finish: keys of a Belgian keyboard, in the real Electron',
  measure,
};
