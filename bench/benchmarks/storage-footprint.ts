import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { storageQuestions } from '../data/storage-questions.ts';
import type { Measurement } from '../measure/results.ts';
import { openInFile } from '../store/storage-collections.ts';
import type { StorageFootprint } from '../store/storage-process.ts';

const script = fileURLToPath(new URL('../store/storage-process.ts', import.meta.url));
const OPEN_BUDGET = 150;
const OPENINGS = 5;

/** What a process with the dossiers takes, and how long it is from opening the file to the first list. */
export async function measureFootprint(size: number, runs: number, folder: string): Promise<readonly Measurement[]> {
  const file: StorageFootprint[] = [];
  const memory: StorageFootprint[] = [];
  for (let run = 0; run < runs; run += 1) {
    file.push(footprintOf('file', folder));
    memory.push(footprintOf('memory', String(size)));
  }
  const opened: number[] = [];
  for (let run = 0; run < OPENINGS; run += 1) opened.push(await openAndRead(folder));
  const against = (part: keyof StorageFootprint) => ({
    name: 'RxDB in memory',
    values: memory.map((one) => one[part]),
  });
  return [
    { size, measure: 'heap', unit: 'MB', values: file.map(({ heap }) => heap), baseline: against('heap') },
    {
      size,
      measure: 'process',
      unit: 'MB',
      values: file.map(({ resident }) => resident),
      baseline: against('resident'),
    },
    { size, measure: 'open to first list', unit: 'ms', values: opened, budget: OPEN_BUDGET },
  ];
}

function footprintOf(kind: string, where: string): StorageFootprint {
  const words = ['--expose-gc', '--max-old-space-size=8192', script, kind, where];
  return JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' })) as StorageFootprint;
}

async function openAndRead(folder: string): Promise<number> {
  const [question] = storageQuestions().lists;
  if (question === undefined) throw new Error('No question');
  const startedAt = performance.now();
  const { dossiers, close } = await openInFile(folder);
  await dossiers.find(question.mango).exec();
  const milliseconds = performance.now() - startedAt;
  await close();
  return milliseconds;
}
