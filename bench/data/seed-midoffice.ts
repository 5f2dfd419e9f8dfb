// Fills a PGlite folder with a municipality: node bench/data/seed-midoffice.ts FOLDER DOSSIERS
import { readConfiguration } from '../../midoffice/configuration/configuration.ts';
import { openLog } from '../../midoffice/configuration/logging.ts';
import { loadIfEmpty, type SeedBatch } from '../../midoffice/database/bulk-load.ts';
import { generateMunicipality } from '../../midoffice/seed/index.ts';
import { closeServices, openServices } from '../../midoffice/server/services.ts';
import { SEED_DAY } from './seed-day.ts';

const DOCUMENTS_PER_LINE = 50_000;

function* withProgress(batches: Iterable<SeedBatch>): Iterable<SeedBatch> {
  let documents = 0;
  let next = DOCUMENTS_PER_LINE;
  for (const batch of batches) {
    yield batch;
    documents += batch.documents.length;
    if (documents < next) continue;
    next += DOCUMENTS_PER_LINE;
    process.stdout.write(`${documents} documents seeded\n`);
  }
}

async function seed(folder: string, dossiers: number): Promise<void> {
  const configuration = readConfiguration({ ONTHAAL_DATA: folder, ONTHAAL_DEMO: '1' });
  if (!configuration.ok) throw new Error(configuration.sentences.join('\n'));
  const services = await openServices(configuration.value, openLog('warn'));
  await loadIfEmpty(services.database.orm, () => withProgress(generateMunicipality({ dossiers, today: SEED_DAY })));
  await closeServices(services);
}

const [folder, dossiers] = process.argv.slice(2);
if (folder === undefined || dossiers === undefined) throw new Error('Use: seed-midoffice.ts FOLDER DOSSIERS');
await seed(folder, Number(dossiers));
