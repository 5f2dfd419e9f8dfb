import { compileListOperator } from './list-to-sql.ts';
import { compileScalarOperator, isPlainObject } from './scalar-to-sql.ts';
import { all, any, exactly, NEVER, negated, type SqlCondition, UNKNOWN } from './sql-condition.ts';
import { deeper, documentScope, type SqlPlace, type SqlScope, sqlPlaceOf } from './sql-scope.ts';
import { hasType } from './sql-type-names.ts';
import type { TableLayout } from './table-layout.ts';

const MOST_PARAMETERS = 20_000;
/** SQLite refuses expressions that are nested more than 1000 deep; a level here is a few there. */
const DEEPEST = 100;

/** Compiles a normalized Mango selector. */
export function selectorToSql(layout: TableLayout, selector: object): SqlCondition {
  const condition = compileSelector(documentScope(layout), selector);
  const { may } = condition;
  return typeof may !== 'boolean' && may.parameters.length > MOST_PARAMETERS ? UNKNOWN : condition;
}

/** Compiles a selector on the documents, or items, of a scope. */
function compileSelector(scope: SqlScope, selector: object): SqlCondition {
  if (scope.depth > DEEPEST) return UNKNOWN;
  return all(Object.entries(selector).map(([key, value]: [string, unknown]) => compileEntry(scope, key, value)));
}

function compileEntry(scope: SqlScope, key: string, value: unknown): SqlCondition {
  if (key === '$and' || key === '$or' || key === '$nor') {
    if (!Array.isArray(value) || !value.every(isPlainObject)) return UNKNOWN;
    const parts = value.map((part: object) => compileSelector(deeper(scope), part));
    if (key === '$and') return all(parts);
    return key === '$or' ? any(parts) : all(parts.map(negated));
  }
  if (key.startsWith('$')) return UNKNOWN;
  const place = sqlPlaceOf(scope, key);
  return place === undefined ? UNKNOWN : compileMatcher(scope, place, value);
}

/** Compiles what is asked of one path: an object of operators, or a value that it must be equal to. */
function compileMatcher(scope: SqlScope, place: SqlPlace, matcher: unknown): SqlCondition {
  if (scope.depth > DEEPEST) return UNKNOWN;
  if (matcher instanceof RegExp) return compileOperator(scope, place, '$regex', matcher, undefined);
  if (!isPlainObject(matcher) || !Object.keys(matcher).some((key) => key.startsWith('$'))) {
    return compileOperator(scope, place, '$eq', matcher, undefined);
  }
  const { $options: options } = matcher as Readonly<Record<string, unknown>>;
  // Belongs to $regex; RxDB's matcher refuses it elsewhere.
  if (options !== undefined && !('$regex' in matcher)) return UNKNOWN;
  const parts: SqlCondition[] = [];
  for (const [operator, operand] of Object.entries(matcher)) {
    if (operator !== '$options') parts.push(compileOperator(scope, place, operator, operand, options));
  }
  return all(parts);
}

function compileOperator(
  scope: SqlScope,
  place: SqlPlace,
  operator: string,
  operand: unknown,
  options: unknown,
): SqlCondition {
  switch (operator) {
    case '$not':
      return negated(compileMatcher(deeper(scope), place, operand));
    case '$ne':
      return negated(compileOperator(scope, place, '$eq', operand, options));
    case '$nin':
      return negated(compileOperator(scope, place, '$in', operand, options));
    default:
  }
  switch (place.kind) {
    case 'scalar':
      return compileScalarOperator(place.scalar, operator, operand, options);
    case 'object':
      return compileObjectOperator(place.jsonType, operator, operand);
    case 'list':
      return compileListOperator(scope, place.list, operator, operand, options, {
        selector: compileSelector,
        matcher: compileMatcher,
      });
  }
}

/** Comparing whole objects is left to JavaScript. */
function compileObjectOperator(jsonType: string, operator: string, operand: unknown): SqlCondition {
  if (operator === '$exists') return exactly(`${jsonType} IS ${operand ? 'NOT NULL' : 'NULL'}`);
  if (operator === '$type') return hasType(jsonType, 'NULL', operand);
  if (operator === '$size') return NEVER;
  const isNull = operand === null || operand === undefined;
  return operator === '$eq' && isNull ? exactly(`coalesce(${jsonType}, 'null') = 'null'`) : UNKNOWN;
}
