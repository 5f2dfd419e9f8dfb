import { runCommand } from './command-line/run-command.ts';
import { readConfiguration } from './configuration/configuration.ts';
import { openLog } from './configuration/logging.ts';
import { generateMunicipality } from './seed/index.ts';
import { fillDemo } from './server/fill-demo.ts';
import { describeError } from './server/graphql-errors.ts';
import { startMidoffice } from './server/start.ts';

function refuseToStart(sentences: readonly string[]): never {
  process.stderr.write(`The mid-office cannot start.\n${sentences.map((sentence) => `- ${sentence}\n`).join('')}`);
  process.exit(1);
}

function sentenceFor(error: unknown): string {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  if (code === 'EADDRINUSE') return 'The port in PORT is in use. Choose another one, or 0 for a free one.';
  if (code === 'EACCES') return 'The port in PORT may not be used by this user. Choose one above 1023.';
  if (code === 'ONTHAAL_FOLDER_IN_USE') return 'Another process works with the folder in ONTHAAL_DATA. Stop it first.';
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND')
    return 'PostgreSQL does not answer at the address in DATABASE_URL.';
  if (code === '28P01' || code === '28000') return 'PostgreSQL refuses the user or password in DATABASE_URL.';
  if (code === '3D000') return 'The database named in DATABASE_URL does not exist.';
  return `Unexpected: ${message ?? 'unknown error'}`;
}

async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  if (!configuration.ok) refuseToStart(configuration.sentences);
  const logger = openLog(configuration.value.logLevel);
  try {
    const midoffice = await startMidoffice(configuration.value, logger, async (services) => {
      if (configuration.value.demo) await fillDemo(services, generateMunicipality);
    });
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        logger.info({ signal }, 'stopping');
        void midoffice.stop().then(() => process.exit(0));
      });
    }
    process.on('SIGHUP', () => void midoffice.reload());
    const { url, kioskUrl, metricsUrl } = midoffice;
    process.stdout.write(`ONTHAAL_MIDOFFICE_READY ${JSON.stringify({ url, kioskUrl, metricsUrl })}\n`);
  } catch (error) {
    logger.fatal(describeError(error), 'cannot start');
    refuseToStart([sentenceFor(error)]);
  }
}

const words = process.argv.slice(2);
if (words.length === 0) await main();
else process.exitCode = await runCommand(words, process.env);
