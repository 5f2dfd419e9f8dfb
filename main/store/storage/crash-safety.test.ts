import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openDatabaseFile } from './database-file.ts';
import { temporaryDirectory } from './testing/test-database.ts';

const ROUNDS = 20;
const WRITER = fileURLToPath(new URL('./testing/crash-writer.ts', import.meta.url));

/** Runs the writer, kills it `delay` ms after its first line, and returns the ids that it acknowledged. */
async function killedWriter(file: string, round: number, delay: number): Promise<string[]> {
  const writer = spawn(process.execPath, [WRITER, file, String(round)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let complaints = '';
  writer.stdout.on('data', (chunk: Buffer) => {
    if (output === '') setTimeout(() => writer.kill('SIGKILL'), delay);
    output += chunk.toString();
  });
  writer.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  const [code, signal] = await once(writer, 'close');
  expect({ code, signal, complaints }).toEqual({ code: null, signal: 'SIGKILL', complaints: '' });
  return output.split('\n').slice(0, -1);
}

it('keeps every acknowledged write, and whole transactions only, when the writer is killed', async () => {
  const file = join(temporaryDirectory(), 'crash.db');
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    acknowledged.push(...(await killedWriter(file, round, 5 + round * 11)));
    const database = openDatabaseFile({ file, key: new Uint8Array(32).fill(9) });
    const ids = (table: string) =>
      database.rows<{ id: string }>(`SELECT id FROM ${table} ORDER BY id`).map(({ id }) => id);
    const [left, right] = [ids('collection_left_v0'), ids('collection_right_v0')];
    expect(right).toEqual(left);
    const stored = new Set(left);
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
    // At most one write per round was in the file before its acknowledgement went out.
    expect(left.length - acknowledged.length).toBeLessThanOrEqual(round + 1);
    expect(database.database.pragma('integrity_check', { simple: true })).toBe('ok');
    database.close();
  }
  expect(acknowledged.length).toBeGreaterThan(ROUNDS * 5);
}, 240_000);
