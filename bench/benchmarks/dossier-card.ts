import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import type { ReadResults } from '@onthaal/contract/store/reads.ts';
import { type DatabaseReadName, Reader } from '../../main/store/reads/reader.ts';
import { type DatabaseFile, tableNameOf } from '../../main/store/storage/index.ts';
import { BENCH_MEMBER } from '../data/bench-member.ts';
import { openFilledStore } from '../data/filled-store.ts';
import { questionsAbout } from '../data/looks.ts';
import { type Question, READ_BUDGET, readNames } from '../data/read-questions.ts';
import type { Measurement } from '../measure/results.ts';
import { evenSample } from '../measure/statistics.ts';
import { bestOfEach, timed } from '../measure/stopwatch.ts';
import type { Benchmark, BenchmarkOptions } from './benchmark.ts';

const ROUNDS = 5;

/** Documents of which an answer is made, by collection. */
type Ingredients = readonly (readonly [CollectionName, readonly string[]])[];

interface Timing {
  readonly name: string;
  /** Tells the questions of one name apart. */
  readonly key: string;
  readonly read: number;
  readonly plain: number;
}

function idsOf(rows: readonly { readonly id: string }[]): string[] {
  return rows.map(({ id }) => id);
}

function ingredientsOf(name: DatabaseReadName, answer: unknown): Ingredients {
  if (name === 'workList') return [['dossiers', idsOf((answer as ReadResults['workList']).rows)]];
  if (name === 'dayOverview') {
    const { appointments, dossiersDueSoon, tasks } = answer as ReadResults['dayOverview'];
    return [
      ['appointments', idsOf(appointments)],
      ['dossiers', idsOf(dossiersDueSoon)],
      ['tasks', idsOf(tasks)],
    ];
  }
  if (name === 'personCard') {
    const card = answer as ReadResults['personCard'];
    return [
      ['persons', [card.person.id]],
      ['dossiers', idsOf(card.dossiers)],
      ['appointments', idsOf(card.appointments)],
      ['interactions', idsOf(card.interactions)],
      ['tasks', idsOf(card.tasks)],
      ['documents', idsOf(card.documents)],
    ];
  }
  const card = answer as ReadResults['dossierCard'];
  return [
    ['dossiers', [card.dossier.id]],
    ['persons', [...(card.applicant === undefined ? [] : [card.applicant.id]), ...idsOf(card.parties)]],
    ['appointments', idsOf(card.appointments)],
    ['interactions', idsOf(card.interactions)],
    ['tasks', idsOf(card.tasks)],
    ['documents', idsOf(card.documents)],
    ['messages', idsOf(card.messages)],
  ];
}

/** Fetches the same documents by their ids and parses them. */
function plainRead(file: DatabaseFile, ingredients: Ingredients): void {
  for (const [collection, ids] of ingredients) {
    const select = file.prepare<string>(`SELECT data FROM ${tableNameOf(collection, 0)} WHERE id = ?`).pluck();
    for (const id of ids) JSON.parse(select.get(id) ?? '{}');
  }
}

function readAll(reader: Reader, plainFile: DatabaseFile, questions: readonly Question[]): Timing[] {
  return questions.map(({ name, args }) => {
    const { milliseconds: read, answer } = timed(() => reader.answer(name, args as never));
    if (!answer.ok) throw new Error(`${name} failed: ${answer.error.code}`);
    const ingredients = ingredientsOf(name, JSON.parse(answer.value));
    const { milliseconds: plain } = timed(() => plainRead(plainFile, ingredients));
    return { name, key: JSON.stringify(args), read, plain };
  });
}

async function measure({ size, runs: rounds = ROUNDS }: BenchmarkOptions): Promise<readonly Measurement[]> {
  const questions = await questionsAbout(size);
  const readerFile = await openFilledStore(size);
  const plainFile = await openFilledStore(size);
  const reader = new Reader(readerFile, BENCH_MEMBER);
  readAll(reader, plainFile, evenSample(questions, 20));
  const timings = Array.from({ length: rounds }, () => readAll(reader, plainFile, questions)).flat();
  readerFile.close();
  plainFile.close();
  return readNames.flatMap((name) => {
    const own = timings.filter((timing) => timing.name === name);
    const line = (measure: string, valuesOf: (pick: (timing: Timing) => number) => number[]): Measurement => ({
      size,
      measure,
      unit: 'ms',
      values: valuesOf(({ read }) => read),
      baseline: { name: 'by id + parse', values: valuesOf(({ plain }) => plain) },
      budget: READ_BUDGET,
    });
    return [
      line(name, (pick) => own.map(pick)),
      line(`${name}, best of ${rounds}`, (pick) => bestOfEach(own, ({ key }) => key, pick)),
    ];
  });
}

/** What a clerk opens all day. */
export const dossierCard: Benchmark = {
  name: 'dossier-card',
  about: 'dossier card, person card, work list and day overview in the reader of a filled store',
  measure,
};
