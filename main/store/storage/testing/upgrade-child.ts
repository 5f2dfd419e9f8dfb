/** The process that layout-upgrade.test.ts kills: upgrades a file and prints a line after every step. Argument: file. */
import { writeSync } from 'node:fs';
import { openDatabaseFile } from '../database-file.ts';
import { upgradeLayout } from '../layout-upgrade.ts';

const [file = ''] = process.argv.slice(2);
const key = new Uint8Array(32).map((_, index) => index * 7 + 1);
const databaseFile = openDatabaseFile({ file, key });
await upgradeLayout(databaseFile, ({ doneRows, totalRows }) => writeSync(1, `${doneRows} ${totalRows}\n`));
databaseFile.close();
writeSync(1, 'done\n');
