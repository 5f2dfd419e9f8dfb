import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Outbox } from '../outbox/outbox.ts';
import type { References } from '../reads/references.ts';
import { conflictHandlerOf } from './conflict-handler.ts';
import { PendingOutcomes } from './pending-outcomes.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 27, 9, 0, second)).toISOString();
const base = {
  id: 'task',
  title: 'A',
  memberId: 'nobody',
  notes: [],
  updatedAt: at(0),
  updatedBy: { memberId: 'base' },
};

/** What a desk made of it: fields that clash, and one of which both are kept. */
const change = (by: string) =>
  fc.record({
    title: fc.constantFrom('A', 'B', 'C'),
    memberId: fc.constantFrom('nobody', 'els', 'karim'),
    notes: fc.constantFrom([], [{ id: by, at: at(1), text: by }]),
    updatedAt: fc.integer({ min: 1, max: 59 }).map(at),
    updatedBy: fc.constant({ memberId: by }),
  });

it('whatever two desks made of a document: it is newer than both and pushed, or nothing of it waits any more', async () => {
  const outcomes = new PendingOutcomes({} as Outbox);
  const handler = conflictHandlerOf('tasks', outcomes, {} as References);
  await fc.assert(
    fc.asyncProperty(change('mine'), change('theirs'), async (mine, theirs) => {
      const state = (fields: object) => ({ ...base, ...fields, _deleted: false });
      const realMasterState = state(theirs);
      const input = { assumedMasterState: state({}), newDocumentState: state(mine), realMasterState };
      const resolved = await handler.resolve(input, 'test');
      const outcome = outcomes.get('tasks', 'task');
      if (resolved === realMasterState) {
        expect(outcome).toMatchObject({ pushedAt: mine.updatedAt, masterAt: theirs.updatedAt });
      } else {
        expect(String(resolved.updatedAt) > mine.updatedAt && String(resolved.updatedAt) > theirs.updatedAt).toBe(true);
        expect(outcome === undefined || (outcome.kind === 'clash' && outcome.masterAt === undefined)).toBe(true);
      }
      const clashes = outcome?.kind === 'clash' ? outcome.conflict.clashes.map(({ path }) => path) : [];
      const bothOtherwise = (['title', 'memberId'] as const).filter(
        (field) => mine[field] !== theirs[field] && mine[field] !== base[field] && theirs[field] !== base[field],
      );
      expect([...clashes].sort()).toEqual([...bothOtherwise].sort());
    }),
    { numRuns: 500 },
  );
});
