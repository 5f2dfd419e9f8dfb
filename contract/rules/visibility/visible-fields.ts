import type { CollectionName } from '../../entities/index.ts';
import { maySee, type VisibilityDocument, type VisibilityLinks, type VisibilityMember } from './may-see.ts';
import { fieldRules } from './visibility-table.ts';

function isObject(value: unknown): value is VisibilityDocument {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A flag is a plain word, or an object whose `kind` is the word (as Person has them). */
function hasFlag(document: VisibilityDocument, wanted: string): boolean {
  const flags = Object.hasOwn(document, 'flags') && Array.isArray(document.flags) ? document.flags : [];
  return flags.some((flag: unknown) => flag === wanted || (isObject(flag) && flag.kind === wanted));
}

/** The dotted paths that are hidden from a member in a row of this collection, whether the row has them or not. */
export function hiddenFields(
  member: VisibilityMember,
  entityName: CollectionName,
  document: VisibilityDocument,
): readonly string[] {
  const rules = fieldRules.filter(
    (rule) =>
      rule.collection === entityName &&
      rule.hiddenFrom.includes(member.role) &&
      (rule.flag === undefined || hasFlag(document, rule.flag)),
  );
  return [...new Set(rules.flatMap((rule) => rule.fields))];
}

/** The top-level fields of the row that the member sees, in their order; none when the row itself is out of sight. */
export function visibleFields(
  member: VisibilityMember,
  entityName: CollectionName,
  document: VisibilityDocument,
  links: VisibilityLinks = {},
): readonly string[] {
  if (!maySee(member, entityName, document, links)) return [];
  const hidden = hiddenFields(member, entityName, document);
  return Object.keys(document).filter((field) => !hidden.includes(field));
}

function without(value: unknown, path: readonly string[]): unknown {
  const [step, ...rest] = path;
  if (!isObject(value) || step === undefined) return value;
  const key = step.replace(/\[\]$/, '');
  if (!Object.hasOwn(value, key)) return value;
  const others = Object.entries(value).filter(([name]) => name !== key);
  if (rest.length === 0) return Object.fromEntries(Array.isArray(value[key]) ? [...others, [key, []]] : others);
  const child = value[key];
  const shorter =
    step.endsWith('[]') && Array.isArray(child) ? child.map((item) => without(item, rest)) : without(child, rest);
  return Object.fromEntries(Object.entries(value).map(([name, old]) => [name, name === key ? shorter : old]));
}

/**
 * The row as the member may have it; null when the row itself is out of sight. Hidden fields are left out, hidden lists are
 * empty: the schemas require their lists. `hiddenFields` tells a screen the difference between "none" and "not for you".
 */
export function visibleDocument<Document extends VisibilityDocument>(
  member: VisibilityMember,
  entityName: CollectionName,
  document: Document,
  links: VisibilityLinks = {},
): Partial<Document> | null {
  if (!maySee(member, entityName, document, links)) return null;
  const hidden = hiddenFields(member, entityName, document);
  return hidden.reduce<unknown>((value, path) => without(value, path.split('.')), document) as Partial<Document>;
}

/**
 * Puts back what a member could not see into a row that they send, so that a hidden field is never taken for a removed one.
 * What they send in a hidden top-level field is ignored; elements of a list get their hidden fields back by `id`.
 *
 * @param sent the row as the member sends it
 * @param master the full row as the mid-office has it
 */
export function withHiddenFields<Document extends VisibilityDocument>(
  member: VisibilityMember,
  entityName: CollectionName,
  sent: Document,
  master: Document,
): Document {
  const hidden = hiddenFields(member, entityName, master);
  return hidden.reduce<unknown>((value, path) => restored(value, master, path.split('.')), sent) as Document;
}

function restored(value: unknown, master: unknown, path: readonly string[]): unknown {
  const [step, ...rest] = path;
  if (!isObject(value) || !isObject(master) || step === undefined) return value;
  const key = step.replace(/\[\]$/, '');
  const kept = Object.entries(value).filter(([name]) => name !== key);
  const original = Object.hasOwn(master, key) ? master[key] : undefined;
  if (rest.length === 0) return Object.fromEntries(original === undefined ? kept : [...kept, [key, original]]);
  if (!Object.hasOwn(value, key)) return value;
  return Object.fromEntries([...kept, [key, restoredChild(value[key], original, step.endsWith('[]'), rest)]]);
}

function restoredChild(value: unknown, master: unknown, list: boolean, rest: readonly string[]): unknown {
  if (!list || !Array.isArray(value) || !Array.isArray(master)) return restored(value, master, rest);
  const byId = new Map(master.filter(isObject).map((item) => [item.id, item]));
  // An element that the master does not have is the member's own: nothing was hidden in it.
  return value.map((item: unknown) =>
    isObject(item) && byId.has(item.id) ? restored(item, byId.get(item.id), rest) : item,
  );
}
