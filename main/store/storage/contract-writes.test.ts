import { describe, expect, it } from 'vitest';
import { dossier, filled, prepared, TOKEN } from './testing/test-database.ts';
import { insert, newPlace, OWN_STORAGE_KINDS, STORAGE_KINDS } from './testing/test-storages.ts';

describe.each(STORAGE_KINDS)('$name', (kind) => {
  describe('bulkWrite', () => {
    it('writes, updates and deletes, and gives documents back as they were written', async () => {
      const instance = await newPlace(kind).open();
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
      const instance = await newPlace(kind).open();
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
      const instance = await newPlace(kind).open();
      const first = dossier('a');
      await insert(instance, first);
      const second = dossier('a', {}, first);
      await instance.bulkWrite([{ previous: first, document: second }], 'test');
      const { error } = await instance.bulkWrite([{ previous: first, document: dossier('a', {}, first) }], 'test');
      // Same revision string as the stored one: the previous revision decides.
      expect(error).toMatchObject([{ status: 409, documentInDb: second }]);
    });

    it('needs the previous document to write over a deleted one', async () => {
      const instance = await newPlace(kind).open();
      const deleted = dossier('a', { _deleted: true });
      await insert(instance, deleted);
      const again = dossier('a');
      const { error } = await instance.bulkWrite([{ document: again }], 'test');
      expect(error).toMatchObject([{ status: 409, documentInDb: deleted }]);
      const next = dossier('a', {}, deleted);
      expect((await instance.bulkWrite([{ previous: deleted, document: next }], 'test')).error).toEqual([]);
    });

    it('keeps the order of callers when they wait for the event loop', async () => {
      const instance = await newPlace(kind).open();
      const until = performance.now() + 20;
      while (performance.now() < until);
      const writes = [0, 1, 2].map((count) => instance.bulkWrite([{ document: dossier('a', { count }) }], 'test'));
      await Promise.all(writes);
      expect(await instance.findDocumentsById(['a'], false)).toMatchObject([{ count: 0 }]);
    });
  });

  it('changes deleted documents too, and may skip revisions', async () => {
    const instance = await newPlace(kind).open();
    const first = dossier('a');
    await insert(instance, first);
    const deleted = dossier('a', { _deleted: true }, first);
    await instance.bulkWrite([{ previous: first, document: deleted }], 'test');
    const changed = dossier('a', { _deleted: true, note: 'changed by another desk' }, deleted);
    expect(await instance.bulkWrite([{ previous: deleted, document: changed }], 'test')).toEqual({ error: [] });
    expect(await instance.findDocumentsById(['a'], true)).toEqual([changed]);
    const jumped = { ...dossier('a', {}, changed), _rev: '9-testtoken' };
    expect(await instance.bulkWrite([{ previous: changed, document: jumped }], 'test')).toEqual({ error: [] });
    expect(await instance.findDocumentsById(['a'], false)).toEqual([jumped]);
  });

  it('takes a field away, and a write of meta fields only', async () => {
    const instance = await newPlace(kind).open();
    const first = dossier('a', { note: 'gone soon', count: 4 });
    await insert(instance, first);
    const second = dossier('a', {}, first);
    await instance.bulkWrite([{ previous: first, document: second }], 'test');
    expect(await instance.findDocumentsById(['a'], false)).toEqual([second]);
    expect(second).not.toHaveProperty('note');
    const third = { ...second, _rev: `3-${TOKEN}`, _meta: { lwt: second._meta.lwt + 1, mark: 7 } };
    await instance.bulkWrite([{ previous: second, document: third as never }], 'test');
    expect(await instance.findDocumentsById(['a'], false)).toEqual([third]);
  });

  it('keeps ids with any letters apart', async () => {
    const instance = await newPlace(kind).open();
    const ids = ['é', 'É', 'e', 'E', "o'x", '"', '%', '_', '😀', 'a b', 'a|b', '10', '9'];
    await insert(instance, ...ids.map((id) => dossier(id, { note: id })));
    const found = await instance.findDocumentsById(ids, false);
    expect(new Map(found.map(({ id, note }) => [id, note]))).toEqual(new Map(ids.map((id) => [id, id])));
  });

  it('writes and finds ten thousand documents at once', async () => {
    const instance = await newPlace(kind).open();
    const ids = Array.from({ length: 10_000 }, (_, index) => `d${index}`);
    await insert(instance, ...ids.map((id) => dossier(id)));
    expect(await instance.findDocumentsById(ids, false)).toHaveLength(10_000);
  });

  it('takes schemas with compressed keys', async () => {
    const properties = { '|i': { type: 'string', maxLength: 20 }, '|a': { type: 'string', maxLength: 20 } };
    const schema = filled({ version: 0, primaryKey: '|i', type: 'object', properties, indexes: ['|a'] });
    const instance = await newPlace(kind).open(schema);
    const document = { ...dossier('x'), '|i': 'one', '|a': 'value' };
    await insert(instance, document);
    const query = { selector: { '|a': { $eq: 'value' } } };
    expect((await instance.query(prepared(query, schema))).documents).toEqual([document]);
  });
});

describe.each(OWN_STORAGE_KINDS)('$name', (kind) => {
  it('lets the first of simultaneous inserts win, also inside one bulk', async () => {
    const instance = await newPlace(kind).open();
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
});
