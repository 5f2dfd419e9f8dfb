/**
 * The process that crash-safety.test.ts kills: writes as fast as it can to two collections at once and prints a line
 * after each acknowledged write. Arguments: file, round.
 */
import { writeSync } from 'node:fs';
import { fillWithDefaultSettings } from 'rxdb';
import { openDatabaseFile } from '../database-file.ts';
import { getRxStorageBetterSqlite } from '../storage.ts';
import { nextDocumentData, writeDocuments } from '../write-documents.ts';

const [file = '', round = ''] = process.argv.slice(2);
const storage = getRxStorageBetterSqlite({ databaseFile: openDatabaseFile({ file, key: new Uint8Array(32).fill(9) }) });
const schema = fillWithDefaultSettings({
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 40 }, text: { type: 'string', maxLength: 2000 } },
  required: ['id', 'text'],
  indexes: ['text'],
} as const);
for (const collectionName of ['left', 'right']) {
  const parameters = { databaseInstanceToken: 'crash', databaseName: 'crash', options: {}, multiInstance: false };
  await storage.createStorageInstance({ ...parameters, collectionName, schema, devMode: false } as never);
}
for (let number = 0; ; number += 1) {
  const fields = { id: `${round}-${number}`, text: 'x'.repeat(1 + ((number * 37) % 1500)) };
  const rows = [{ document: nextDocumentData(undefined, fields, 'crash') }];
  const batches = [
    { collectionName: 'left', rows },
    { collectionName: 'right', rows },
  ];
  if (!(await writeDocuments(storage, batches, 'crash')).written) throw new Error('conflict');
  // Synchronous, so that a line that was printed is out of the process before the next write starts.
  writeSync(1, `${fields.id}\n`);
}
