import { any, exactly, NEVER, negated, type SqlCondition, UNKNOWN } from './sql-condition.ts';
import { hasType } from './sql-type-names.ts';
import {
  type Comparison,
  compared,
  hasRemainder,
  isComparable,
  isNullOrMissing,
  isOneOf,
  isPlainOperand,
  isPresent,
  matches,
  type SqlScalar,
} from './sql-value.ts';

/** The comparisons of Mango as those of SQL. */
const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ['$gt', '>'],
  ['$gte', '>='],
  ['$lt', '<'],
  ['$lte', '<='],
]);

/** Compiles an operator on a scalar. `options`: the `$options` beside a `$regex`. */
export function compileScalarOperator(
  scalar: SqlScalar,
  operator: string,
  operand: unknown,
  options: unknown,
): SqlCondition {
  switch (operator) {
    case '$eq':
      return compileIn(scalar, [operand ?? null]);
    case '$in':
      return Array.isArray(operand) ? compileIn(scalar, operand) : UNKNOWN;
    case '$exists':
      return operand ? isPresent(scalar) : negated(isPresent(scalar));
    case '$type':
      return hasType(scalar.jsonType, scalar.value, operand);
    case '$mod':
      return hasRemainder(scalar, operand);
    case '$regex':
      return matches(scalar, operand, options);
    case '$size':
      return NEVER;
    case '$elemMatch':
      return isPlainObject(operand) ? NEVER : UNKNOWN;
    default:
      return compileComparison(scalar, operator, operand);
  }
}

/** Compares only within one type; null is at least, and at most, null. */
export function compileComparison(scalar: SqlScalar, operator: string, operand: unknown): SqlCondition {
  const comparison = COMPARISONS.get(operator);
  if (comparison === undefined || operand === undefined || !isPlainOperand(operand)) return UNKNOWN;
  if (operand === null) return comparison.endsWith('=') ? exactly(`${scalar.jsonType} = 'null'`) : NEVER;
  return isComparable(scalar, operand) ? compared(scalar, comparison, operand) : NEVER;
}

/** The operands that can be equal to the scalar; undefined when SQL cannot compare with one of the others. */
export function comparableOf(
  scalar: SqlScalar,
  operands: readonly unknown[],
): (string | number | boolean)[] | undefined {
  if (!operands.every((operand) => isPlainOperand(operand) && !(operand instanceof RegExp))) return undefined;
  return operands.filter((operand) => isComparable(scalar, operand));
}

/** `null` among the operands stands for null and missing, as in MongoDB. */
function compileIn(scalar: SqlScalar, operands: readonly unknown[]): SqlCondition {
  const comparable = comparableOf(scalar, operands);
  if (comparable === undefined) return UNKNOWN;
  const isOne = isOneOf(scalar, comparable);
  return operands.includes(null) ? any([isNullOrMissing(scalar), isOne]) : isOne;
}

/** Whether something is an object of operators, or of fields. */
export function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RegExp);
}
