/**
 * One of the two processes of two-processes.test.ts: writes bulks of documents of its own, and after each counts up the
 * document that both share, again and again until nobody came in between. Arguments: file, name, rounds, rows.
 */
import { writeSync } from 'node:fs';
import { fillWithDefaultSettings } from 'rxdb';
import { getRxStorageBetterSqlite } from '../storage.ts';
import type { StoredDocument } from '../types.ts';
import { nextDocumentData } from '../write-documents.ts';

const [file = '', name = '', rounds = '', rows = ''] = process.argv.slice(2);
const key = new Uint8Array(32).map((_, index) => index * 7 + 1);
const text = { type: 'string', maxLength: 60 };
/** The same as in test-database.ts, as far as columns go; that module needs the test runner. */
const schema = fillWithDefaultSettings({
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: text,
    status: { type: 'string', maxLength: 40 },
    priority: { type: 'number', minimum: -1000, maximum: 1000, multipleOf: 0.01 },
    urgent: { type: 'boolean' },
    applicant: { type: 'object', properties: { name: text } },
    count: { type: 'integer' },
  },
  indexes: ['status', ['priority', 'status'], ['urgent', 'priority'], 'applicant.name'],
} as never);
const storage = getRxStorageBetterSqlite({ file, key });
const instance = (await storage.createStorageInstance({
  databaseInstanceToken: name,
  databaseName: 'testdatabase',
  collectionName: 'dossiers',
  schema,
  options: {},
  multiInstance: true,
  devMode: false,
} as never)) as never as NonNullable<ReturnType<typeof storage.openInstanceOf>>;
let events = 0;
instance.changeStream().subscribe((bulk) => {
  events += bulk.events.length;
});

const fields = { status: 'open', priority: 1, urgent: false, applicant: { name } };

async function countUp(): Promise<void> {
  for (;;) {
    const [previous] = (await instance.findDocumentsById(['shared'], false)) as StoredDocument[];
    if (previous === undefined) throw new Error('the shared document is not there');
    const count = Number((previous as unknown as { count: number }).count) + 1;
    const document = nextDocumentData(previous, { ...(previous as object), count }, name);
    if ((await instance.bulkWrite([{ previous, document }], 'count')).error.length === 0) return;
  }
}

let counted = 0;
for (let round = 0; round < Number(rounds); round += 1) {
  const own = Array.from({ length: Number(rows) }, (_, index) => ({
    document: nextDocumentData(undefined, { id: `${name}-${round}-${index}`, ...fields }, name),
  }));
  const { error } = await instance.bulkWrite(own, 'own');
  if (error.length > 0) throw new Error('conflict in own documents');
  await countUp();
  counted += 1;
}
await instance.close();
writeSync(1, JSON.stringify({ counted, events }));
