import { getSortComparator } from 'rxdb';
import { describe, expect, it } from 'vitest';
import { DOSSIER_SCHEMA, dossier, prepared } from './testing/test-database.ts';
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
