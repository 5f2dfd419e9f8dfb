import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedPaths, deepEqual, type MergePolicy, mergeDocuments } from './index.ts';

type Json = Readonly<Record<string, unknown>>;

describe('mergeDocuments: each policy', () => {
  const cases: readonly [string, MergePolicy, unknown, unknown, unknown, unknown, number][] = [
    // name, policy of field, base, mine, theirs, merged, clashes
    ['clash holds theirs', {}, 'a', 'b', 'c', 'c', 1],
    ['same change on both sides', {}, 'a', 'b', 'b', 'b', 0],
    ['mine', { field: 'mine' }, 'a', 'b', 'c', 'b', 0],
    ['mine, removed', { field: 'mine' }, 'a', undefined, 'c', undefined, 0],
    ['theirs', { field: 'theirs' }, 'a', 'b', 'c', 'c', 0],
    ['removed by mine only', {}, 'a', undefined, 'a', undefined, 0],
    ['removed by theirs only', {}, 'a', 'a', undefined, undefined, 0],
    ['removed here, changed there', {}, 'a', undefined, 'c', 'c', 1],
    ['null is a value', {}, 'a', null, 'a', null, 0],
    ['maximum', { field: 'maximum' }, 1, 5, 3, 5, 0],
    ['maximum of dates', { field: 'maximum' }, '2026-01-01', '2026-02-01', '2026-03-01', '2026-03-01', 0],
    ['maximum with one missing', { field: 'maximum' }, 1, undefined, 3, 3, 0],
    ['maximum of two kinds', { field: 'maximum' }, 1, 'x', 3, 3, 1],
    ['union of values', { field: 'union' }, ['a', 'b'], ['b', 'c'], ['a', 'b', 'd'], ['b', 'd', 'c'], 0],
    ['union from nothing', { field: 'union' }, undefined, ['a'], ['b'], ['b', 'a'], 0],
    ['union, list removed', { field: 'union' }, ['a'], undefined, ['a', 'b'], ['b'], 0],
    ['union of what is no list', { field: 'union' }, 'a', 'b', ['c'], ['c'], 1],
    ['append', { field: 'append' }, 'x', 'x\nmine', 'x\ntheirs', 'x\ntheirs\nmine', 0],
    ['append to nothing', { field: 'append' }, undefined, 'mine', 'theirs', 'theirs\nmine', 0],
    ['append, one line the start of the other', { field: 'append' }, 'x', 'x\nja', 'x\nja, maar', 'x\nja, maar\nja', 0],
    ['append, done before', { field: 'append' }, 'x', 'x\nmine', 'x\ntheirs\nmine', 'x\ntheirs\nmine', 0],
    ['append, both rewritten', { field: 'append' }, 'x', 'mine', 'theirs', 'theirs\nmine', 0],
    ['append, only theirs rewritten', { field: 'append' }, 'x', 'x mine', 'theirs', 'theirs\nx mine', 0],
    ['append, one removed it', { field: 'append' }, 'x', undefined, 'x\ntheirs', 'x\ntheirs', 0],
    [
      'append of a list of notes',
      { field: 'append' },
      [],
      [{ id: '1', text: 'm' }],
      [{ id: '2', text: 't' }],
      [
        { id: '2', text: 't' },
        { id: '1', text: 'm' },
      ],
      0,
    ],
    [
      'append, one note edited on both sides',
      { field: 'append' },
      [{ id: '1', text: 'a', at: 1 }],
      [{ id: '1', text: 'a\nm', at: 2 }],
      [{ id: '1', text: 'a\nt', at: 3 }],
      [{ id: '1', text: 'a\nt\nm', at: 3 }],
      0,
    ],
    ['objects field by field', {}, { a: 1, b: 1 }, { a: 2, b: 1 }, { a: 1, b: 3 }, { a: 2, b: 3 }, 0],
    ['object as a whole', { field: 'clash' }, { a: 1, b: 1 }, { a: 2, b: 1 }, { a: 1, b: 3 }, { a: 1, b: 3 }, 1],
    ['objects from nothing', {}, undefined, { a: 1 }, { b: 2 }, { b: 2, a: 1 }, 0],
    ['policy of a nested field', { 'field.a': 'maximum' }, { a: 1 }, { a: 9 }, { a: 3 }, { a: 9 }, 0],
    ['lists without policy clash', {}, [1], [1, 2], [1, 3], [1, 3], 1],
  ];
  it.each(cases)('%s', (_name, policy, base, mine, theirs, merged, clashes) => {
    const result = mergeDocuments<Json>({ field: base }, { field: mine }, { field: theirs }, policy);
    expect(result.merged.field).toEqual(merged);
    expect(Object.hasOwn(result.merged, 'field')).toBe(merged !== undefined);
    expect(result.clashes).toHaveLength(clashes);
    if (clashes > 0) expect(result.clashes[0]).toEqual({ path: 'field', base, mine, theirs });
  });

  it('merges elements by id, removes what one side removed, keeps what the other changed', () => {
    const party = (id: string, role: string, name = 'x') => ({ id, role, name });
    const result = mergeDocuments<Json>(
      { parties: [party('1', 'a'), party('2', 'a'), party('3', 'a'), party('4', 'a')] },
      { parties: [party('1', 'a', 'm'), party('3', 'a'), party('4', 'mine'), party('5', 'm')] },
      { parties: [party('1', 't'), party('2', 'a'), party('3', 'a'), party('4', 'theirs'), party('6', 't')] },
      { parties: 'union' },
    );
    expect(result.merged.parties).toEqual([
      party('1', 't', 'm'),
      party('3', 'a'),
      party('4', 'theirs'),
      party('6', 't'),
      party('5', 'm'),
    ]);
    expect(result.clashes).toEqual([{ path: 'parties[4].role', base: 'a', mine: 'mine', theirs: 'theirs' }]);
    const removedHere = mergeDocuments<Json>(
      { p: [party('1', 'a')] },
      { p: [] },
      { p: [party('1', 'b')] },
      { p: 'union' },
    );
    expect(removedHere.merged.p).toEqual([party('1', 'b')]);
  });

  it('reads policies of elements with []', () => {
    const policy: MergePolicy = { list: 'union', 'list[].count': 'maximum' };
    const list = (count: number) => ({ list: [{ id: 'x', count }] });
    expect(mergeDocuments<Json>(list(1), list(5), list(3), policy)).toMatchObject({ merged: list(5), clashes: [] });
  });

  it('tells who changed what, deep down', () => {
    const result = mergeDocuments<Json>(
      { address: { street: 'a', number: '1' }, subject: 's', gone: 1 },
      { address: { street: 'b', number: '1' }, subject: 's', fresh: 1, gone: 1 },
      { address: { street: 'a', number: '2' }, subject: 't' },
    );
    expect(result.changedByMine).toEqual(['address.street', 'fresh']);
    expect(result.changedByTheirs).toEqual(['address.number', 'subject', 'gone']);
    expect(result.merged).toEqual({ address: { street: 'b', number: '2' }, subject: 't', fresh: 1 });
  });

  it('survives keys with a meaning of their own', () => {
    const odd = JSON.parse('{"__proto__": 1, "constructor": 2, "toString": 3}') as Json;
    const result = mergeDocuments<Json>({}, odd, {});
    expect(JSON.stringify(result.merged)).toBe(JSON.stringify(odd));
    expect(result.clashes).toEqual([]);
    expect(mergeDocuments<Json>({}, { toString: 1 }, { toString: 2 }).clashes).toHaveLength(1);
  });
});

const scalar = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.constantFrom('a', 'b', 'ab'),
  fc.boolean(),
  fc.constant(null),
);
const flat = fc.dictionary(fc.constantFrom('p', 'q', 'r'), scalar);
const element = fc.record({
  id: fc.constantFrom('1', '2', '3', '4'),
  name: fc.constantFrom('x', 'y', 'z'),
  count: fc.nat(3),
});
const elements = fc.uniqueArray(element, { selector: (item) => item.id, maxLength: 4 });
const scalars = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 5 });
const note = fc.array(fc.constantFrom('eerste', 'tweede', 'derde'), { maxLength: 3 }).map((lines) => lines.join('\n'));
const document = fc.record(
  {
    plain: scalar,
    other: scalar,
    nested: fc.oneof(flat, scalar),
    deep: fc.record({ inner: flat }),
    list: elements,
    tags: scalars,
    note,
    top: fc.nat(9),
    whole: flat,
  },
  { requiredKeys: [] },
);
const policy: MergePolicy = { list: 'union', tags: 'union', note: 'append', top: 'maximum', whole: 'clash' };
const policies = fc.dictionary(
  fc.constantFrom('plain', 'nested', 'deep', 'list', 'tags', 'note', 'top', 'whole'),
  fc.constantFrom('mine', 'theirs', 'clash', 'union', 'append', 'maximum'),
);
const many = { numRuns: 500 };

/** Lists that were united may differ in order between the two directions. */
function withoutOrder(value: Json): unknown {
  const sort = (list: unknown) =>
    Array.isArray(list) ? [...list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : list;
  return { ...value, list: sort(value.list), tags: sort(value.tags) };
}

describe('mergeDocuments: laws', () => {
  it('identity: nothing changed, nothing merged', () => {
    fc.assert(
      fc.property(document, policies, (base, given) => {
        expect(mergeDocuments(base, base, base, given)).toEqual({
          merged: base,
          clashes: [],
          changedByMine: [],
          changedByTheirs: [],
        });
      }),
      many,
    );
  });

  it('a change on one side only is taken, whatever the policy', () => {
    fc.assert(
      fc.property(document, document, policies, (base, changed, given) => {
        const mine = mergeDocuments(base, changed, base, given);
        const theirs = mergeDocuments(base, base, changed, given);
        expect(deepEqual(mine.merged, changed)).toBe(true);
        expect(deepEqual(theirs.merged, changed)).toBe(true);
        expect([...mine.clashes, ...theirs.clashes, ...mine.changedByTheirs, ...theirs.changedByMine]).toEqual([]);
      }),
      many,
    );
  });

  it('the same change on both sides never clashes', () => {
    fc.assert(
      fc.property(document, document, policies, (base, changed, given) => {
        const result = mergeDocuments(base, changed, changed, given);
        expect(deepEqual(result.merged, changed)).toBe(true);
        expect(result.clashes).toEqual([]);
      }),
      many,
    );
  });

  it('is symmetric but for who wins a clash and for the order of lists and notes', () => {
    fc.assert(
      fc.property(document, document, document, (base, mine, theirs) => {
        const one = mergeDocuments<Json>(base, mine, theirs, policy);
        const other = mergeDocuments<Json>(base, theirs, mine, policy);
        const byPath = (list: readonly { readonly path: string }[]) => list.map((clash) => clash.path).sort();
        expect(byPath(one.clashes)).toEqual(byPath(other.clashes));
        expect(one.changedByMine).toEqual(other.changedByTheirs);
        for (const clash of one.clashes) {
          const twin = other.clashes.find((candidate) => candidate.path === clash.path);
          expect(twin).toEqual({ ...clash, mine: clash.theirs, theirs: clash.mine });
        }
        if (one.clashes.length > 0) return;
        expect(withoutOrder({ ...one.merged, note: null })).toEqual(withoutOrder({ ...other.merged, note: null }));
      }),
      many,
    );
  });

  it('is idempotent: merging the outcome with either side again changes nothing', () => {
    fc.assert(
      fc.property(document, document, document, (base, mine, theirs) => {
        const { merged } = mergeDocuments<Json>(base, mine, theirs, policy);
        const again = mergeDocuments<Json>(theirs, merged, theirs, policy);
        expect(deepEqual(again.merged, merged)).toBe(true);
        expect(again.clashes).toEqual([]);
        const retried = mergeDocuments<Json>(base, merged, theirs, policy);
        // A field whose outcome equals the base looks unchanged to a second merge: only the others must stay as they are.
        for (const key of Object.keys(merged).filter(
          (name) => !deepEqual(merged[name], base[name as keyof typeof base]),
        )) {
          const [first, second] = [merged, retried.merged].map((side) => withoutOrder({ [key]: side[key] }));
          expect(deepEqual(first, second)).toBe(true);
        }
      }),
      many,
    );
  });

  it('a union never loses what either side added, and respects a removal the other side did not touch', () => {
    fc.assert(
      fc.property(scalars, scalars, scalars, elements, elements, elements, (b, m, t, be, me, te) => {
        const { merged } = mergeDocuments({ tags: b, list: be }, { tags: m, list: me }, { tags: t, list: te }, policy);
        for (const tag of [...m, ...t])
          expect(merged.tags.includes(tag)).toBe(!b.includes(tag) || (m.includes(tag) && t.includes(tag)));
        const ids = merged.list.map((item) => item.id);
        for (const item of [...me, ...te]) if (!be.some((old) => old.id === item.id)) expect(ids).toContain(item.id);
        for (const old of be) {
          const [here, there] = [me, te].map((side) => side.find((item) => item.id === old.id));
          if (here === undefined && deepEqual(there, old)) expect(ids).not.toContain(old.id);
          if (there === undefined && deepEqual(here, old)) expect(ids).not.toContain(old.id);
          if (here === undefined && there === undefined) expect(ids).not.toContain(old.id);
        }
        expect(new Set(ids).size).toBe(ids.length);
      }),
      many,
    );
  });

  it('notes never clash and keep every line that either side added', () => {
    fc.assert(
      fc.property(note, fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (base, added, other) => {
        const result = mergeDocuments(
          { note: base },
          { note: `${base}\n${added}` },
          { note: `${base}\n${other}` },
          policy,
        );
        expect(result.clashes).toEqual([]);
        expect(result.merged.note).toContain(added);
        expect(result.merged.note).toContain(other);
        expect(result.merged.note.startsWith(base)).toBe(true);
      }),
      many,
    );
  });

  it('every value that lost is in the clashes: nothing disappears unseen', () => {
    fc.assert(
      fc.property(fc.record({ plain: scalar, other: scalar }), scalar, scalar, (base, mine, theirs) => {
        const result = mergeDocuments({ ...base }, { ...base, plain: mine }, { ...base, plain: theirs });
        const lost = !deepEqual(result.merged.plain, mine) && !deepEqual(mine, base.plain);
        expect(result.clashes.some((clash) => clash.path === 'plain' && deepEqual(clash.mine, mine))).toBe(lost);
      }),
      many,
    );
  });

  it('touches none of its inputs', () => {
    fc.assert(
      fc.property(document, document, document, policies, (base, mine, theirs, given) => {
        const before = JSON.stringify([base, mine, theirs]);
        mergeDocuments(base, mine, theirs, given);
        expect(JSON.stringify([base, mine, theirs])).toBe(before);
      }),
    );
  });
});

describe('deepEqual and changedPaths', () => {
  it.each([
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ a: undefined }, {}, true],
    [{}, { a: undefined }, true],
    [{ a: undefined, b: 1 }, { a: 1, b: undefined }, false],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    [null, {}, false],
    [Number.NaN, Number.NaN, true],
    [{ toString: undefined }, {}, true],
    [{ a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 2 }] } }, true],
    [{ a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 3 }] } }, false],
    ['1', 1, false],
  ])('%j and %j: %s', (a, b, expected) => {
    expect(deepEqual(a, b)).toBe(expected);
    expect(deepEqual(b, a)).toBe(expected);
  });

  it('agrees with what JSON keeps', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (a, b) => {
        expect(deepEqual(a, structuredClone(a))).toBe(true);
        if (JSON.stringify(a) === JSON.stringify(b)) expect(deepEqual(a, b)).toBe(true);
      }),
    );
  });

  it('no changed paths exactly when equal', () => {
    fc.assert(
      fc.property(document, document, (a, b) => {
        expect(changedPaths(a, b).length === 0).toBe(deepEqual(a, b));
      }),
    );
  });
});
