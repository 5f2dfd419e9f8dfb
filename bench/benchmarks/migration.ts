import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { goldenNames, unpackGolden } from '../../main/store/migrations/golden/golden-file.ts';
import { migrate } from '../../main/store/migrations/migrate.ts';
import { presentTarget, type StoreTarget } from '../../main/store/migrations/target.ts';
import { openDatabaseFile, tableNameOf } from '../../main/store/storage/index.ts';
import { laterTarget } from '../../main/store/testing/later-program.ts';
import { testKey } from '../../main/store/testing/local-store.ts';
import { addDossiers } from '../../main/store/testing/many-documents.ts';
import { dataFolder, draftOf, finishDraft, runFolder } from '../data/data-folder.ts';
import type { Measurement } from '../measure/results.ts';
import { longestTurnOf } from '../measure/turns.ts';
import { type Benchmark, type BenchmarkOptions, runsFor } from './benchmark.ts';

const SOURCES = ['main/store/{database,storage,migrations}/*.ts', 'main/store/testing/many-documents.ts'];
/** No event loop may be held up longer (docs/architecture.md). */
const LONGEST_TURN = 50;
const OLDEST = 'store-4-layout-1';

interface Change {
  readonly name: string;
  readonly from: string;
  readonly target: StoreTarget;
}

interface Times {
  readonly total: number[];
  readonly wall: number[];
  readonly processor: number[];
}

/** The files that the changes begin with: one of the first layout, and the same brought up to date. */
async function makeFiles(size: number): Promise<{ readonly old: string; readonly present: string }> {
  const folder = dataFolder('migration', size, SOURCES);
  if (!existsSync(folder)) {
    const draft = draftOf(folder);
    mkdirSync(draft);
    const [old, present] = [join(draft, 'old.db'), join(draft, 'present.db')];
    const golden = goldenNames().find((name) => name.startsWith(OLDEST));
    if (golden === undefined) throw new Error(`There is no golden file ${OLDEST}`);
    unpackGolden(golden, old, testKey);
    addDossiers(old, size);
    copyFileSync(old, present);
    const file = openDatabaseFile({ file: present, key: testKey });
    await migrate(file, () => undefined);
    file.close();
    finishDraft(draft, folder);
  }
  return { old: join(folder, 'old.db'), present: join(folder, 'present.db') };
}

async function measureOnce(path: string, target: StoreTarget, times: Times): Promise<void> {
  const file = openDatabaseFile({ file: path, key: testKey });
  const startedAt = performance.now();
  const longest = await longestTurnOf(() => migrate(file, () => undefined, target));
  times.total.push(performance.now() - startedAt);
  times.wall.push(longest.wall);
  times.processor.push(longest.processor);
  file.close();
}

/** The same columns and indexes by SQL alone, in one transaction. */
function changePlainly(path: string): number {
  const file = openDatabaseFile({ file: path, key: testKey });
  const table = tableNameOf('dossiers', 0);
  const startedAt = performance.now();
  file.transaction(() =>
    file.database.exec(`ALTER TABLE ${table} ADD COLUMN plain_urgency TEXT;
      ALTER TABLE ${table} ADD COLUMN plain_subject TEXT;
      UPDATE ${table} SET plain_urgency = json_extract(data, '$.urgency'), plain_subject = json_extract(data, '$.subject');
      CREATE INDEX plain_by_urgency ON ${table} (deleted, plain_urgency, lwt, id);
      CREATE INDEX plain_by_subject ON ${table} (deleted, plain_subject, id)`),
  );
  const milliseconds = performance.now() - startedAt;
  file.close();
  return milliseconds;
}

function changesOf(files: { readonly old: string; readonly present: string }): readonly Change[] {
  const { schemas, documentsVersion, searchVersion } = laterTarget;
  return [
    { name: 'two fields indexed', from: files.present, target: { ...presentTarget, schemas, documentsVersion } },
    { name: 'search index made anew', from: files.present, target: { ...presentTarget, searchVersion } },
    { name: 'layout 1 to 2', from: files.old, target: presentTarget },
  ];
}

async function measure(options: BenchmarkOptions): Promise<readonly Measurement[]> {
  const { size } = options;
  const files = await makeFiles(size);
  const folder = runFolder('migration');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'run.db');
  const fresh = (from: string) => {
    for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
    copyFileSync(from, path);
  };
  const measurements: Measurement[] = [];
  try {
    for (const { name, from, target } of changesOf(files)) {
      const times: Times = { total: [], wall: [], processor: [] };
      const plain: number[] = [];
      for (let run = 0; run < runsFor(options); run += 1) {
        fresh(from);
        await measureOnce(path, target, times);
        if (target.schemas === presentTarget.schemas) continue;
        fresh(from);
        plain.push(changePlainly(path));
      }
      const baseline = plain.length === 0 ? undefined : { name: 'ALTER TABLE, UPDATE, CREATE INDEX', values: plain };
      const turn = `${name}, longest turn`;
      measurements.push(
        { size, measure: name, unit: 'ms', values: times.total, baseline },
        { size, measure: turn, unit: 'ms', values: times.wall, baseline, budget: LONGEST_TURN },
        { size, measure: `${turn}, processor`, unit: 'ms', values: times.processor, budget: LONGEST_TURN },
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return measurements;
}

/** What an update of the program costs the desk, in its own file. */
export const migration: Benchmark = {
  name: 'migration',
  about: 'an additive change of a schema, a new search index and a new layout on documents that are there already',
  measure,
};
