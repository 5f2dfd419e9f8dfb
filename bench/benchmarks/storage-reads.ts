import { join } from 'node:path';
import { normalizeMangoQuery, prepareQuery } from 'rxdb';
import { type DatabaseFile, openDatabaseFile, tableNameOf } from '../../main/store/storage/index.ts';
import { DOSSIERS } from '../data/storage-dossiers.ts';
import { type StorageQuestion, storageQuestions } from '../data/storage-questions.ts';
import type { Measurement } from '../measure/results.ts';
import { evenSample } from '../measure/statistics.ts';
import { BENCH_KEY } from '../store/bench-key.ts';
import { filledDossierSchema, type OpenCollection, STORAGE_FILE } from '../store/storage-collections.ts';
import { measurementsOf, type Pair, pairOf } from './storage-pairs.ts';

const ROUNDS = 3;
const IDS = 100;
const ID_QUESTIONS = 60;
const TABLE = tableNameOf(DOSSIERS, 0);

type Storage = OpenCollection['dossiers']['storageInstance']['originalStorageInstance'];

/**
 * The storage against SQL by hand: the same file and settings, a connection each, and JSON.parse in both. RxDB's
 * prepared queries are made anew in every round, so that compiling them to SQL is measured too.
 */
export async function measureReads(
  size: number,
  folder: string,
  { dossiers }: OpenCollection,
  ids: readonly string[],
): Promise<readonly Measurement[]> {
  const file = openDatabaseFile({ file: join(folder, STORAGE_FILE), key: BENCH_KEY });
  const storage = dossiers.storageInstance.originalStorageInstance;
  const pairs: Pair[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      await askLists(storage, file, pairs);
      await askCounts(storage, file, pairs);
      await askById(storage, file, ids, pairs);
    }
    return measurementsOf(size, pairs, 'SQL by hand', (kind) => `${kind}, storage`);
  } finally {
    file.close();
  }
}

function preparedOf({ mango }: StorageQuestion): never {
  const schema = filledDossierSchema() as never;
  const query = { ...mango, selector: { ...mango.selector, _deleted: { $eq: false } } };
  return prepareQuery(schema, normalizeMangoQuery(schema, query as never)) as never;
}

function rowsByHand(file: DatabaseFile, sql: string, parameters: StorageQuestion['parameters']): unknown[] {
  const statement = file.prepare<string>(`SELECT data FROM ${TABLE} ${sql}`).pluck();
  return statement.all(...parameters).map((data) => JSON.parse(data) as unknown);
}

async function askLists(storage: Storage, file: DatabaseFile, pairs: Pair[]): Promise<void> {
  for (const question of storageQuestions().lists) {
    const query = preparedOf(question);
    const { kind, sql, parameters } = question;
    const ours = () => storage.query(query);
    pairs.push(await pairOf(kind, pairs.length, ours, () => rowsByHand(file, sql, parameters)));
  }
}

async function askCounts(storage: Storage, file: DatabaseFile, pairs: Pair[]): Promise<void> {
  for (const question of storageQuestions().counts) {
    const query = preparedOf(question);
    const { kind, sql, parameters } = question;
    const byHand = () =>
      file
        .prepare<number>(`SELECT count(*) FROM ${TABLE} ${sql}`)
        .pluck()
        .get(...parameters);
    pairs.push(await pairOf(kind, pairs.length, () => storage.count(query), byHand));
  }
}

async function askById(storage: Storage, file: DatabaseFile, ids: readonly string[], pairs: Pair[]): Promise<void> {
  const sql = 'WHERE deleted = 0 AND id IN (SELECT value FROM json_each(?))';
  for (let index = 0; index < ID_QUESTIONS; index += 1) {
    const wanted = evenSample(ids.slice(index), IDS);
    const ours = () => storage.findDocumentsById(wanted, false);
    const byHand = () => rowsByHand(file, sql, [JSON.stringify(wanted)]);
    pairs.push(await pairOf('findDocumentsById, 100 ids', pairs.length, ours, byHand));
  }
}
