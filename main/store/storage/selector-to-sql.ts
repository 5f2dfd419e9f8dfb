import type { SqlValue } from 'better-sqlite3';
import { type PathType, pathTypeOf, type ScalarType } from './schema-path.ts';
import type { TableLayout } from './table-layout.ts';

/**
 * A selector (or a part) as SQL. `sql` undefined: no constraint. `exact`: the SQL accepts just what the selector
 * accepts; otherwise it accepts more, and the rows must still pass RxDB's matcher.
 */
export interface SqlCondition {
  readonly sql: string | undefined;
  readonly parameters: readonly SqlValue[];
  readonly exact: boolean;
}

/** A path that SQL can read, and how. */
export interface SqlPath extends PathType {
  readonly expression: string;
  /** A column of its own, with the exact value. */
  readonly isColumn: boolean;
}

const ANYTHING: SqlCondition = { sql: undefined, parameters: [], exact: true };
const UNKNOWN: SqlCondition = { sql: undefined, parameters: [], exact: false };
const MAXIMUM_PARAMETERS = 20_000;
const MAXIMUM_LISTED_VALUES = 50;
const COMPARISONS: Readonly<Record<string, string>> = { $gt: '>', $gte: '>=', $lt: '<', $lte: '<=' };
const PLAIN_NAME = /^[a-zA-Z0-9_-]+$/;
/** From here on SQLite's byte order and JavaScript's UTF-16 order can differ. */
const ORDER_UNSAFE = /[\ud800-\uffff]/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Where a path can be read in SQL; undefined when only JavaScript can compare it. */
export function sqlPathOf(layout: TableLayout, path: string): SqlPath | undefined {
  const type = pathTypeOf(layout.schema, path);
  if (type === undefined) return undefined;
  const column = layout.columnOfPath.get(path);
  if (column !== undefined) return { ...type, expression: column, isColumn: true };
  if (!isPlainPath(path)) return undefined;
  return { ...type, expression: `json_extract(data, '${jsonPath(path)}')`, isColumn: false };
}

/** Compiles a normalized Mango selector. Never narrower than the selector. */
export function selectorToSql(layout: TableLayout, selector: object): SqlCondition {
  const condition = compileSelector(layout, selector);
  return condition.parameters.length > MAXIMUM_PARAMETERS ? UNKNOWN : condition;
}

function compileSelector(layout: TableLayout, selector: object): SqlCondition {
  return all(Object.entries(selector).map(([key, value]: [string, unknown]) => compileEntry(layout, key, value)));
}

function compileEntry(layout: TableLayout, key: string, value: unknown): SqlCondition {
  if (key === '$and' || key === '$or' || key === '$nor') {
    if (!Array.isArray(value) || value.length === 0 || !value.every(isPlainObject)) return UNKNOWN;
    const parts = value.map((part: object) => compileSelector(layout, part));
    if (key === '$and') return all(parts);
    return key === '$or' ? any(parts) : negated(any(parts));
  }
  return key.startsWith('$') ? UNKNOWN : compileField(layout, key, value);
}

function compileField(layout: TableLayout, path: string, matcher: unknown): SqlCondition {
  // {field: {}} and {field: {a: 1}} compare with an object.
  if (!isPlainObject(matcher) || Object.keys(matcher).length === 0) return UNKNOWN;
  const field = sqlPathOf(layout, path);
  if (field === undefined) return UNKNOWN;
  return all(
    Object.entries(matcher).map(([operator, operand]: [string, unknown]) =>
      operator === '$not'
        ? negated(compileField(layout, path, operand))
        : compileOperator(field, path, operator, operand),
    ),
  );
}

function compileOperator(field: SqlPath, path: string, operator: string, operand: unknown): SqlCondition {
  const { expression } = field;
  switch (operator) {
    case '$eq':
      return isOneOf(field, [operand]);
    case '$ne':
      return negated(isOneOf(field, [operand]));
    case '$in':
      return Array.isArray(operand) ? isOneOf(field, operand) : UNKNOWN;
    case '$nin':
      return Array.isArray(operand) ? negated(isOneOf(field, operand)) : UNKNOWN;
    case '$exists':
      if (typeof operand !== 'boolean' || !isPlainPath(path)) return UNKNOWN;
      return exactly(`json_type(data, '${jsonPath(path)}') IS ${operand ? 'NOT NULL' : 'NULL'}`);
    default: {
      const comparison = Object.hasOwn(COMPARISONS, operator) ? COMPARISONS[operator] : undefined;
      if (comparison === undefined || field.type === 'boolean' || !isComparable(field, operand)) return UNKNOWN;
      if (typeof operand === 'string' && ORDER_UNSAFE.test(operand)) return UNKNOWN;
      return exactly(`${expression} ${comparison} ?`, [operand as SqlValue]);
    }
  }
}

/** `null` in the list stands for null and missing, as in MongoDB. */
function isOneOf(field: SqlPath, operands: readonly unknown[]): SqlCondition {
  const { expression } = field;
  const values = operands.filter((operand) => operand !== null);
  if (!values.every((value) => isComparable(field, value))) return UNKNOWN;
  const parts: SqlCondition[] = [];
  if (values.length < operands.length) parts.push(exactly(`${expression} IS NULL`));
  const bound = values.map((value) => (typeof value === 'boolean' ? Number(value) : value) as SqlValue);
  if (bound.length === 1) {
    parts.push(exactly(`${expression} = ?`, bound));
  } else if (bound.length > MAXIMUM_LISTED_VALUES) {
    if (!bound.every(isSafeInJson)) return UNKNOWN;
    parts.push(exactly(`${expression} IN (SELECT value FROM json_each(?))`, [JSON.stringify(bound)]));
  } else if (bound.length > 1) {
    parts.push(exactly(`${expression} IN (?${', ?'.repeat(bound.length - 1)})`, bound));
  }
  return parts.length === 0 ? exactly('0') : any(parts);
}

function isComparable(field: SqlPath, operand: unknown): boolean {
  const expected: Record<ScalarType, string> = {
    string: 'string',
    number: 'number',
    integer: 'number',
    boolean: 'boolean',
  };
  if (typeof operand !== expected[field.type]) return false;
  if (typeof operand === 'string') return !LONE_SURROGATE.test(operand);
  if (typeof operand !== 'number' || !Number.isFinite(operand)) return typeof operand === 'boolean';
  return field.isColumn || isSafeInJson(operand);
}

/**
 * Above 2^53 JavaScript writes the shortest decimal of a number to JSON, which SQLite reads as another 64-bit integer.
 * Fractions it reads exactly (4 million random doubles, SQLite 3.53).
 */
function isSafeInJson(value: unknown): boolean {
  return typeof value !== 'number' || Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

function exactly(sql: string, parameters: readonly SqlValue[] = []): SqlCondition {
  return { sql, parameters, exact: true };
}

function all(parts: readonly SqlCondition[]): SqlCondition {
  const exact = parts.every((part) => part.exact);
  const constraints = parts.filter((part) => part.sql !== undefined);
  if (constraints.length === 0) return exact ? ANYTHING : UNKNOWN;
  if (constraints.length === 1 && constraints[0] !== undefined) return { ...constraints[0], exact };
  return { sql: joined(constraints, ' AND '), parameters: constraints.flatMap((part) => part.parameters), exact };
}

function any(parts: readonly SqlCondition[]): SqlCondition {
  const exact = parts.every((part) => part.exact);
  if (parts.length === 1 && parts[0] !== undefined) return parts[0];
  if (parts.some((part) => part.sql === undefined)) return exact ? ANYTHING : UNKNOWN;
  return { sql: joined(parts, ' OR '), parameters: parts.flatMap((part) => part.parameters), exact };
}

/** A comparison with NULL is NULL in SQL and false in JavaScript, so its negation must be true: IS NOT TRUE. */
function negated(part: SqlCondition): SqlCondition {
  if (!part.exact) return UNKNOWN;
  return { sql: part.sql === undefined ? '0' : `(${part.sql}) IS NOT TRUE`, parameters: part.parameters, exact: true };
}

function joined(parts: readonly SqlCondition[], separator: string): string {
  return parts.map((part) => `(${part.sql})`).join(separator);
}

/** Whether the path can stand inside an SQL string without any escaping. */
function isPlainPath(path: string): boolean {
  return path.split('.').every((name) => PLAIN_NAME.test(name));
}

function jsonPath(path: string): string {
  return `$."${path.replaceAll('.', '"."')}"`;
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RegExp);
}
