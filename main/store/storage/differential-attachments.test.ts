import fc from 'fast-check';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { expect, it } from 'vitest';
import {
  createInstance,
  filled,
  openTestStorage,
  prepared,
  type TestInstance,
  TOKEN,
} from './testing/test-database.ts';
import type { DocumentFields, StoredDocument, WriteRow } from './types.ts';
import { nextDocumentData } from './write-documents.ts';

const SECONDS = Math.min(Number(process.env.ONTHAAL_FUZZ_SECONDS ?? 2), 60);
const SEED = process.env.ONTHAAL_FUZZ_SEED === undefined ? undefined : Number(process.env.ONTHAAL_FUZZ_SEED);
const MILLISECONDS = 1000;

const SCHEMA = filled({
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 20 }, name: { type: 'string', maxLength: 20 } },
  required: ['id', 'name'],
  indexes: ['name'],
  attachments: {},
});

const content = fc.constantFrom('', 'one', 'two', '\u0000binary\uffff');
/** What happens to one attachment: new content, or what it had. At missing data the memory storage stumbles (not ours). */
const change = fc.oneof(
  content.map((data) => ({ data })),
  fc.constant('keep' as const),
);
const write = fc.record({
  id: fc.constantFrom('a', 'b', 'c'),
  name: fc.constantFrom('x', 'y'),
  remove: fc.integer({ min: 0, max: 4 }).map((value) => value === 0),
  stale: fc.integer({ min: 0, max: 4 }).map((value) => value === 0),
  files: fc.dictionary(fc.constantFrom('scan', 'letter'), change, { noNullPrototype: true }),
});
const steps = fc.array(fc.uniqueArray(write, { selector: ({ id }) => id, minLength: 1, maxLength: 3 }), {
  maxLength: 12,
});

type Write = typeof write extends fc.Arbitrary<infer Value> ? Value : never;

function rowOf(one: Write, current: StoredDocument | undefined): WriteRow {
  const attachments: Record<string, unknown> = {};
  for (const [name, change] of Object.entries(one.files)) {
    const before = current?._attachments[name];
    if (change === 'keep' && before !== undefined) attachments[name] = before;
    if (typeof change === 'object') {
      const data = new Blob([change.data], { type: 'text/plain' });
      attachments[name] = { digest: `digest-${change.data}`, length: data.size, type: 'text/plain', data };
    }
  }
  const previous = one.stale ? undefined : current;
  const fields = { id: one.id, name: one.name, _deleted: one.remove, _attachments: one.remove ? {} : attachments };
  const document = nextDocumentData(previous, fields as DocumentFields, TOKEN);
  return previous === undefined ? { document } : { previous, document };
}

/** Rows share their Blobs, which are never changed, but not their objects. */
function copyOf(rows: readonly WriteRow[]): WriteRow[] {
  return rows.map((row) => ({
    ...row,
    document: { ...row.document, _attachments: { ...row.document._attachments } },
  }));
}

async function filesOf(instance: TestInstance, document: StoredDocument): Promise<string[]> {
  const files = Object.entries(document._attachments);
  const texts = files.map(async ([name, { digest }]) => {
    const data = await instance.getAttachmentData((document as DocumentFields).id as string, name, digest);
    return `${name} ${data.type} ${await data.text()}`;
  });
  return Promise.all(texts);
}

it('keeps attachments through writes, conflicts and deletes as the memory storage does', async () => {
  const { storage, databaseFile } = openTestStorage();
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (bulks) => {
      runs += 1;
      const ours = await createInstance(storage, SCHEMA, `files_r${runs}`);
      const memory = await createInstance(getRxStorageMemory() as never, SCHEMA, `files_r${runs}`, 'attachments');
      try {
        for (const bulk of bulks) {
          const stored = await memory.findDocumentsById(['a', 'b', 'c'], true);
          const current = new Map(stored.map((document) => [(document as DocumentFields).id, document]));
          const rows = bulk.map((one) => rowOf(one, current.get(one.id) as StoredDocument | undefined));
          const expected = await memory.bulkWrite(copyOf(rows), 'test');
          const found = await ours.bulkWrite(copyOf(rows), 'test');
          const outcome = ({ error }: typeof found) => error.map(({ documentId, status }) => [documentId, status]);
          expect(outcome(found)).toEqual(outcome(expected));
        }
        const everything = prepared({ selector: {}, sort: [{ id: 'asc' }] }, SCHEMA);
        const { documents } = await ours.query(everything);
        expect(documents).toEqual((await memory.query(everything)).documents);
        const live = prepared({ selector: { _deleted: { $eq: false } } }, SCHEMA);
        expect((await ours.count(live)).count).toBe((await memory.count(live)).count);
        for (const document of documents as StoredDocument[]) {
          expect(await filesOf(ours, document)).toEqual(await filesOf(memory, document));
        }
      } finally {
        await ours.remove();
        await memory.remove();
      }
    }),
    {
      numRuns: 1_000_000,
      interruptAfterTimeLimit: SECONDS * MILLISECONDS,
      ...(SEED === undefined ? {} : { seed: SEED }),
    },
  );
  databaseFile.close();
  expect(runs).toBeGreaterThan(0);
}, 120_000);
