import { deepEqual, isPlainObject } from './deep-equal.ts';
import type { MergeClash, MergePolicy, MergeResult } from './merge-types.ts';
import { childPath, mergeValue, policyFor } from './merge-values.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The paths at which two versions of a document differ, in the order of the keys of `before`, then of `after`. Plain objects
 * are compared field by field, unless the policy decides them as a whole.
 */
export function changedPaths(before: object, after: object, policy: MergePolicy = {}): readonly string[] {
  return changesIn(before as JsonObject, after as JsonObject, policy, '');
}

function changesIn(before: JsonObject, after: JsonObject, policy: MergePolicy, path: string): readonly string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => {
    const [old, current] = [before, after].map((side) => (Object.hasOwn(side, key) ? side[key] : undefined));
    if (deepEqual(old, current)) return [];
    const here = childPath(path, key);
    const whole = policyFor(policy, here) !== undefined || !isPlainObject(old) || !isPlainObject(current);
    return whole ? [here] : changesIn(old, current, policy, here);
  });
}

/**
 * Merges two versions of a document that grew from the same base, field by field (architecture: "A person decides a
 * conflict").
 *
 * @param base what both started from
 * @param mine what this desk has
 * @param theirs what the master has
 * @param policy what to do with fields that both changed; `clash` when it says nothing
 */
export function mergeDocuments<Document extends object>(
  base: Document,
  mine: Document,
  theirs: Document,
  policy: MergePolicy = {},
): MergeResult<Document> {
  const clashes: MergeClash[] = [];
  const run = { policy, clashes };
  const keys = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  const own = (side: Document, key: string) => (Object.hasOwn(side, key) ? (side as JsonObject)[key] : undefined);
  const entries = [...keys].map((key) => {
    const versions = { base: own(base, key), mine: own(mine, key), theirs: own(theirs, key) };
    return [key, mergeValue(run, key, versions)] as const;
  });
  return {
    merged: Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Document,
    clashes,
    changedByMine: changedPaths(base, mine, policy),
    changedByTheirs: changedPaths(base, theirs, policy),
  };
}
