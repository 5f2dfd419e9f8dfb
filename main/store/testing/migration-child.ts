import { migrate, planMigration } from '../migrations/migrate.ts';
import { openDatabaseFile } from '../storage/index.ts';
import { laterTarget } from './later-program.ts';
import { testKey } from './local-store.ts';

/** Test entry: brings a file up to a later program, printing how far it is, until it is killed. Argument: the file. */
const file = openDatabaseFile({ file: process.argv[2] ?? '', key: testKey });
process.stdout.write(`start ${planMigration(file, laterTarget).kind}\n`);
await migrate(file, ({ done, total }) => process.stdout.write(`${done}/${total}\n`), laterTarget);
process.stdout.write(`ready ${planMigration(file, laterTarget).kind}\n`);
file.close();
