import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startChild } from '../../build/run/child-process.ts';
import { type MidofficeProcess, startMidoffice } from '../../build/run/midoffice-process.ts';
import { say } from '../measure/progress.ts';
import { dataFolder, draftOf, finishDraft, runFolder } from './data-folder.ts';

const SOURCES = [
  'midoffice/seed/**/*.ts',
  'midoffice/database/migrations/*.sql',
  'midoffice/database/bulk-load.ts',
  'bench/data/seed-*.ts',
];
const seedScript = fileURLToPath(new URL('./seed-midoffice.ts', import.meta.url));
const READY_MILLISECONDS = 600_000;

/** Makes the data of a mid-office with so many dossiers, unless they were made before. Answers their folder. */
export async function midofficeData(dossiers: number): Promise<string> {
  const folder = dataFolder('midoffice', dossiers, SOURCES);
  if (existsSync(folder)) return folder;
  say(`seeding a mid-office with ${dossiers} dossiers, once ...`);
  const startedAt = performance.now();
  const draft = draftOf(folder);
  const child = startChild({
    command: process.execPath,
    args: [seedScript, draft, String(dossiers)],
    env: process.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout) createInterface({ input: child.stdout }).on('line', say);
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`The seed of the mid-office ended with code ${code}`);
  finishDraft(draft, folder);
  say(`seeded in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return folder;
}

/** Starts a real mid-office on the data of `dossiers`, for benchmarks that only read. */
export async function startReadOnlyMidoffice(dossiers: number): Promise<MidofficeProcess> {
  return start(await midofficeData(dossiers));
}

/** Starts a real mid-office on a copy of the data of `dossiers`, which is deleted when it stops. */
export async function startScratchMidoffice(dossiers: number): Promise<MidofficeProcess> {
  const copy = runFolder('midoffice');
  mkdirSync(dirname(copy), { recursive: true });
  cpSync(await midofficeData(dossiers), copy, { recursive: true });
  const midoffice = await start(copy);
  return {
    ...midoffice,
    stop: async () => {
      await midoffice.stop();
      rmSync(copy, { recursive: true, force: true });
    },
  };
}

function start(folder: string): Promise<MidofficeProcess> {
  return startMidoffice({
    environment: { ONTHAAL_DATA: folder, ONTHAAL_DEMO: '1', ONTHAAL_LOG_LEVEL: 'warn', PORT: '0' },
    readyMilliseconds: READY_MILLISECONDS,
    onLine: (line) => say(`mid-office: ${line}`),
  });
}
