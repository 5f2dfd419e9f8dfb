import { storageQuestions } from '../data/storage-questions.ts';
import type { Measurement } from '../measure/results.ts';
import { evenSample } from '../measure/statistics.ts';
import type { OpenCollection } from '../store/storage-collections.ts';
import { measurementsOf, type Pair, pairOf } from './storage-pairs.ts';

const IDS = 100;
const ID_QUESTIONS = 60;

/**
 * The same questions through RxDB's query layer, on this storage and on RxDB's memory storage. Every question is asked
 * once, because RxDB keeps answers; documents that an earlier question brought up are in RxDB's cache on both sides.
 */
export async function measureLayers(
  size: number,
  own: OpenCollection,
  memory: OpenCollection,
  ids: readonly string[],
): Promise<readonly Measurement[]> {
  const pairs: Pair[] = [];
  const { lists, counts } = storageQuestions();
  const ask = async (kind: string, question: (side: OpenCollection) => Promise<unknown>) =>
    pairs.push(
      await pairOf(
        kind,
        pairs.length,
        () => question(own),
        () => question(memory),
      ),
    );
  for (const { kind, mango } of lists) await ask(kind, ({ dossiers }) => dossiers.find(mango).exec());
  for (const { kind, mango } of counts) await ask(kind, ({ dossiers }) => dossiers.count(mango).exec());
  for (let index = 0; index < ID_QUESTIONS; index += 1) {
    const wanted = evenSample(ids.slice(index), IDS);
    await ask('findByIds, 100 ids', ({ dossiers }) => dossiers.findByIds(wanted).exec());
  }
  return measurementsOf(size, pairs, 'RxDB in memory', (kind) => `${kind}, RxDB`);
}
