import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changePages, MOST_PAGES, noPages, type ScanPages, type ScanPagesChange } from './scan-pages.ts';

const page = (id: string) => ({ id, jpeg: new Uint8Array([1]), width: 1, height: 1, isCut: true, isBlank: false });
const after = (...changes: ScanPagesChange[]): ScanPages => changes.reduce(changePages, noPages);
const added = (...ids: string[]): ScanPagesChange[] => ids.map((id) => ({ kind: 'add', page: page(id) }));
const order = ({ pages }: ScanPages) => pages.map(({ id }) => id).join('');

test('a page that is added comes last and is looked at', () => {
  expect(after(...added('a', 'b'))).toMatchObject({ shown: 'b', pages: [{ id: 'a' }, { id: 'b' }] });
});

test('a page that is scanned again keeps its place', () => {
  const state = after(...added('a', 'b', 'c'), { kind: 'replace', id: 'b', page: { ...page('x'), width: 9 } });
  expect(order(state)).toBe('abc');
  expect(state).toMatchObject({ shown: 'b', pages: [{}, { id: 'b', width: 9 }, {}] });
});

test('a page moves one place, and never out of the row', () => {
  const move = (id: string, by: 1 | -1): ScanPagesChange => ({ kind: 'move', id, by });
  expect(order(after(...added('a', 'b', 'c'), move('c', -1)))).toBe('acb');
  expect(order(after(...added('a', 'b', 'c'), move('a', -1)))).toBe('abc');
  expect(order(after(...added('a', 'b', 'c'), move('c', 1), move('b', 1)))).toBe('acb');
});

test('after a page is removed the one that took its place is looked at', () => {
  expect(after(...added('a', 'b', 'c'), { kind: 'show', id: 'b' }, { kind: 'remove', id: 'b' }).shown).toBe('c');
  expect(after(...added('a', 'b'), { kind: 'remove', id: 'b' }).shown).toBe('a');
  expect(after(...added('a'), { kind: 'remove', id: 'a' })).toEqual(noPages);
});

test('whatever is done, no page is doubled, the number has its limit, and what is looked at is there', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd');
  const change: fc.Arbitrary<ScanPagesChange> = fc.oneof(
    fc.uuid().map((own): ScanPagesChange => ({ kind: 'add', page: page(own) })),
    id.map((own): ScanPagesChange => ({ kind: 'remove', id: own })),
    fc.record({ kind: fc.constant('move' as const), id, by: fc.constantFrom(1 as const, -1 as const) }),
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 120 }), (changes) => {
      const { pages, shown } = after(...added('a', 'b', 'c', 'd'), ...changes);
      expect(new Set(pages.map((one) => one.id)).size).toBe(pages.length);
      expect(pages.length).toBeLessThanOrEqual(MOST_PAGES);
      expect(shown === undefined ? pages.length === 0 : pages.some((one) => one.id === shown)).toBe(true);
    }),
  );
});
