import { parseArgs } from 'node:util';
import { readConfiguration } from '../configuration/configuration.ts';
import { openLog } from '../configuration/logging.ts';
import { loadIfEmpty } from '../database/bulk-load.ts';
import { generateMunicipality } from '../seed/index.ts';
import { todayInBrussels } from '../server/fill-demo.ts';
import { closeServices, openServices } from '../server/services.ts';
import { tellError } from './tell-error.ts';

const usage = 'Use: DATABASE_URL=... or ONTHAAL_DATA=folder node midoffice/command-line/seed.ts [--dossiers N]';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { dossiers: { type: 'string', default: '5000' } } });
  const environment = { ...process.env, ONTHAAL_DEMO: '1', ONTHAAL_SEED_SIZE: values.dossiers };
  const configuration = readConfiguration(environment);
  if (!configuration.ok) throw new Error([...configuration.sentences, usage].join('\n'));
  const { database, seedDossiers } = configuration.value;
  if (database.kind === 'pglite' && database.folder === undefined) throw new Error(usage);
  const services = await openServices(configuration.value, openLog('warn'));
  try {
    const started = performance.now();
    const today = todayInBrussels();
    const loaded = await loadIfEmpty(services.database.orm, () =>
      generateMunicipality({ dossiers: seedDossiers, today }),
    );
    if (loaded === 0) throw new Error('The database already has documents; nothing was added.');
    const seconds = (performance.now() - started) / 1000;
    console.log(`Loaded ${loaded} documents in ${seconds.toFixed(1)} s (${Math.round(loaded / seconds)} per second).`);
  } finally {
    await closeServices(services);
  }
}

try {
  await main();
} catch (error) {
  tellError(error);
}
