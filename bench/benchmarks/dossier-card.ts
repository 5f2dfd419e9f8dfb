import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import type { ReadArguments, ReadResults } from '@onthaal/contract/store/reads.ts';
import { type DatabaseReadName, Reader } from '../../main/store/reads/reader.ts';
import { type DatabaseFile, tableNameOf } from '../../main/store/storage/index.ts';
import { runFolder } from '../data/data-folder.ts';
import { BENCH_MEMBER, filledStore, openFilledStore, STORE_FILE } from '../data/filled-store.ts';
import { startScratchMidoffice } from '../data/midoffice-data.ts';
import { pushInteractions } from '../data/other-desk.ts';
import { SEED_DAY } from '../data/seed-day.ts';
import { say } from '../measure/progress.ts';
import type { Measurement } from '../measure/results.ts';
import { evenSample } from '../measure/statistics.ts';
import { bestOfEach, timed } from '../measure/stopwatch.ts';
import { BenchStore } from '../store/bench-store.ts';
import type { Benchmark, BenchmarkOptions } from './benchmark.ts';

const BUDGET_MILLISECONDS = 16;
const CARDS = 200;
const LISTS = 10;
const PAGE = 50;
const SYNCED_DOCUMENTS = 2000;

/** One read with its arguments. */
type Question = {
  [Name in DatabaseReadName]: { readonly name: Name; readonly args: ReadArguments[Name] };
}[DatabaseReadName];

/** Documents of which an answer is made, by collection. */
type Ingredients = readonly (readonly [CollectionName, readonly string[]])[];

interface Timing {
  readonly name: string;
  /** Tells the questions of one name apart. */
  readonly key: string;
  readonly read: number;
  readonly plain: number;
}

function questionsOf(file: DatabaseFile): Question[] {
  const ids = (collection: CollectionName) =>
    file
      .prepare<string>(`SELECT id FROM ${tableNameOf(collection, 0)} WHERE deleted = 0 ORDER BY id`)
      .pluck()
      .all();
  const scopes = ['mine', 'team', 'all'] as const;
  const sorts = ['dueOn', 'updatedAt', 'number'] as const;
  const lists = scopes.flatMap((scope) =>
    sorts.map((sort): Question => ({ name: 'workList', args: { scope, sort, offset: 0, limit: PAGE } })),
  );
  const day: Question = { name: 'dayOverview', args: { day: SEED_DAY } };
  return [
    ...evenSample(ids('dossiers'), CARDS).map((dossierId): Question => ({ name: 'dossierCard', args: { dossierId } })),
    ...evenSample(ids('persons'), CARDS).map((personId): Question => ({ name: 'personCard', args: { personId } })),
    ...Array.from({ length: LISTS }, () => [...lists, day, day, day]).flat(),
  ];
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

async function measureReader(size: number, rounds: number): Promise<Measurement[]> {
  const readerFile = await openFilledStore(size);
  const plainFile = await openFilledStore(size);
  const reader = new Reader(readerFile, BENCH_MEMBER);
  const questions = questionsOf(plainFile);
  readAll(reader, plainFile, evenSample(questions, 20));
  const timings = Array.from({ length: rounds }, () => readAll(reader, plainFile, questions)).flat();
  readerFile.close();
  plainFile.close();
  return names.flatMap((name) => {
    const own = timings.filter((timing) => timing.name === name);
    const line = (measure: string, valuesOf: (pick: (timing: Timing) => number) => number[]): Measurement => ({
      size,
      measure,
      unit: 'ms',
      values: valuesOf(({ read }) => read),
      baseline: { name: 'by id + parse', values: valuesOf(({ plain }) => plain) },
      budget: BUDGET_MILLISECONDS,
    });
    return [
      line(name, (pick) => own.map(pick)),
      line(`${name}, best of ${rounds}`, (pick) => bestOfEach(own, ({ key }) => key, pick)),
    ];
  });
}

const names = ['dossierCard', 'personCard', 'workList', 'dayOverview'] as const;

/** Asks one question after the other over the window's port until `done`, at least once round. */
async function askOver(store: BenchStore, questions: readonly Question[], done: () => boolean): Promise<Timing[]> {
  const timings: Timing[] = [];
  for (let at = 0; at < questions.length || !done(); at += 1) {
    const question = questions[at % questions.length];
    if (question === undefined) break;
    const startedAt = performance.now();
    await store.read(question.name, question.args as never);
    timings.push({ name: question.name, key: '', read: performance.now() - startedAt, plain: 0 });
  }
  return timings;
}

/** The whole way from a window's question to its parsed answer: at rest, and while another desk's documents come in. */
async function measureWhileSyncing(size: number): Promise<Measurement[]> {
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
    const { longestStall } = await store.watch();
    say(`${syncing.length} reads while ${SYNCED_DOCUMENTS} documents came in`);
    return [
      ...names.map((name) => whileSyncing(size, name, atRest, syncing)),
      { size, measure: 'longest stall of the writer while syncing', unit: 'ms', values: [longestStall] },
    ];
  } finally {
    await store.stop();
    await midoffice.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function whileSyncing(size: number, name: string, atRest: readonly Timing[], syncing: readonly Timing[]): Measurement {
  const of = (timings: readonly Timing[]) => timings.filter((timing) => timing.name === name).map(({ read }) => read);
  return {
    size,
    measure: `${name}, window to window, syncing`,
    unit: 'ms',
    values: of(syncing),
    baseline: { name: 'same, at rest', values: of(atRest) },
    budget: BUDGET_MILLISECONDS,
  };
}

async function measure({ size, runs = 5 }: BenchmarkOptions): Promise<readonly Measurement[]> {
  return [...(await measureReader(size, runs)), ...(await measureWhileSyncing(size))];
}

/** What a clerk opens all day. */
export const dossierCard: Benchmark = {
  name: 'dossier-card',
  about: 'cards, work list and day overview; at rest and while 2 000 documents come in',
  measure,
};
