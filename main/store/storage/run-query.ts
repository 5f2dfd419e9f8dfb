import type { SqlValue } from 'better-sqlite3';
import Database from 'better-sqlite3';
import { getQueryMatcher, getSortComparator } from 'rxdb';
import type { DatabaseFile } from './database-file.ts';
import { shapeOf } from './selector-shape.ts';
import { selectorToSql } from './selector-to-sql.ts';
import { isExact } from './sql-condition.ts';
import { documentScope, sqlPlaceOf } from './sql-scope.ts';
import type { TableLayout } from './table-layout.ts';
import { registerTextFunctions } from './text-order.ts';
import type { StorageQuery, StoredDocument } from './types.ts';

type Query = StorageQuery['query'];

/** A query in SQL. RxDB keeps prepared queries for as long as somebody may ask them again. */
interface CompiledQuery {
  readonly layout: TableLayout;
  /** Everything after SELECT, without the order; undefined: no document can match. */
  readonly from: string | undefined;
  readonly parameters: readonly SqlValue[];
  /** SQL accepts just what the selector accepts; otherwise the rows must still pass RxDB's matcher. */
  readonly exact: boolean;
  /** Neither conditions nor order are left to SQL. */
  readonly withoutSql?: true;
}

const compiledQueries = new WeakMap<Query, CompiledQuery>();
const MOST_SHAPES = 500;
/** What selectors of a shape become in SQL; only their parameters differ. */
const compiledShapes = new WeakMap<TableLayout, Map<string, CompiledQuery>>();

/** Answers a prepared query: as much as possible in SQL, the rest with RxDB's own matcher and comparator. */
export function runQuery(file: DatabaseFile, layout: TableLayout, { query }: StorageQuery): StoredDocument[] {
  return answered(file, layout, query, (compiled) => documentsOf(file, compiled, query));
}

function documentsOf(file: DatabaseFile, compiled: CompiledQuery, query: Query): StoredDocument[] {
  const skip = query.skip ?? 0;
  const limit = query.limit ?? Number.POSITIVE_INFINITY;
  const { layout, from, exact, parameters, withoutSql } = compiled;
  if (limit <= 0 || from === undefined) return [];
  const orderBy = withoutSql ? undefined : orderByOf(layout, query);
  if (orderBy === undefined) {
    const documents = matching(file, compiled, query, `SELECT data${from}`, Number.POSITIVE_INFINITY);
    return documents.sort(getSortComparator(layout.schema, query as never)).slice(skip, skip + limit);
  }
  const ordered = `SELECT data${from}${orderBy}`;
  if (!exact) return matching(file, compiled, query, ordered, skip + limit).slice(skip);
  if (skip === 0 && limit === Number.POSITIVE_INFINITY) return allOf(file, ordered, parameters);
  const page = [...parameters, limit === Number.POSITIVE_INFINITY ? -1 : limit, skip];
  return allOf(file, `${ordered} LIMIT ? OFFSET ?`, page);
}

/** How many documents `runQuery` would return. */
export function countQuery(file: DatabaseFile, layout: TableLayout, { query }: StorageQuery): number {
  return answered(file, layout, query, (compiled) => countOf(file, compiled, query));
}

function countOf(file: DatabaseFile, compiled: CompiledQuery, query: Query): number {
  const { from, parameters, exact } = compiled;
  if (from === undefined) return 0;
  const count = exact
    ? (file
        .prepare<number>(`SELECT count(*)${from}`)
        .pluck()
        .get(...parameters) ?? 0)
    : countMatching(file, compiled, query);
  return Math.max(0, Math.min(count - (query.skip ?? 0), query.limit ?? Number.POSITIVE_INFINITY));
}

/** Asks in SQL, and in JavaScript alone when some document is nested deeper (1000) than SQLite reads JSON. */
function answered<Answer>(
  file: DatabaseFile,
  layout: TableLayout,
  query: Query,
  ask: (compiled: CompiledQuery) => Answer,
): Answer {
  const compiled = compiledOf(file, layout, query);
  try {
    return ask(compiled);
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || error.message !== 'malformed JSON') throw error;
    const from = ` FROM ${layout.tableName}`;
    return ask({ layout, from, parameters: [], exact: false, withoutSql: true });
  }
}

/** The statements of a query, as `runQuery` asks them: for a look at their plans. */
export function queryToSql(
  layout: TableLayout,
  { query }: StorageQuery,
): CompiledQuery & { readonly orderBy: string | undefined } {
  return { ...compile(layout, query), orderBy: orderByOf(layout, query) };
}

function compiledOf(file: DatabaseFile, layout: TableLayout, query: Query): CompiledQuery {
  const known = compiledQueries.get(query);
  if (known?.layout === layout) return known;
  registerTextFunctions(file.database);
  const compiled = compile(layout, query);
  compiledQueries.set(query, compiled);
  return compiled;
}

function compile(layout: TableLayout, query: Query): CompiledQuery {
  const shape = shapeOf(query.selector);
  if (shape === undefined) return compileSelector(layout, query);
  const { key, parameters } = shape;
  let shapes = compiledShapes.get(layout);
  if (shapes === undefined) {
    shapes = new Map();
    compiledShapes.set(layout, shapes);
  }
  const known = shapes.get(key);
  if (known !== undefined) return { ...known, parameters };
  const compiled = compileSelector(layout, query);
  if (shapes.size < MOST_SHAPES && areSame(compiled.parameters, parameters)) shapes.set(key, compiled);
  return compiled;
}

function areSame(some: readonly SqlValue[], others: readonly SqlValue[]): boolean {
  return some.length === others.length && some.every((value, index) => Object.is(value, others[index]));
}

function compileSelector(layout: TableLayout, query: Query): CompiledQuery {
  const condition = selectorToSql(layout, query.selector);
  const { may } = condition;
  const where = typeof may === 'boolean' ? '' : ` WHERE ${may.text}`;
  return {
    layout,
    from: may === false ? undefined : ` FROM ${layout.tableName}${where}`,
    parameters: typeof may === 'boolean' ? [] : may.parameters,
    exact: isExact(condition),
  };
}

function allOf(file: DatabaseFile, sql: string, parameters: readonly SqlValue[]): StoredDocument[] {
  return file
    .prepare<string>(sql)
    .pluck()
    .all(...parameters)
    .map((data) => JSON.parse(data) as StoredDocument);
}

function matching(
  file: DatabaseFile,
  compiled: CompiledQuery,
  query: Query,
  sql: string,
  enough: number,
): StoredDocument[] {
  if (compiled.exact) return allOf(file, sql, compiled.parameters);
  const matches = matcherOf(compiled, query);
  const documents: StoredDocument[] = [];
  for (const data of file
    .prepare<string>(sql)
    .pluck()
    .iterate(...compiled.parameters)) {
    const document = JSON.parse(data) as StoredDocument;
    if (!matches(document)) continue;
    documents.push(document);
    if (documents.length >= enough) break;
  }
  return documents;
}

function countMatching(file: DatabaseFile, compiled: CompiledQuery, query: Query): number {
  const matches = matcherOf(compiled, query);
  let count = 0;
  for (const data of file
    .prepare<string>(`SELECT data${compiled.from}`)
    .pluck()
    .iterate(...compiled.parameters)) {
    if (matches(JSON.parse(data) as StoredDocument)) count += 1;
  }
  return count;
}

function matcherOf({ layout }: CompiledQuery, query: Query): (document: StoredDocument) => boolean {
  return getQueryMatcher(layout.schema, query as never) as (document: StoredDocument) => boolean;
}

/** The sort as SQL, or undefined when SQL would order otherwise than RxDB's comparator. */
function orderByOf(layout: TableLayout, query: Query): string | undefined {
  const scope = documentScope(layout);
  const parts: string[] = [];
  for (const sortPart of query.sort) {
    for (const [path, direction] of Object.entries(sortPart)) {
      const place = sqlPlaceOf(scope, path);
      if (place?.kind !== 'scalar') return undefined;
      const { scalar } = place;
      const order = direction === 'desc' ? 'DESC' : 'ASC';
      const isText = scalar.type === 'string' && !scalar.isColumn;
      parts.push(`${isText ? `column_text(${scalar.json})` : scalar.value} ${order}`);
      // Missing sorts before null in RxDB; NULL stands for both.
      if (scalar.nullable && scalar.optional) parts.push(`${scalar.jsonType} IS NOT NULL ${order}`);
    }
  }
  return parts.length === 0 ? undefined : ` ORDER BY ${parts.join(', ')}`;
}
