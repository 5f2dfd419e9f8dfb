import { deepEqual, isPlainObject } from './deep-equal.ts';
import type { FieldPolicy, MergeClash, MergePolicy } from './merge-types.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** The three versions of one value; `undefined` means that the version does not have it. */
export interface Versions {
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/** What stays the same on the way down: the policies, and where clashes are collected. */
export interface MergeRun {
  readonly policy: MergePolicy;
  readonly clashes: MergeClash[];
}

export function policyFor(policy: MergePolicy, path: string): FieldPolicy | undefined {
  const pattern = path.replace(/\[[^\]]*\]/g, '[]');
  return Object.hasOwn(policy, pattern) ? policy[pattern] : undefined;
}

/** Path of a field inside an object. */
export function childPath(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function clash(run: MergeRun, path: string, { base, mine, theirs }: Versions): unknown {
  run.clashes.push({ path, base, mine, theirs });
  return theirs;
}

function objectOf(value: unknown): JsonObject {
  return isPlainObject(value) ? value : {};
}

function mergeObjects(run: MergeRun, path: string, versions: Versions, inherited?: FieldPolicy): JsonObject {
  const [base, mine, theirs] = [objectOf(versions.base), objectOf(versions.mine), objectOf(versions.theirs)];
  const keys = new Set([...Object.keys(theirs), ...Object.keys(mine), ...Object.keys(base)]);
  const own = (object: JsonObject, key: string) => (Object.hasOwn(object, key) ? object[key] : undefined);
  const entries = [...keys].map((key) => {
    const child = { base: own(base, key), mine: own(mine, key), theirs: own(theirs, key) };
    return [key, mergeValue(run, childPath(path, key), child, inherited)] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isPlainObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

/** An object is known by its `id`, anything else by its content. */
function elementKey(element: unknown): string {
  const id = isPlainObject(element) && Object.hasOwn(element, 'id') ? element.id : undefined;
  return typeof id === 'string' || typeof id === 'number' ? `id ${id}` : `value ${sortedJson(element)}`;
}

function elementPath(path: string, key: string): string {
  return `${path}[${key.startsWith('id ') ? key.slice(3).replace(/[[\]]/g, '') : ''}]`;
}

function mergeElement(run: MergeRun, path: string, versions: Versions, inherited?: FieldPolicy): unknown {
  const { base, mine, theirs } = versions;
  // Removed here, changed there: the change stays, because a removal can be repeated and a lost change cannot.
  if (mine === undefined) return deepEqual(base, theirs) ? undefined : theirs;
  if (theirs === undefined) return deepEqual(base, mine) ? undefined : mine;
  return mergeValue(run, path, versions, inherited);
}

function mergeLists(run: MergeRun, path: string, versions: Versions, inherited?: FieldPolicy): readonly unknown[] {
  const index = (value: unknown) =>
    new Map((Array.isArray(value) ? value : []).map((element: unknown) => [elementKey(element), element]));
  const [base, mine, theirs] = [index(versions.base), index(versions.mine), index(versions.theirs)];
  const keys = new Set([...theirs.keys(), ...mine.keys()]);
  const merged = [...keys].map((key) => {
    const element = { base: base.get(key), mine: mine.get(key), theirs: theirs.get(key) };
    return mergeElement(run, elementPath(path, key), element, inherited);
  });
  return merged.filter((element) => element !== undefined);
}

const between = '\n';

/** Whether the lines of `part` stand in `text` together; whole lines, so that "yes" is not taken for part of "yes, but". */
function holdsLines(text: string, part: string): boolean {
  return part === '' || `${between}${text}${between}`.includes(`${between}${part}${between}`);
}

function appendTexts(base: string, mine: string, theirs: string): string {
  if (holdsLines(mine, theirs)) return mine;
  if (holdsLines(theirs, mine)) return theirs;
  // Only what was added behind the base: the base itself is in theirs already, unless theirs rewrote it.
  const added = base !== '' && mine.startsWith(base) && theirs.startsWith(base) ? mine.slice(base.length) : mine;
  const addition = added.startsWith(between) ? added : between + added;
  return theirs.endsWith(addition) ? theirs : theirs + addition;
}

function isListOrMissing(value: unknown): boolean {
  return Array.isArray(value) || value === undefined || value === null;
}

function isTextOrMissing(value: unknown): boolean {
  return typeof value === 'string' || value === undefined || value === null;
}

function append(run: MergeRun, path: string, { base, mine, theirs }: Versions): unknown {
  const both = [mine, theirs];
  if (both.every(isTextOrMissing)) {
    const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
    return appendTexts(textOf(base), textOf(mine), textOf(theirs));
  }
  if (both.every(isListOrMissing)) return mergeLists(run, path, { base, mine, theirs }, 'append');
  if (both.every(isPlainObject)) return mergeObjects(run, path, { base, mine, theirs }, 'append');
  return theirs;
}

function maximum(run: MergeRun, path: string, versions: Versions): unknown {
  const { mine, theirs } = versions;
  if (mine === undefined || mine === null) return theirs;
  if (theirs === undefined || theirs === null) return mine;
  if (typeof mine === 'number' && typeof theirs === 'number') return Math.max(mine, theirs);
  if (typeof mine === 'string' && typeof theirs === 'string') return [mine, theirs].sort().at(-1);
  return clash(run, path, versions);
}

function mergeChanged(run: MergeRun, path: string, versions: Versions, policy: FieldPolicy | undefined): unknown {
  const both = [versions.mine, versions.theirs];
  switch (policy) {
    case 'mine':
      return versions.mine;
    case 'theirs':
      return versions.theirs;
    case 'append':
      return append(run, path, versions);
    case 'maximum':
      return maximum(run, path, versions);
    case 'union':
      return both.every(isListOrMissing) ? mergeLists(run, path, versions) : clash(run, path, versions);
    case 'clash':
      return clash(run, path, versions);
    case undefined:
      return both.every(isPlainObject) ? mergeObjects(run, path, versions) : clash(run, path, versions);
  }
}

/** Merges one value: a side that did not change it gives way; only what both changed differently asks for the policy. */
export function mergeValue(run: MergeRun, path: string, versions: Versions, inherited?: FieldPolicy): unknown {
  if (deepEqual(versions.mine, versions.theirs)) return versions.theirs;
  if (deepEqual(versions.base, versions.mine)) return versions.theirs;
  if (deepEqual(versions.base, versions.theirs)) return versions.mine;
  return mergeChanged(run, path, versions, policyFor(run.policy, path) ?? inherited);
}
