import type { SqlValue } from 'better-sqlite3';
import { getQueryMatcher, getSortComparator } from 'rxdb';
import type { DatabaseFile } from './database-file.ts';
import { selectorToSql, sqlPathOf } from './selector-to-sql.ts';
import type { TableLayout } from './table-layout.ts';
import type { StorageQuery, StoredDocument, StoredSchema } from './types.ts';

type Query = StorageQuery['query'];

/** Answers a prepared query: as much as possible in SQL, the rest with RxDB's own matcher and comparator. */
export function runQuery(file: DatabaseFile, layout: TableLayout, { query }: StorageQuery): StoredDocument[] {
  const skip = query.skip ?? 0;
  const limit = query.limit ?? Number.POSITIVE_INFINITY;
  if (limit <= 0) return [];
  const where = selectorToSql(layout, query.selector);
  const orderBy = orderByOf(layout, query);
  const select = `SELECT data FROM ${layout.tableName}${whereOf(where.sql)}`;
  if (orderBy === undefined) {
    const documents = matching(file, layout, query, select, where.parameters, where.exact, Number.POSITIVE_INFINITY);
    return documents.sort(getSortComparator(layout.schema, query as never)).slice(skip, skip + limit);
  }
  const ordered = `${select} ORDER BY ${orderBy}`;
  if (!where.exact) {
    return matching(file, layout, query, ordered, where.parameters, false, skip + limit).slice(skip);
  }
  if (skip === 0 && limit === Number.POSITIVE_INFINITY) {
    return matching(file, layout, query, ordered, where.parameters, true, limit);
  }
  const page = [...where.parameters, limit === Number.POSITIVE_INFINITY ? -1 : limit, skip];
  return matching(file, layout, query, `${ordered} LIMIT ? OFFSET ?`, page, true, Number.POSITIVE_INFINITY);
}

/** How many documents `runQuery` would return. */
export function countQuery(file: DatabaseFile, layout: TableLayout, { query }: StorageQuery): number {
  const where = selectorToSql(layout, query.selector);
  let count: number;
  if (where.exact) {
    const sql = `SELECT count(*) FROM ${layout.tableName}${whereOf(where.sql)}`;
    count =
      file
        .prepare<number>(sql)
        .pluck()
        .get(...where.parameters) ?? 0;
  } else {
    const matches = matcherOf(layout.schema, query);
    const select = `SELECT data FROM ${layout.tableName}${whereOf(where.sql)}`;
    count = 0;
    for (const data of file
      .prepare<string>(select)
      .pluck()
      .iterate(...where.parameters)) {
      if (matches(JSON.parse(data) as StoredDocument)) count += 1;
    }
  }
  return Math.max(0, Math.min(count - (query.skip ?? 0), query.limit ?? Number.POSITIVE_INFINITY));
}

function matching(
  file: DatabaseFile,
  layout: TableLayout,
  query: Query,
  sql: string,
  parameters: readonly SqlValue[],
  exact: boolean,
  enough: number,
): StoredDocument[] {
  const statement = file.prepare<string>(sql).pluck();
  if (exact) return statement.all(...parameters).map((data) => JSON.parse(data) as StoredDocument);
  const matches = matcherOf(layout.schema, query);
  const documents: StoredDocument[] = [];
  for (const data of statement.iterate(...parameters)) {
    const document = JSON.parse(data) as StoredDocument;
    if (!matches(document)) continue;
    documents.push(document);
    if (documents.length >= enough) break;
  }
  return documents;
}

function matcherOf(schema: StoredSchema, query: Query): (document: StoredDocument) => boolean {
  return getQueryMatcher(schema, query as never) as (document: StoredDocument) => boolean;
}

function whereOf(sql: string | undefined): string {
  return sql === undefined ? '' : ` WHERE ${sql}`;
}

/** The sort as SQL, or undefined when SQL would order otherwise than RxDB's comparator. */
function orderByOf(layout: TableLayout, query: Query): string | undefined {
  const parts: string[] = [];
  for (const sortPart of query.sort) {
    for (const [path, direction] of Object.entries(sortPart)) {
      const field = sqlPathOf(layout, path);
      // Missing sorts before null in RxDB; SQL knows only one of them.
      if (field === undefined || (field.nullable && field.optional)) return undefined;
      parts.push(`${field.expression} ${direction === 'desc' ? 'DESC' : 'ASC'}`);
    }
  }
  return parts.length === 0 ? undefined : parts.join(', ');
}
