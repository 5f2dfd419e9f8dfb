import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabaseFile } from '../../main/store/storage/index.ts';
import { tableLayoutOf } from '../../main/store/storage/table-layout.ts';
import { RawDossiers, type StoredDossier } from '../baseline/raw-dossiers.ts';
import { runFolder } from '../data/data-folder.ts';
import { DOSSIERS } from '../data/storage-dossiers.ts';
import type { Measurement } from '../measure/results.ts';
import { BENCH_KEY } from '../store/bench-key.ts';
import { filledDossierSchema, openInFile } from '../store/storage-collections.ts';

const BATCH = 500;
const MILLISECONDS = 1000;

/** Documents per second of bulkWrite and of the same rows written by hand: two new files, batch for batch in turns. */
export async function measureWrites(
  size: number,
  runs: number,
  documents: readonly StoredDossier[],
): Promise<readonly Measurement[]> {
  const values: number[] = [];
  const plain: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const times = await writeOnce(documents);
    values.push((documents.length / times.ours) * MILLISECONDS);
    plain.push((documents.length / times.raw) * MILLISECONDS);
  }
  const baseline = { name: 'SQL by hand', values: plain };
  return [{ size, measure: 'bulkWrite', unit: 'documents/s', values, baseline }];
}

async function writeOnce(
  documents: readonly StoredDossier[],
): Promise<{ readonly ours: number; readonly raw: number }> {
  const folder = runFolder('storage-writes');
  mkdirSync(folder, { recursive: true });
  const { dossiers, close } = await openInFile(folder);
  const rawFile = openDatabaseFile({ file: join(folder, 'raw.sqlite'), key: BENCH_KEY });
  const raw = new RawDossiers(rawFile, tableLayoutOf(DOSSIERS, filledDossierSchema() as never));
  const times = { ours: 0, raw: 0 };
  const writeOurs = async (batch: readonly StoredDossier[]) => {
    const rows = batch.map((document) => ({ document }));
    const startedAt = performance.now();
    const { error } = await dossiers.storageInstance.originalStorageInstance.bulkWrite(rows as never, 'bench');
    times.ours += performance.now() - startedAt;
    if (error.length > 0) throw new Error('A dossier was refused');
  };
  const writeRaw = (batch: readonly StoredDossier[]) => {
    const startedAt = performance.now();
    raw.insert(batch);
    times.raw += performance.now() - startedAt;
  };
  try {
    for (let start = 0; start < documents.length; start += BATCH) {
      const batch = documents.slice(start, start + BATCH);
      // Who writes second finds a warmer processor.
      if ((start / BATCH) % 2 === 0) {
        await writeOurs(batch);
        writeRaw(batch);
      } else {
        writeRaw(batch);
        await writeOurs(batch);
      }
    }
    return times;
  } finally {
    await close();
    rawFile.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
