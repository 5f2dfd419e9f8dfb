import { afterEach, describe, expect, it } from 'vitest';
import {
  createInstance,
  DOSSIER_SCHEMA,
  dossier,
  filled,
  openTestStorage,
  prepared,
  type TestInstance,
} from './test-database.ts';
import type { ChangeBulk, StoredDocument, StoredSchema } from './types.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const item of open.splice(0).reverse()) await item.close();
});

async function freshInstance(schema: StoredSchema = DOSSIER_SCHEMA) {
  const { storage, databaseFile, file } = openTestStorage();
  open.push(databaseFile);
  const instance = await createInstance(storage, schema);
  return { storage, databaseFile, file, instance };
}

async function insert(instance: TestInstance, ...documents: StoredDocument[]) {
  const { error } = await instance.bulkWrite(
    documents.map((document) => ({ document })),
    'test',
  );
  expect(error).toEqual([]);
}

describe('bulkWrite', () => {
  it('writes, updates and deletes, and gives documents back as they were written', async () => {
    const { instance } = await freshInstance();
    const first = dossier('a', { note: 'é"\\\u0000😀', labels: ['x', 'y'] });
    await insert(instance, first);
    expect(await instance.findDocumentsById(['a'], false)).toEqual([first]);
    const second = dossier('a', { status: 'closed' }, first);
    expect(await instance.bulkWrite([{ previous: first, document: second }], 'test')).toEqual({ error: [] });
    const deleted = dossier('a', { _deleted: true }, second);
    await instance.bulkWrite([{ previous: second, document: deleted }], 'test');
    expect(await instance.findDocumentsById(['a'], false)).toEqual([]);
    expect(await instance.findDocumentsById(['a'], true)).toEqual([deleted]);
    expect((await instance.query(prepared({ selector: { _deleted: { $eq: false } } }))).documents).toEqual([]);
  });

  it('answers 409 with the stored document for a conflict and writes the other rows', async () => {
    const { instance } = await freshInstance();
    const stored = dossier('a');
    await insert(instance, stored);
    const stale = dossier('a', { status: 'stale' });
    const other = dossier('b');
    const { error } = await instance.bulkWrite([{ document: stale }, { document: other }], 'mine');
    expect(error).toEqual([
      {
        isError: true,
        status: 409,
        documentId: 'a',
        writeRow: { document: stale },
        documentInDb: stored,
        context: 'mine',
      },
    ]);
    expect(await instance.findDocumentsById(['b', 'a'], false)).toEqual([other, stored]);
  });

  it('refuses an update based on an older revision', async () => {
    const { instance } = await freshInstance();
    const first = dossier('a');
    await insert(instance, first);
    const second = dossier('a', {}, first);
    await instance.bulkWrite([{ previous: first, document: second }], 'test');
    const { error } = await instance.bulkWrite([{ previous: first, document: dossier('a', {}, first) }], 'test');
    // Same revision string as the stored one: the previous revision decides.
    expect(error).toMatchObject([{ status: 409, documentInDb: second }]);
  });

  it('needs the previous document to write over a deleted one', async () => {
    const { instance } = await freshInstance();
    const deleted = dossier('a', { _deleted: true });
    await insert(instance, deleted);
    const again = dossier('a');
    const { error } = await instance.bulkWrite([{ document: again }], 'test');
    expect(error).toMatchObject([{ status: 409, documentInDb: deleted }]);
    const next = dossier('a', {}, deleted);
    expect((await instance.bulkWrite([{ previous: deleted, document: next }], 'test')).error).toEqual([]);
  });

  it('lets the first of simultaneous inserts win, also inside one bulk', async () => {
    const { instance } = await freshInstance();
    const versions = [0, 1, 2, 3].map((count) => dossier('a', { count }));
    const results = await Promise.all(versions.map((document) => instance.bulkWrite([{ document }], 'test')));
    expect(results.map(({ error }) => error.length)).toEqual([0, 1, 1, 1]);
    const twice = [dossier('b', { count: 1 }), dossier('b', { count: 2 })];
    const { error } = await instance.bulkWrite(
      twice.map((document) => ({ document })),
      'test',
    );
    expect(error).toMatchObject([{ status: 409, documentInDb: { count: 1 } }]);
    expect(await instance.findDocumentsById(['a', 'b'], false)).toMatchObject([{ count: 0 }, { count: 1 }]);
  });

  it('keeps the order of callers when they wait for the event loop', async () => {
    const { instance } = await freshInstance();
    const until = performance.now() + 20;
    while (performance.now() < until);
    const writes = [0, 1, 2].map((count) => instance.bulkWrite([{ document: dossier('a', { count }) }], 'test'));
    await Promise.all(writes);
    expect(await instance.findDocumentsById(['a'], false)).toMatchObject([{ count: 0 }]);
  });
});

describe('events', () => {
  it('emits one bulk per write, after the commit, to every instance on the table', async () => {
    const { instance, storage } = await freshInstance();
    const other = await createInstance(storage);
    const bulks: ChangeBulk[] = [];
    const seen: number[] = [];
    other.changeStream().subscribe((bulk) => {
      bulks.push(bulk as unknown as ChangeBulk);
      seen.push((storage.databaseFile.rows('SELECT 1 FROM collection_dossiers_v0') as unknown[]).length);
    });
    const documents = Array.from({ length: 300 }, (_, index) => dossier(`d${index}`));
    await insert(instance, ...documents);
    expect(bulks).toHaveLength(1);
    expect(seen).toEqual([300]);
    expect(bulks[0]).toMatchObject({ context: 'test', checkpoint: { id: 'd299', lwt: documents[299]?._meta.lwt } });
    expect(bulks[0]?.events[0]).toMatchObject({ operation: 'INSERT', documentId: 'd0', documentData: documents[0] });
    const previous = documents[0] as StoredDocument;
    const update = dossier('d0', { status: 'closed' }, previous);
    await instance.bulkWrite([{ previous, document: update }], 'test');
    expect(bulks[1]?.events).toMatchObject([{ operation: 'UPDATE', previousDocumentData: previous }]);
    await instance.bulkWrite([{ previous: update, document: dossier('d0', { _deleted: true }, update) }], 'test');
    expect(bulks[2]?.events).toMatchObject([{ operation: 'DELETE', documentId: 'd0' }]);
  });

  it('emits nothing when nothing was written', async () => {
    const { instance } = await freshInstance();
    await insert(instance, dossier('a'));
    let bulks = 0;
    instance.changeStream().subscribe(() => {
      bulks += 1;
    });
    await instance.bulkWrite([{ document: dossier('a') }], 'test');
    await instance.bulkWrite([], 'test');
    expect(bulks).toBe(0);
  });
});

describe('getChangedDocumentsSince', () => {
  it('pages through every write once, tombstones included, and ends at the given checkpoint', async () => {
    const { instance } = await freshInstance();
    const time = 1_700_000_000_000.01;
    const documents = ['c', 'a', 'b', 'e', 'd'].map((id, index) => ({
      ...dossier(id, { _deleted: index === 1 }),
      _meta: { lwt: time },
    }));
    await insert(instance, ...documents);
    const pages: string[][] = [];
    let checkpoint: { id: string; lwt: number } | undefined;
    for (;;) {
      const page = await instance.getChangedDocumentsSince?.(2, checkpoint);
      if (page === undefined) throw new Error('getChangedDocumentsSince is missing');
      checkpoint = page.checkpoint;
      if (page.documents.length === 0) break;
      pages.push(page.documents.map((document) => document.id as string));
    }
    expect(pages).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect(checkpoint).toEqual({ id: 'e', lwt: time });
  });
});

describe('query and count', () => {
  it('treats limit 0, {} and long lists as RxDB does', async () => {
    const { instance } = await freshInstance();
    await insert(instance, ...Array.from({ length: 80 }, (_, index) => dossier(`d${100 + index}`, { count: index })));
    const ids = async (query: object) =>
      (await instance.query(prepared(query))).documents.map((document) => document.id);
    expect(await ids({ selector: {}, limit: 0 })).toEqual([]);
    expect(await ids({ selector: { status: {} } })).toEqual([]);
    const wanted = Array.from({ length: 70 }, (_, index) => `d${105 + index}`);
    expect(await ids({ selector: { id: { $in: wanted } }, sort: [{ id: 'asc' }] })).toEqual(wanted);
    expect(await instance.count(prepared({ selector: { count: { $in: wanted.map((_, i) => i) } } }))).toEqual({
      count: 70,
      mode: 'fast',
    });
    expect((await instance.count(prepared({ selector: {}, skip: 75, limit: 10 }))).count).toBe(5);
    expect((await instance.count(prepared({ selector: { id: { $regex: '^d10' } } }))).count).toBe(10);
  });
});

describe('what SQL and JavaScript see differently', () => {
  it('compares texts above U+D7FF as JavaScript does', async () => {
    const { instance } = await freshInstance();
    await insert(instance, dossier('wide', { status: '\uffee' }), dossier('emoji', { status: '😀' }), dossier('a'));
    const ids = async (selector: object) =>
      (await instance.query(prepared({ selector, sort: [{ id: 'asc' }] }))).documents.map(({ id }) => id);
    expect(await ids({ status: { $gt: '\uf000' } })).toEqual(['wide']);
    expect(await ids({ status: { $lt: '\uf000' } })).toEqual(['a', 'emoji']);
    expect(await ids({ status: { $in: ['😀', '\uffee'] } })).toEqual(['emoji', 'wide']);
    expect(await ids({ status: { $ne: '\uffee' } })).toEqual(['a', 'emoji']);
  });

  it('keeps statistics fresh, so that a narrow index wins over the one in sort order', async () => {
    const { instance, databaseFile } = await freshInstance();
    const documents = Array.from({ length: 1200 }, (_, index) =>
      dossier(`d${index}`, { applicant: { name: `n${index}` } }),
    );
    await insert(instance, ...documents);
    const plan = databaseFile.rows<{ detail: string }>(
      `EXPLAIN QUERY PLAN SELECT data FROM collection_dossiers_v0
       WHERE deleted = 0 AND field_applicant_name = 'n7' ORDER BY deleted, field_status, id LIMIT 50`,
    );
    expect(plan[0]?.detail).toContain('collection_dossiers_v0_by_deleted_field_applicant_name_id');
  });
});

describe('cleanup', () => {
  it('removes tombstones of the given age only, and just written ones for age 0', async () => {
    const { instance } = await freshInstance();
    await insert(instance, dossier('kept'), dossier('gone', { _deleted: true }));
    expect(await instance.cleanup(60_000)).toBe(true);
    expect(await instance.findDocumentsById(['gone'], true)).toHaveLength(1);
    expect(await instance.cleanup(0)).toBe(true);
    expect(await instance.findDocumentsById(['gone', 'kept'], true)).toMatchObject([{ id: 'kept' }]);
  });

  it('says false while there is more', async () => {
    const { instance } = await freshInstance();
    await insert(instance, ...Array.from({ length: 1500 }, (_, index) => dossier(`d${index}`, { _deleted: true })));
    expect(await instance.cleanup(0)).toBe(false);
    expect(await instance.cleanup(0)).toBe(true);
    expect(await instance.findDocumentsById(['d0', 'd1499'], true)).toEqual([]);
  });
});

describe('close and remove', () => {
  it('closes twice without complaint and keeps the data', async () => {
    const { instance, storage } = await freshInstance();
    await insert(instance, dossier('a'));
    await instance.close();
    await instance.close();
    await expect(instance.remove()).rejects.toThrow('closed');
    await expect(instance.findDocumentsById(['a'], false)).rejects.toThrow('closed');
    expect(await (await createInstance(storage)).findDocumentsById(['a'], false)).toHaveLength(1);
  });

  it('removes the table for every instance, and starts empty again', async () => {
    const { instance, storage, databaseFile } = await freshInstance();
    const other = await createInstance(storage);
    await insert(instance, dossier('a'));
    await instance.remove();
    await expect(other.findDocumentsById(['a'], false)).rejects.toThrow('removed');
    expect(databaseFile.rows("SELECT name FROM sqlite_schema WHERE name LIKE 'collection%'")).toEqual([]);
    expect(await (await createInstance(storage)).findDocumentsById(['a'], true)).toEqual([]);
  });
});

describe('tables', () => {
  it('gives collections, versions and meta instances tables of their own, with the promised columns', async () => {
    const { storage, databaseFile, instance } = await freshInstance();
    await createInstance(storage, { ...DOSSIER_SCHEMA, version: 1 });
    await createInstance(storage, DOSSIER_SCHEMA, 'rx-replication-meta-dossiers-abc');
    await insert(instance, dossier('a', { applicant: { name: 'Piet' }, priority: 2.5, urgent: true }));
    const names = databaseFile.rows<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'");
    expect(names.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'collection_dossiers_v0',
        'collection_dossiers_v1',
        expect.stringMatching(/^meta_rx_replication_meta_dossiers_abc_[0-9a-f]{12}_v0$/),
      ]),
    );
    expect(
      databaseFile.rows(
        'SELECT id, deleted, field_status, field_priority, field_urgent, field_applicant_name FROM collection_dossiers_v0',
      ),
    ).toEqual([
      { id: 'a', deleted: 0, field_status: 'open', field_priority: 2.5, field_urgent: 1, field_applicant_name: 'Piet' },
    ]);
  });

  it('makes columns and indexes anew when the same version comes with other ones', async () => {
    const { storage, instance, databaseFile } = await freshInstance();
    await insert(instance, dossier('a', { count: 5, note: '7' }));
    await instance.close();
    const indexes = (...names: string[]) => [...names.map((name) => ['_deleted', name, 'id']), ['_meta.lwt', 'id']];
    const columns = () =>
      (databaseFile.database.pragma('table_info(collection_dossiers_v0)') as { name: string; type: string }[])
        .filter(({ name }) => name.startsWith('field_'))
        .map(({ name, type }) => `${name} ${type}`);
    const schema = { ...DOSSIER_SCHEMA, indexes: indexes('count', 'status') } as StoredSchema;
    const again = await createInstance(storage, schema);
    const found = await again.query(prepared({ selector: { count: 5, _deleted: false } }, schema));
    expect(found.documents).toHaveLength(1);
    expect(columns()).toEqual(['field_status TEXT', 'field_count INTEGER']);
    expect(databaseFile.rows('SELECT field_count, field_status FROM collection_dossiers_v0')).toEqual([
      { field_count: 5, field_status: 'open' },
    ]);
    await again.close();
    const properties = { ...DOSSIER_SCHEMA.properties, count: { type: 'number' } };
    await createInstance(storage, { ...schema, properties } as StoredSchema);
    expect(columns()).toEqual(['field_status TEXT', 'field_count REAL']);
    expect(databaseFile.rows('SELECT field_count FROM collection_dossiers_v0')).toEqual([{ field_count: 5 }]);
  });

  it('refuses another schema while open, two paths for one column, and a second RxDatabase in the file', async () => {
    const { storage } = await freshInstance();
    const changed = filled({
      version: 0,
      primaryKey: 'id',
      type: 'object',
      properties: { id: { type: 'string', maxLength: 9 } },
    });
    await expect(createInstance(storage, changed)).rejects.toThrow('another schema');
    const text = { type: 'string', maxLength: 9 };
    const clash = filled({
      version: 0,
      primaryKey: 'id',
      type: 'object',
      properties: { id: text, a_b: text, a: { type: 'object', properties: { b: text } } },
      indexes: ['a_b', 'a.b'],
    });
    await expect(createInstance(storage, clash, 'clash')).rejects.toThrow('field_a_b');
    await expect(createInstance(storage, DOSSIER_SCHEMA, 'dossiers', 'other')).rejects.toThrow('testdatabase');
  });

  it('refuses what RxDB does in wrappers', async () => {
    const { storage } = await freshInstance();
    const wrong = { ...DOSSIER_SCHEMA, keyCompression: true } as StoredSchema;
    await expect(createInstance(storage, wrong, 'compressed')).rejects.toThrow('UT5');
    const encrypted = { ...DOSSIER_SCHEMA, encrypted: ['note'] } as unknown as StoredSchema;
    await expect(createInstance(storage, encrypted, 'encrypted')).rejects.toThrow('UT6');
  });
});

describe('attachments', () => {
  const schema = { ...DOSSIER_SCHEMA, attachments: {} } as StoredSchema;
  const attachment = (text: string) => ({
    data: new Blob([text], { type: 'text/plain' }),
    digest: `digest-${text}`,
    type: 'text/plain',
    length: text.length,
  });

  it('keeps data by digest, drops it with the document and answers 510 for missing data', async () => {
    const { instance, databaseFile } = await freshInstance(schema);
    await insert(instance, { ...dossier('a'), _attachments: { letter: attachment('one') } });
    const [stored] = (await instance.findDocumentsById(['a'], false)) as unknown as StoredDocument[];
    expect(stored?._attachments).toEqual({ letter: { digest: 'digest-one', type: 'text/plain', length: 3 } });
    expect(await (await instance.getAttachmentData('a', 'letter', 'digest-one')).text()).toBe('one');
    await expect(instance.getAttachmentData('a', 'letter', 'digest-two')).rejects.toThrow('digest');
    const changed = { ...dossier('a', {}, stored), _attachments: { letter: attachment('two') } };
    await instance.bulkWrite([{ previous: stored as never, document: changed }], 'test');
    expect(await (await instance.getAttachmentData('a', 'letter', 'digest-two')).text()).toBe('two');
    const stub = { digest: 'x', type: 'text/plain', length: 1 };
    const missing = { ...dossier('b'), _attachments: { letter: stub } };
    expect((await instance.bulkWrite([{ document: missing }], 'test')).error).toMatchObject([{ status: 510 }]);
    const [previous] = await instance.findDocumentsById(['a'], false);
    const deleted = { ...dossier('a', { _deleted: true }, changed), _attachments: {} };
    await instance.bulkWrite([{ previous: previous as never, document: deleted }], 'test');
    expect(databaseFile.rows('SELECT * FROM storage_attachments')).toEqual([]);
  });
});
