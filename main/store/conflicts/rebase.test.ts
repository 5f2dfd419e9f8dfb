import { describe, expect, it } from 'vitest';
import { changedFields } from '../outbox/changed-fields.ts';
import { withValueAt } from './paths.ts';
import { rebase } from './rebase.ts';

const by = { memberId: 'member-els', name: 'Els' };

describe('withValueAt', () => {
  it('replaces nested fields and elements of lists, and removes', () => {
    const document = { a: { b: 1 }, parties: [{ id: 'x', role: 'owner' }], other: 2 };
    expect(withValueAt(document, 'a.b', 5)).toEqual({ ...document, a: { b: 5 } });
    expect(withValueAt(document, 'parties[x].role', 'applicant')).toEqual({
      ...document,
      parties: [{ id: 'x', role: 'applicant' }],
    });
    expect(withValueAt(document, 'other', undefined)).toEqual({ a: { b: 1 }, parties: document.parties });
    expect(withValueAt(document, 'new.deep', 1)).toEqual({ ...document, new: { deep: 1 } });
    expect(document.other).toBe(2);
  });
});

describe('rebase', () => {
  const base = {
    id: '1',
    subject: 'A',
    description: 'x',
    notes: [],
    updatedAt: '2026-01-01T00:00:00.000Z',
    updatedBy: by,
  };

  it('puts what the clerk changed onto the present document and leaves the rest as it is now', () => {
    const mine = { ...base, subject: 'B' };
    const current = { ...base, subject: 'C', description: 'y', notes: [{ id: 'n', at: 't', by, text: 'theirs' }] };
    expect(rebase('dossiers', base, mine, current)).toMatchObject({
      subject: 'B',
      description: 'y',
      notes: [{ id: 'n' }],
    });
  });

  it('keeps the notes of both', () => {
    const mine = { ...base, notes: [{ id: 'm', at: '2026-01-02T00:00:00.000Z', by, text: 'mine' }] };
    const current = { ...base, notes: [{ id: 'n', at: '2026-01-03T00:00:00.000Z', by, text: 'theirs' }] };
    const { notes } = rebase('dossiers', base, mine, current);
    expect((notes as { id: string }[]).map((note) => note.id).sort()).toEqual(['m', 'n']);
  });
});

describe('changedFields', () => {
  it('names what changed with the new value, of lists only the new items', () => {
    const before = { id: '1', subject: 'A', gone: 1, notes: [{ id: 'a' }], history: [], updatedAt: 'x', _rev: '1' };
    const after = {
      id: '1',
      subject: 'B',
      notes: [{ id: 'a' }, { id: 'b' }],
      history: [{}],
      updatedAt: 'y',
      _rev: '2',
    };
    expect(changedFields(before, after)).toEqual({ subject: 'B', gone: null, notes: [{ id: 'b' }] });
    expect(changedFields(undefined, { id: '1', subject: 'A', notes: [] })).toEqual({ subject: 'A' });
  });
});
