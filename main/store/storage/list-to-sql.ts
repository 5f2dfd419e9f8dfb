import { comparableOf, compileComparison, isPlainObject } from './scalar-to-sql.ts';
import { isObjectNode } from './schema-path.ts';
import { ALWAYS, all, any, exactly, NEVER, negated, type SqlCondition, UNKNOWN, wrapped } from './sql-condition.ts';
import { itemScalarOf, itemScope, type SqlList, type SqlPlace, type SqlScope } from './sql-scope.ts';
import { hasType } from './sql-type-names.ts';
import { hasRemainder, isOneOf, matches, type SqlScalar } from './sql-value.ts';

/** How selectors and matchers inside `$elemMatch` are compiled. */
export interface InsideCompilers {
  readonly selector: (scope: SqlScope, selector: object) => SqlCondition;
  readonly matcher: (scope: SqlScope, place: SqlPlace, matcher: object) => SqlCondition;
}

const SELECTOR_OPERATORS: ReadonlySet<string> = new Set(['$and', '$or', '$nor']);
const OPERATOR = /^\$[a-zA-Z0-9_]+$/;

/**
 * Compiles an operator on a list of scalars or objects, or on a path that leads through one (`parties.name`). As in
 * MongoDB most operators ask whether some item fits, and a list that is null counts as a single null.
 */
export function compileListOperator(
  scope: SqlScope,
  list: SqlList,
  operator: string,
  operand: unknown,
  options: unknown,
  inside: InsideCompilers,
): SqlCondition {
  if (operator === '$elemMatch') return compileElementMatch(scope, list, operand, inside);
  const isWhole = list.rest === '';
  if (isWhole && operator === '$exists') return isPresent(list, operand);
  if (isWhole && operator === '$type') return hasType(typeOf(list), 'NULL', operand);
  if (isWhole && operator === '$size') return hasLength(list, `json_array_length(data, ${list.path})`, operand);
  const scalar = itemScalarOf(list);
  if (scalar === undefined) return UNKNOWN;
  switch (operator) {
    case '$exists': {
      const some = someItem(list, exactly(`${scalar.jsonType} IS NOT NULL`));
      return operand ? some : negated(some);
    }
    case '$size':
      return hasLength(list, `(SELECT count(${scalar.jsonType}) FROM ${itemsOf(list)})`, operand);
    case '$eq':
      return Array.isArray(operand) ? isSameList(list, operand) : hasOneOf(list, scalar, [operand]);
    case '$in':
      return Array.isArray(operand) ? hasOneOf(list, scalar, operand) : UNKNOWN;
    case '$mod':
      return someItem(list, hasRemainder(scalar, operand));
    case '$regex':
      return someItem(list, matches(scalar, operand, options));
    default:
      return someItem(list, compileComparison(scalar, operator, operand));
  }
}

/** Some item is one of the operands. Null among them also stands for a list that is missing, not for an empty one. */
function hasOneOf(list: SqlList, scalar: SqlScalar, operands: readonly unknown[]): SqlCondition {
  const comparable = comparableOf(scalar, operands);
  if (comparable === undefined || operands.includes(undefined)) return UNKNOWN;
  const isOne = isOneOf(scalar, comparable);
  if (!operands.includes(null)) return someItem(list, isOne);
  const missing =
    list.rest === '' ? exactly(`${typeOf(list)} IS NULL`) : exactly(`coalesce(${typeOf(list)}, 'null') = 'null'`);
  return any([missing, someItem(list, any([isOne, exactly(`${scalar.jsonType} = 'null'`)]))]);
}

/** The whole list, item by item. JSON text of scalars is the same exactly when they are. */
function isSameList(list: SqlList, operand: readonly unknown[]): SqlCondition {
  const isPlain = operand.every(
    (item) => item === null || ['string', 'boolean'].includes(typeof item) || Number.isFinite(item),
  );
  if (!isPlain || list.rest !== '') return UNKNOWN;
  return exactly(`(data -> ${list.path}) = ?`, [JSON.stringify(operand)]);
}

function compileElementMatch(scope: SqlScope, list: SqlList, operand: unknown, inside: InsideCompilers): SqlCondition {
  if (!isPlainObject(operand)) return UNKNOWN;
  const isList = exactly(`${typeOf(list)} = 'array'`);
  const keys = Object.keys(operand);
  const isOfOperators = keys.every((key) => OPERATOR.test(key) && !SELECTOR_OPERATORS.has(key));
  const scalar = itemScalarOf(list);
  if (keys.length === 0 || scalar === undefined || !isOfOperators) {
    const isSelector = keys.length === 0 || !isOfOperators;
    if (!isSelector || list.rest !== '' || !isObjectNode(list.items)) return UNKNOWN;
    const isObject = exactly(`${list.alias}.type = 'object'`);
    return all([isList, someItem(list, all([isObject, inside.selector(itemScope(scope, list), operand)]))]);
  }
  const isThere = list.rest === '' ? ALWAYS : exactly(`${scalar.jsonType} IS NOT NULL`);
  const fits = inside.matcher(itemScope(scope, list), { kind: 'scalar', scalar }, operand);
  return all([isList, someItem(list, all([isThere, fits]))]);
}

function isPresent(list: SqlList, operand: unknown): SqlCondition {
  return exactly(`${typeOf(list)} IS ${operand ? 'NOT NULL' : 'NULL'}`);
}

/** json_array_length is 0 for what is no list. */
function hasLength(list: SqlList, length: string, operand: unknown): SqlCondition {
  if (typeof operand !== 'number' || !Number.isFinite(operand)) return NEVER;
  return exactly(`${typeOf(list)} = 'array' AND ${length} = ?`, [operand]);
}

/** What cannot be said of an item cannot be said of the list either: some operators also accept a list that is missing. */
function someItem(list: SqlList, condition: SqlCondition): SqlCondition {
  if (condition === UNKNOWN) return UNKNOWN;
  return wrapped(condition, (bound) => {
    if (bound === false) return false;
    const where = bound === true ? '' : ` WHERE ${bound.text}`;
    return {
      // Not EXISTS: SQLite would make a join of it, and plan that by sort order.
      text: `(SELECT 1 FROM ${itemsOf(list)}${where} LIMIT 1) IS NOT NULL`,
      parameters: bound === true ? [] : bound.parameters,
    };
  });
}

function itemsOf({ path, alias }: SqlList): string {
  return `json_each(data, ${path}) AS ${alias}`;
}

function typeOf({ path }: SqlList): string {
  return `json_type(data, ${path})`;
}
