import { deepEqual } from 'rxdb';

type Fields = Readonly<Record<string, unknown>>;

/** Fields that every write changes by itself: no news to a person. */
const SELF_CHANGING = new Set(['id', 'createdAt', 'updatedAt', 'updatedBy', 'history', 'statusSince']);

/** The fields of a document without RxDB's own (`_rev`, `_deleted`, `_meta`, `_attachments`). */
export function plainFields(document: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(document).filter(([name]) => !name.startsWith('_')));
}

function hasId(item: unknown): item is { readonly id: string } {
  return typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string';
}

/** Of a list of things with an id, only those that are new or different; of anything else the value itself. */
function newPart(before: unknown, after: unknown): unknown {
  if (!Array.isArray(after) || !after.every(hasId)) return after ?? null;
  const known = new Map((Array.isArray(before) ? before : []).filter(hasId).map((item) => [item.id, item]));
  return after.filter((item) => !deepEqual(known.get(item.id), item));
}

/**
 * The top-level fields that a write changed, with the value written (null for a removed field; of lists only the new
 * items). Fields that change with every write are left out.
 */
export function changedFields(before: Fields | undefined, after: Fields): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  const names = new Set([...Object.keys(plainFields(before ?? {})), ...Object.keys(plainFields(after))]);
  for (const name of names) {
    if (SELF_CHANGING.has(name) || deepEqual(before?.[name], after[name])) continue;
    if (before === undefined && Array.isArray(after[name]) && after[name].length === 0) continue;
    changes[name] = newPart(before?.[name], after[name]);
  }
  return changes;
}
