import type { CollectionName, DocumentOf } from '@onthaal/contract/entities/index.ts';
import { deepEqual } from '@onthaal/contract/rules/merge/index.ts';
import type { ReadableRow } from './push-row.ts';
import { type StoredDocument, toWire } from './stored-document.ts';

/** Names of fields; `true` for a value that is taken as a whole, a tree for what lies inside an object or the items of a list. */
export interface KnownFields {
  readonly [name: string]: KnownFields | true;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * A desk of an older version pushes whole documents without the fields that it does not know. What the master has in them belongs to
 * both states of its row: it neither erased them nor believed them absent.
 *
 * @param known the fields that the desk knows; undefined when it knows all
 * @param master what the centre has; undefined when nothing, and then there is nothing to keep
 */
export function withUnknownFields<Name extends CollectionName>(
  known: KnownFields | undefined,
  master: StoredDocument<Name> | undefined,
  row: ReadableRow<Name>,
): ReadableRow<Name> {
  if (known === undefined || master === undefined) return row;
  const wire = toWire(master);
  const data = filled(known, wire, row.next.data) as DocumentOf<Name>;
  return { ...row, assumed: filled(known, wire, row.assumed), next: { ...row.next, data } };
}

function filled(known: KnownFields, master: unknown, state: unknown): unknown {
  if (Array.isArray(master) && Array.isArray(state)) {
    return state.map((item) => filled(known, counterpartOf(known, master, item), item));
  }
  if (!isFields(master) || !isFields(state)) return state;
  const result: Record<string, unknown> = { ...state };
  for (const [name, value] of Object.entries(master)) {
    const inner = Object.hasOwn(known, name) ? known[name] : undefined;
    if (inner === undefined) {
      // The mark of deletion lies beside the fields in the new state.
      if (name !== 'deleted' && !Object.hasOwn(state, name)) result[name] = value;
    } else if (inner !== true && Object.hasOwn(state, name)) result[name] = filled(inner, value, state[name]);
  }
  return result;
}

/** The master's item of a list that a desk's item is: the one with its id, or else the one that looks the same to the desk. */
function counterpartOf(known: KnownFields, items: readonly unknown[], item: unknown): unknown {
  if (!isFields(item)) return undefined;
  return items.find(
    (other) =>
      isFields(other) && (item.id === undefined ? deepEqual(visible(known, other), item) : other.id === item.id),
  );
}

/** A value as a desk with these fields sees it. */
function visible(known: KnownFields, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => visible(known, item));
  if (!isFields(value)) return value;
  const seen = Object.entries(value).filter(([name]) => Object.hasOwn(known, name));
  return Object.fromEntries(
    seen.map(([name, inner]) => {
      const below = known[name];
      return [name, below === undefined || below === true ? inner : visible(below, inner)];
    }),
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
