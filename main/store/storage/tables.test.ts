import { afterEach, describe, expect, it } from 'vitest';
import {
  createInstance,
  DOSSIER_SCHEMA,
  dossier,
  filled,
  openTestStorage,
  prepared,
  type TestInstance,
} from './testing/test-database.ts';
import type { StoredDocument, StoredSchema } from './types.ts';

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

describe('the statistics of a table', () => {
  it('count how many rows an index really leaves, and keep no values that somebody may want erased', async () => {
    const { instance, databaseFile } = await freshInstance();
    const documents = Array.from({ length: 3000 }, (_, index) =>
      dossier(`d${index}`, { status: `status-${index % 6}`, applicant: { name: `n${index}` } }),
    );
    await insert(instance, ...documents);
    const stat = databaseFile.rows<{ stat: string }>(
      "SELECT stat FROM sqlite_stat1 WHERE idx = 'collection_dossiers_v0_by_deleted_field_status_id'",
    );
    expect(stat).toEqual([{ stat: '3000 3000 500 1' }]);
    const samples = databaseFile.rows<{ name: string }>("SELECT name FROM sqlite_schema WHERE name = 'sqlite_stat4'");
    for (const { name } of samples) expect(databaseFile.rows(`SELECT * FROM ${name}`)).toEqual([]);
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

  it('gives a second RxDatabase in the file tables with a prefix, for good', async () => {
    const { storage, databaseFile, instance } = await freshInstance();
    await insert(instance, dossier('first'));
    const second = await createInstance(storage, DOSSIER_SCHEMA, 'dossiers', 'second');
    const third = await createInstance(storage, DOSSIER_SCHEMA, 'rx-meta', 'third');
    await insert(second, dossier('second'));
    const registered = () =>
      databaseFile.rows('SELECT database_name, table_name, prefix FROM storage_tables ORDER BY rowid');
    expect(registered()).toEqual([
      { database_name: 'testdatabase', table_name: 'collection_dossiers_v0', prefix: '' },
      { database_name: 'second', table_name: 'db2_collection_dossiers_v0', prefix: 'db2_' },
      { database_name: 'third', table_name: expect.stringMatching(/^db3_meta_rx_meta_/), prefix: 'db3_' },
    ]);
    await second.close();
    await third.remove();
    const again = await createInstance(storage, DOSSIER_SCHEMA, 'dossiers', 'second');
    expect(await again.findDocumentsById(['first', 'second'], false)).toMatchObject([{ id: 'second' }]);
    await createInstance(storage, DOSSIER_SCHEMA, 'dossiers', 'fourth');
    expect(registered()).toContainEqual({
      database_name: 'fourth',
      table_name: 'db3_collection_dossiers_v0',
      prefix: 'db3_',
    });
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
    expect(columns()).toEqual(['field_count INTEGER', 'field_status TEXT']);
    expect(databaseFile.rows('SELECT field_count, field_status FROM collection_dossiers_v0')).toEqual([
      { field_count: 5, field_status: 'open' },
    ]);
    await again.close();
    const properties = { ...DOSSIER_SCHEMA.properties, count: { type: 'number' } };
    await createInstance(storage, { ...schema, properties } as StoredSchema);
    expect(columns()).toEqual(['field_count REAL', 'field_status TEXT']);
    expect(databaseFile.rows('SELECT field_count FROM collection_dossiers_v0')).toEqual([{ field_count: 5 }]);
  });

  it('refuses another schema while open', async () => {
    const { storage } = await freshInstance();
    const changed = filled({
      version: 0,
      primaryKey: 'id',
      type: 'object',
      properties: { id: { type: 'string', maxLength: 9 } },
    });
    await expect(createInstance(storage, changed)).rejects.toMatchObject({
      name: 'StorageUseError',
      code: 'OTHER_SCHEMA',
    });
  });

  it('gives collections whose names differ in case only a table each, for good', async () => {
    const { storage, databaseFile, instance } = await freshInstance();
    const names = ['dossiers', 'Dossiers', 'DOSSIERS', 'Dossiers_2'];
    const others = [];
    for (const name of names.slice(1)) others.push(await createInstance(storage, DOSSIER_SCHEMA, name));
    for (const [index, one] of [instance, ...others].entries()) await insert(one, dossier('same', { count: index }));
    expect(databaseFile.rows('SELECT collection_name, table_name FROM storage_tables ORDER BY rowid')).toEqual([
      { collection_name: 'dossiers', table_name: 'collection_dossiers_v0' },
      { collection_name: 'Dossiers', table_name: 'collection_Dossiers_2_v0' },
      { collection_name: 'DOSSIERS', table_name: 'collection_DOSSIERS_3_v0' },
      { collection_name: 'Dossiers_2', table_name: 'collection_Dossiers_2_2_v0' },
    ]);
    for (const one of [instance, ...others]) await one.close();
    for (const [index, name] of [...names.entries()].reverse()) {
      const again = await createInstance(storage, DOSSIER_SCHEMA, name);
      expect(await again.findDocumentsById(['same'], false)).toMatchObject([{ count: index }]);
    }
  });

  it('gives indexed paths of which SQL takes the names for one a column each, which keeps its values', async () => {
    const { storage } = openTestStorage();
    const text = { type: 'string', maxLength: 9 };
    const withIndexes = (...indexes: string[]) =>
      filled({
        version: 0,
        primaryKey: 'id',
        type: 'object',
        properties: { id: text, a_b: text, A_b: text, a: { type: 'object', properties: { b: text } } },
        indexes,
      });
    const fields = { a_b: 'one', A_b: 'two', a: { b: 'three' } };
    const asked = { a_b: 'one', A_b: 'two', 'a.b': 'three' };
    const first = await createInstance(storage, withIndexes('a.b'));
    await insert(first, dossier('d', fields));
    await first.close();
    for (const indexes of [['a_b', 'a.b'], ['a.b', 'A_b', 'a_b'], ['A_b'], ['a.b'], ['a_b'], ['a.b']]) {
      const schema = withIndexes(...indexes);
      const instance = await createInstance(storage, schema);
      for (const [path, value] of Object.entries(asked)) {
        expect((await instance.count(prepared({ selector: { [path]: value } }, schema))).count).toBe(1);
        expect((await instance.count(prepared({ selector: { [path]: 'none' } }, schema))).count).toBe(0);
      }
      await instance.close();
    }
  });
});
