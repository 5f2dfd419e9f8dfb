import { getQueryMatcher, getSortComparator } from 'rxdb';
import { describe, expect, it } from 'vitest';
import { DOSSIER_SCHEMA, dossier, filled, prepared } from './testing/test-database.ts';
import { insert, newPlace, OWN_STORAGE_KINDS, STORAGE_KINDS } from './testing/test-storages.ts';

describe.each(STORAGE_KINDS)('$name', (kind) => {
  describe('cleanup', () => {
    it('removes tombstones of the given age only, and just written ones for age 0', async () => {
      const instance = await newPlace(kind).open();
      await insert(instance, dossier('kept'), dossier('gone', { _deleted: true }));
      expect(await instance.cleanup(60_000)).toBe(true);
      expect(await instance.findDocumentsById(['gone'], true)).toHaveLength(1);
      expect(await instance.cleanup(0)).toBe(true);
      expect(await instance.findDocumentsById(['gone', 'kept'], true)).toMatchObject([{ id: 'kept' }]);
    });
  });

  it('finds and counts deleted documents as any others: RxDB leaves them out itself', async () => {
    const instance = await newPlace(kind).open();
    await insert(instance, dossier('a'), dossier('gone', { _deleted: true }));
    const all = prepared({ selector: {}, sort: [{ id: 'asc' }] });
    expect((await instance.query(all)).documents.map(({ id }) => id)).toEqual(['a', 'gone']);
    expect((await instance.count(all)).count).toBe(2);
    expect(await instance.findDocumentsById(['gone', 'a', 'nobody'], true)).toHaveLength(2);
    expect(await instance.findDocumentsById(['gone'], false)).toEqual([]);
  });

  it.each([
    [[{ id: 'asc' }]],
    [[{ status: 'asc' }, { id: 'asc' }]],
    [[{ priority: 'desc' }, { id: 'asc' }]],
    [[{ 'applicant.name': 'desc' }, { count: 'asc' }, { id: 'desc' }]],
  ])('sorts as the comparator does: %j', async (sort) => {
    const instance = await newPlace(kind).open();
    const documents = Array.from({ length: 30 }, (_, index) =>
      dossier(`d${(index * 7) % 30}`, {
        status: index % 2 === 0 ? 'open' : 'closed',
        priority: (index * 13) % 5,
        count: index % 4,
        applicant: { name: `n${index % 3}` },
      }),
    );
    await insert(instance, ...documents);
    const query = prepared({ selector: {}, sort });
    const sorted = documents.toSorted(getSortComparator(DOSSIER_SCHEMA, query.query as never) as never);
    expect((await instance.query(query)).documents).toEqual(sorted);
  });

  it('finds by indexed paths that look alike', async () => {
    const paths = ['a_b', 'a.b', 'a.B', 'A_b', 'a-b', '|a', '|A', 'ä', 'ö', 'select', 'data', "o'x"];
    const text = { type: 'string', maxLength: 9 };
    const properties = Object.fromEntries(paths.filter((path) => !path.includes('.')).map((path) => [path, text]));
    const schema = filled({
      version: 0,
      primaryKey: 'id',
      type: 'object',
      properties: { id: text, ...properties, a: { type: 'object', properties: { b: text, B: text } } },
      indexes: [...paths, ['a_b', 'a.b'], ['|a', '|A']],
    });
    const instance = await newPlace(kind).open(schema);
    const valueAt = (path: string, number: number) => `v${(number + paths.indexOf(path)) % 3}`;
    const documents = [0, 1, 2].map((number) => {
      const fields = Object.fromEntries(Object.keys(properties).map((path) => [path, valueAt(path, number)]));
      return dossier(`d${number}`, { ...fields, a: { b: valueAt('a.b', number), B: valueAt('a.B', number) } });
    });
    await insert(instance, ...documents);
    for (const path of paths) {
      const query = prepared(
        { selector: { [path]: { $gt: 'v0' } }, sort: [{ [path]: 'desc' }, { id: 'asc' }] },
        schema,
      );
      const expected = documents
        .filter(getQueryMatcher(schema, query.query as never) as never)
        .toSorted(getSortComparator(schema, query.query as never) as never);
      expect((await instance.query(query)).documents).toEqual(expected);
      expect(expected).toHaveLength(2);
    }
  });

  it('finds among documents of any depth', async () => {
    const schema = filled({
      version: 0,
      primaryKey: 'id',
      type: 'object',
      properties: { id: { type: 'string', maxLength: 9 }, count: { type: 'integer' }, nest: { type: 'array' } },
    });
    const instance = await newPlace(kind).open(schema);
    let nest: unknown[] = [];
    for (let level = 0; level < 2000; level += 1) nest = [nest];
    await insert(instance, dossier('deep', { count: 1, nest }), dossier('flat', { count: 2, nest: [] }));
    const asked = {
      selector: { count: { $gte: 1 }, nest: { $exists: true } },
      sort: [{ count: 'desc' }, { id: 'asc' }],
    };
    expect((await instance.query(prepared(asked, schema))).documents.map(({ id }) => id)).toEqual(['flat', 'deep']);
    expect((await instance.count(prepared({ selector: { count: 1 } }, schema))).count).toBe(1);
  });

  it('cleans up to the end, again and again, and leaves what is not deleted', async () => {
    const instance = await newPlace(kind).open();
    await insert(instance, dossier('kept'));
    for (let round = 0; round < 3; round += 1) {
      await insert(instance, dossier(`gone${round}`, { _deleted: true }));
      while (!(await instance.cleanup(0)));
      expect(await instance.findDocumentsById([`gone${round}`, 'kept'], true)).toMatchObject([{ id: 'kept' }]);
    }
  });
});

describe.each(OWN_STORAGE_KINDS)('$name', (kind) => {
  it('says false while there is more', async () => {
    const instance = await newPlace(kind).open();
    await insert(instance, ...Array.from({ length: 1500 }, (_, index) => dossier(`d${index}`, { _deleted: true })));
    expect(await instance.cleanup(0)).toBe(false);
    expect(await instance.cleanup(0)).toBe(true);
    expect(await instance.findDocumentsById(['d0', 'd1499'], true)).toEqual([]);
  });

  it('treats limit 0, {} and long lists as RxDB does', async () => {
    const instance = await newPlace(kind).open();
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
