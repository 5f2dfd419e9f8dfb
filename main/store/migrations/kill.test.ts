import { spawn } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { type DatabaseFile, openDatabaseFile } from '../storage/index.ts';
import { testKey } from '../testing/local-store.ts';
import { addDossiers } from '../testing/many-documents.ts';
import { testFolder } from '../testing/test-folder.ts';
import { goldenNames, rowsDigest, unpackGolden } from './golden/golden-file.ts';

const childFile = fileURLToPath(new URL('../testing/migration-child.ts', import.meta.url));
const DOSSIERS = 2500;
const ROUNDS = 32;
const OWN_TABLES = [
  'dossier_row',
  'open_task',
  'record_link',
  'search_entry',
  'search_number',
  'search_term',
  'setting',
];

/** Runs the migration in a process of its own and kills it so many milliseconds after its first word; answers what it said. */
function runUntil(file: string, milliseconds: number): Promise<{ readonly killed: boolean; readonly lines: string[] }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [childFile, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (text === '' && Number.isFinite(milliseconds)) setTimeout(() => child.kill('SIGKILL'), milliseconds);
      text += chunk.toString();
    });
    child.once('exit', (code, signal) => {
      if (signal === 'SIGKILL' || code === 0) resolve({ killed: signal !== null, lines: text.trim().split('\n') });
      else reject(new Error(`The migration ended with ${code}`));
    });
  });
}

/** Everything in a file that anybody can see, except where the pages lie. */
function contentsOf(path: string): unknown {
  const file = openDatabaseFile({ file: path, key: testKey });
  const rows = OWN_TABLES.map((table) => [
    table,
    file.database.prepare(`SELECT * FROM ${table} ORDER BY 1`).raw().all(),
  ]);
  const contents = { documents: rowsDigest(file.database), rows, hits: hitsOf(file), columns: columnsOf(file) };
  expect(file.database.pragma('integrity_check', { simple: true })).toBe('ok');
  file.close();
  return contents;
}

function hitsOf({ database }: DatabaseFile): unknown {
  return ['verbouwing', 'amber', 'molendreef', 'kp', 'boom', 'gouden'].map((word) =>
    database
      .prepare<number>('SELECT rowid FROM search_dossier WHERE search_dossier MATCH ? ORDER BY rowid')
      .pluck()
      .all(word),
  );
}

function columnsOf({ database }: DatabaseFile): unknown {
  return database.pragma('index_list(collection_dossiers_v0)');
}

/** Numbers from 0 to 1 that a seed gives again (Park and Miller). */
function randomFrom(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

it('a migration that is killed again and again ends as one that nobody disturbed', { timeout: 300_000 }, async () => {
  const folder = testFolder();
  const [original, quiet, killed] = ['original.db', 'quiet.db', 'killed.db'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const name = goldenNames().find((other) => other.startsWith('store-1-')) ?? '';
  unpackGolden(name, original, testKey);
  addDossiers(original, DOSSIERS);
  copyFileSync(original, quiet);
  copyFileSync(original, killed);
  const started = performance.now();
  const undisturbed = await runUntil(quiet, Number.POSITIVE_INFINITY);
  const duration = performance.now() - started;
  expect(undisturbed.lines[0]).toBe('start here');
  expect(undisturbed.lines.at(-1)).toBe('ready none');
  const expected = contentsOf(quiet);

  const seed = Date.now() % 100_000;
  const random = randomFrom(seed);
  let kills = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    // From the first word on, at an instant that differs each time; shorter than the work, so that there are kills to the end.
    const run = await runUntil(killed, (random() * duration) / 12);
    if (run.killed) kills += 1;
    if (run.lines.at(-1) === 'ready none') {
      expect(contentsOf(killed), `seed ${seed}`).toEqual(expected);
      copyFileSync(original, killed);
    }
  }
  expect(kills).toBeGreaterThan(ROUNDS / 2);
  const last = await runUntil(killed, Number.POSITIVE_INFINITY);
  expect(last.lines.at(-1)).toBe('ready none');
  expect(contentsOf(killed)).toEqual(expected);
});
