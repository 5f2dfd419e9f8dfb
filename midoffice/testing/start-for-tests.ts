import { pino } from 'pino';
import type { Configuration } from '../configuration/configuration.ts';
import { readOperations } from '../configuration/operations.ts';
import { readRetention } from '../configuration/retention.ts';
import { bulkLoad, type SeedBatch } from '../database/bulk-load.ts';
import { type Midoffice, startMidoffice } from '../server/start.ts';
import type { Engine } from './engines.ts';
import { referenceFixture } from './fixture-documents.ts';

export const testSecret = 'a signing secret that only tests use, long enough';

/** A running mid-office with the reference fixture, on a database of its own. */
export interface TestMidoffice extends Midoffice {
  readonly databaseConfiguration: Configuration['database'];
}

/** The configuration that tests start from. */
export function testConfiguration(database: Configuration['database']): Configuration {
  return {
    database,
    host: '127.0.0.1',
    port: 0,
    demo: true,
    seedDossiers: 0,
    tokenSecret: testSecret,
    faults: true,
    scope: 'all',
    logLevel: 'silent',
    operations: readOperations({}, []),
    retention: readRetention({}, []),
    ratePerDevice: 0,
    loginsPerMinute: 0,
    citizens: { pageUrl: undefined, telephone: undefined },
  };
}

/** Starts a mid-office on a new database of the engine; `stop` also removes the database. `batches` fill it. */
export async function startForTests(
  engine: Engine,
  changes: Partial<Configuration> = {},
  batches: readonly SeedBatch[] = [referenceFixture],
): Promise<TestMidoffice> {
  const { database, close } = await engine.open();
  const midoffice = await startMidoffice(
    { ...testConfiguration(database), ...changes },
    pino({ level: 'silent' }),
    async ({ database: open }) => {
      await bulkLoad(open.orm, batches);
    },
  );
  const stop = async (): Promise<void> => {
    await midoffice.stop();
    await close();
  };
  return { ...midoffice, databaseConfiguration: database, stop };
}
