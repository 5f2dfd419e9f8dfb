import { parseArgs } from 'node:util';
import { joinExportPages } from '@onthaal/contract/graphql/export-pages.ts';
import { readConfiguration } from '../configuration/configuration.ts';
import { openLog } from '../configuration/logging.ts';
import { exportConsultations } from '../consultations/export-log.ts';
import { closeServices, openServices } from '../server/services.ts';
import { tellError } from './tell-error.ts';

const usage =
  'Use: DATABASE_URL=... or ONTHAAL_DATA=folder node midoffice/command-line/export-consultations.ts --person ID or --member ID [--format csv|json]';

/** Who has the database has the log already; that it was taken out stands in the audit trail under this name. */
const commandLine = {
  memberId: 'command-line',
  deviceId: 'command-line',
  role: 'recordManager',
  teamIds: [],
  expiresAt: Number.POSITIVE_INFINITY,
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      person: { type: 'string' },
      member: { type: 'string' },
      format: { type: 'string', default: 'csv' },
    },
  });
  const configuration = readConfiguration(process.env);
  if (!configuration.ok) throw new Error([...configuration.sentences, usage].join('\n'));
  const services = await openServices(configuration.value, openLog('warn'));
  try {
    const question = { personId: values.person ?? null, memberId: values.member ?? null, format: values.format };
    const pages: string[] = [];
    for (let after: number | null = 0; after !== null; ) {
      const page = await exportConsultations(services.database.orm, commandLine, { ...question, after });
      if (!page.ok) throw new Error(usage);
      pages.push(page.value.text);
      after = page.value.next;
    }
    process.stdout.write(joinExportPages(values.format === 'json' ? 'json' : 'csv', pages));
  } finally {
    await closeServices(services);
  }
}

try {
  await main();
} catch (error) {
  tellError(error);
}
