import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { LocalStore } from './testing/local-store.ts';
import { testFolder } from './testing/test-folder.ts';

const childFile = fileURLToPath(new URL('./testing/crash-child.ts', import.meta.url));
const ROUNDS = 20;

/** Runs the child and kills it some milliseconds after its first acknowledgement; answers what it acknowledged. */
function runUntilKilled(folder: string, milliseconds: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [childFile, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    let planned = false;
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (planned) return;
      planned = true;
      setTimeout(() => child.kill('SIGKILL'), milliseconds);
    });
    child.once('exit', (code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`The store ended by itself with ${code}`));
      else
        resolve(
          text
            .slice(0, text.lastIndexOf('\n') + 1)
            .split('\n')
            .filter((line) => line !== ''),
        );
    });
  });
}

it('loses nothing that was acknowledged when it is killed in the middle of its work', {
  timeout: 400_000,
}, async () => {
  const folder = testFolder();
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    acknowledged.push(...(await runUntilKilled(folder, (round * 37) % 190)));
  }
  const store = await LocalStore.open(folder);
  const items = await store.read('syncItems', { limit: 500 });
  const { waiting } = await store.read('syncStatus', {});
  const persons = acknowledged.filter((line) => !line.endsWith(' note'));
  const notes = acknowledged.filter((line) => line.endsWith(' note')).map((line) => line.replace(' note', ''));
  expect(store.store.recovered).toBe(false);
  expect(persons.length).toBeGreaterThanOrEqual(ROUNDS);
  for (const personId of persons) {
    const { person, syncItems } = await store.read('personCard', { personId });
    expect(person.givenName).toBe('Onverliesbaar');
    expect(syncItems.length).toBe(person.notes.length + 1);
    if (notes.includes(personId)) expect(person.notes).toHaveLength(1);
  }
  const found = await store.read('searchEverything', { text: 'onverliesbaar', limitPerGroup: 1 });
  expect(waiting).toBeGreaterThanOrEqual(acknowledged.length);
  expect(items.length).toBeGreaterThan(0);
  // At most one person per round was written without its acknowledgement getting out.
  const total = found.groups[0]?.total ?? 0;
  expect(total).toBeGreaterThanOrEqual(Math.min(1000, persons.length));
  expect(total).toBeLessThanOrEqual(persons.length + ROUNDS);
  await store.store.close();
});
