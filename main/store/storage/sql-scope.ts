import { placeOf, type SchemaNode, type SchemaPlace, scalarTypeOf } from './schema-path.ts';
import type { SqlScalar } from './sql-value.ts';
import type { TableLayout } from './table-layout.ts';

/** Where the paths of a selector begin: at the document, or at an item of a list in it. */
export interface SqlScope {
  readonly node: SchemaNode;
  /** Columns by path; an item has none. */
  readonly columnOfPath: ReadonlyMap<string, string>;
  /** Alias of the json_each whose row is the item. */
  readonly item: string | undefined;
  /** In how many lists this is; tells the aliases apart. */
  readonly level: number;
  /** How deep the selector is nested here. */
  readonly depth: number;
  /** Paths that were found before: looking one up takes longer than the rest of compiling it. */
  readonly known: Map<string, SqlPlace | undefined>;
}

/** A list in a document, as SQL reads it. */
export interface SqlList {
  /** SQL of the path, for json_type and the like. */
  readonly path: string;
  readonly items: SchemaNode;
  /** Alias of its json_each in what is asked about its items. */
  readonly alias: string;
  /** Left out: the items themselves. Otherwise what is inside each of them. */
  readonly rest: string;
}

/** A path as SQL reads it; undefined when only JavaScript can. */
export type SqlPlace =
  | { readonly kind: 'scalar'; readonly scalar: SqlScalar }
  | { readonly kind: 'object'; readonly jsonType: string }
  | { readonly kind: 'list'; readonly list: SqlList };

const NO_COLUMNS: ReadonlyMap<string, string> = new Map();
const MOST_KNOWN_PATHS = 1000;
const scopes = new WeakMap<TableLayout, SqlScope>();

/** The scope of whole documents. */
export function documentScope(layout: TableLayout): SqlScope {
  let scope = scopes.get(layout);
  if (scope === undefined) {
    const node = layout.schema as unknown as SchemaNode;
    scope = { node, columnOfPath: layout.columnOfPath, item: undefined, level: 0, depth: 0, known: new Map() };
    scopes.set(layout, scope);
  }
  return scope;
}

/** The same scope, one level deeper in the selector. */
export function deeper(scope: SqlScope): SqlScope {
  const { node, columnOfPath, item, level, depth, known } = scope;
  return { node, columnOfPath, item, level, depth: depth + 1, known };
}

/** The scope of an item of a list whose items are objects. */
export function itemScope(scope: SqlScope, { items, alias }: SqlList): SqlScope {
  return {
    node: items,
    columnOfPath: NO_COLUMNS,
    item: alias,
    level: scope.level + 1,
    depth: scope.depth + 1,
    known: new Map(),
  };
}

/** Finds a path. */
export function sqlPlaceOf(scope: SqlScope, path: string): SqlPlace | undefined {
  const { known } = scope;
  const before = known.get(path);
  if (before !== undefined) return before;
  const place = findPlace(scope, path);
  if (known.size < MOST_KNOWN_PATHS) known.set(path, place);
  return place;
}

function findPlace(scope: SqlScope, path: string): SqlPlace | undefined {
  const place = placeOf(scope.node, path);
  if (place === undefined) return undefined;
  const sqlPath = pathSql(scope.item, place.jsonPath);
  switch (place.kind) {
    case 'object':
      return { kind: 'object', jsonType: `json_type(data, ${sqlPath})` };
    case 'list':
      return { kind: 'list', list: listOf(scope, place, sqlPath) };
    case 'scalar':
      return { kind: 'scalar', scalar: scalarAt(place, sqlPath, scope.columnOfPath.get(path)) };
  }
}

/** What the items of a list are compared as: the item, or the scalar inside it; undefined when neither is a scalar. */
export function itemScalarOf({ items, alias, rest }: SqlList): SqlScalar | undefined {
  if (rest !== '') {
    const place = placeOf(items, rest);
    if (place?.kind !== 'scalar') return undefined;
    return scalarAt(place, pathSql(alias, place.jsonPath), undefined);
  }
  const type = scalarTypeOf(items);
  if (type === undefined) return undefined;
  return {
    ...type,
    value: `${alias}.atom`,
    json: `(data -> ${alias}.fullkey)`,
    jsonType: `${alias}.type`,
    isColumn: false,
  };
}

function listOf(scope: SqlScope, place: Extract<SchemaPlace, { kind: 'list' }>, path: string): SqlList {
  return { path, items: place.items, alias: `item${scope.level}`, rest: place.rest };
}

function scalarAt(
  { type, optional, nullable }: Extract<SchemaPlace, { kind: 'scalar' }>,
  path: string,
  column: string | undefined,
): SqlScalar {
  return {
    type,
    optional,
    nullable,
    value: column ?? `json_extract(data, ${path})`,
    json: `(data -> ${path})`,
    jsonType: `json_type(data, ${path})`,
    isColumn: column !== undefined,
  };
}

/** `'$."a"."b"'`, or below an item: `(item0.fullkey || '."b"')`. */
function pathSql(item: string | undefined, jsonPath: string): string {
  const quoted = jsonPath.replaceAll("'", "''");
  return item === undefined ? `'$${quoted}'` : `(${item}.fullkey || '${quoted}')`;
}
