import { parseArgs } from 'node:util';
import { readConfiguration } from '../configuration/configuration.ts';
import { openLog } from '../configuration/logging.ts';
import { type KeptEnd, verifyChain } from '../consultations/verify-chain.ts';
import { closeServices, openServices } from '../server/services.ts';
import { tellError } from './tell-error.ts';

const usage =
  'Use: DATABASE_URL=... or ONTHAAL_DATA=folder node midoffice/command-line/verify-consultations.ts [--kept LINKS:HASH]';

function keptEndOf(text: string | undefined): KeptEnd | undefined {
  if (text === undefined) return undefined;
  const [, links, head] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (links === undefined || head === undefined) throw new Error(usage);
  return { links: Number(links), head };
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { kept: { type: 'string' } } });
  const kept = keptEndOf(values.kept);
  const configuration = readConfiguration(process.env);
  if (!configuration.ok) throw new Error([...configuration.sentences, usage].join('\n'));
  const services = await openServices(configuration.value, openLog('warn'));
  try {
    const { links, head, faults } = await verifyChain(services.database.orm, kept);
    for (const { kind, sequence, documentId } of faults) {
      console.log(`${kind}: link ${sequence ?? '-'}, consultation ${documentId ?? '-'}`);
    }
    console.log(`${links} consultations, end ${links}:${head}, ${faults.length === 0 ? 'whole' : 'NOT whole'}`);
    if (faults.length > 0) process.exitCode = 1;
  } finally {
    await closeServices(services);
  }
}

try {
  await main();
} catch (error) {
  tellError(error);
}
