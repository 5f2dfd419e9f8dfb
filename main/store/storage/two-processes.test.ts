import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openDatabaseFile } from './database-file.ts';
import { getRxStorageBetterSqlite } from './storage.ts';
import { createInstance, dossier, prepared, TEST_KEY, temporaryDirectory } from './testing/test-database.ts';
import { insert } from './testing/test-storages.ts';
import type { StorageCheckpoint } from './types.ts';

const WRITER = fileURLToPath(new URL('./testing/process-writer.ts', import.meta.url));
const ROUNDS = 60;
const ROWS = 20;

interface Written {
  /** How often the process changed the document that both change. */
  readonly counted: number;
  readonly events: number;
}

/** Runs a process that writes ROUNDS bulks of ROWS documents of its own and counts up a shared one after each. */
async function writer(file: string, name: string): Promise<Written> {
  const child = spawn(process.execPath, [WRITER, file, name, String(ROUNDS), String(ROWS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  return JSON.parse(output) as Written;
}

it('lets two processes write one file: nothing lost, nothing damaged, one order', async () => {
  const file = join(temporaryDirectory(), 'shared.db');
  const instance = await createInstance(getRxStorageBetterSqlite({ file, key: TEST_KEY }));
  await insert(instance, dossier('shared', { count: 0 }));
  const told: string[] = [];
  instance.changeStream().subscribe(({ events }) => told.push(...events.map(({ documentId }) => documentId)));
  const seen = new Set<string>();
  let checkpoint: StorageCheckpoint | undefined;
  const follow = async () => {
    const page = await instance.getChangedDocumentsSince?.(1e6, checkpoint);
    checkpoint = page?.checkpoint as StorageCheckpoint;
    for (const document of page?.documents ?? []) seen.add(String((document as { id?: unknown }).id));
  };
  const timer = setInterval(() => void follow(), 20);
  const written = await Promise.all([writer(file, 'one'), writer(file, 'two')]);
  clearInterval(timer);
  await follow();
  const all = await instance.query(prepared({ selector: {} }));
  expect(all.documents).toHaveLength(1 + 2 * ROUNDS * ROWS);
  // Each process counted on from what the other had written: no change was overwritten.
  expect(all.documents.find(({ id }) => id === 'shared')).toMatchObject({ count: 2 * ROUNDS });
  expect(written.map(({ counted }) => counted)).toEqual([ROUNDS, ROUNDS]);
  // A checkpoint misses nothing of another process, though its events are told there only.
  expect(seen.size).toBe(all.documents.length);
  expect(told).toEqual([]);
  expect(written.map(({ events }) => events)).toEqual([ROUNDS * (ROWS + 1), ROUNDS * (ROWS + 1)]);
  const numbers = openDatabaseFile({ file, key: TEST_KEY, readOnly: true });
  expect(numbers.rows('SELECT count(DISTINCT sequence) AS count FROM collection_dossiers_v0')).toEqual([
    { count: all.documents.length },
  ]);
  expect(numbers.database.pragma('integrity_check', { simple: true })).toBe('ok');
  numbers.close();
  await instance.close();
}, 120_000);
