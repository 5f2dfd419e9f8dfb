import type { SqlValue } from 'better-sqlite3';
import type { PathType } from './schema-path.ts';
import { among, any, exactly, NEVER, negated, type SqlCondition, UNKNOWN } from './sql-condition.ts';
import { needsColumnForm, toColumnText } from './text-order.ts';

/** A scalar somewhere in a document, as SQL reads it. */
export interface SqlScalar extends PathType {
  /** Text, number, 0 or 1; NULL for null and missing. */
  readonly value: string;
  /** As JSON text; NULL for missing. */
  readonly json: string;
  /** `json_type`: NULL for missing, 'null' for null. */
  readonly jsonType: string;
  /** `value` is a column of its own: its texts have the form of `toColumnText`. */
  readonly isColumn: boolean;
}

const MOST_LISTED = 50;
const INVERSE = { '>': '<=', '>=': '<', '<': '>=', '<=': '>' } as const;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** The comparisons of SQL. */
export type Comparison = keyof typeof INVERSE;

/** Whether an operand has the type of the field, so that SQL can compare them. */
export function isComparable({ type }: PathType, operand: unknown): operand is string | number | boolean {
  if (type === 'string' || type === 'boolean') return typeof operand === type;
  return typeof operand === 'number';
}

/** Whether nothing that JSON holds can be equal to it without being of its type: NaN and infinity are stored as null. */
export function isPlainOperand(operand: unknown): boolean {
  return typeof operand === 'number' ? Number.isFinite(operand) : typeof operand !== 'bigint';
}

/** `value > ?` and the like; false for null and missing. The operand has the field's type. */
export function compared(scalar: SqlScalar, comparison: Comparison, operand: string | number | boolean): SqlCondition {
  const { value, bound } = operandFor(scalar, [operand]);
  const text = `${value} ${comparison} ?`;
  if (!scalar.isColumn) return exactly(text, bound);
  const inverse = { text: `${value} ${INVERSE[comparison]} ? OR ${value} IS NULL`, parameters: bound };
  return exactly(text, bound, inverse);
}

/** `value` is one of the operands, all of the field's type. */
export function isOneOf(scalar: SqlScalar, operands: readonly (string | number | boolean)[]): SqlCondition {
  if (operands.length === 0) return NEVER;
  const { value, bound, isLarge } = operandFor(scalar, operands);
  if (scalar.type === 'boolean') {
    return any([...new Set(bound)].map((one) => exactly(`${value} = ${one}`)));
  }
  if (bound.length === 1) {
    return exactly(
      `${value} = ?`,
      bound,
      scalar.isColumn ? { text: `${value} IS NOT ?`, parameters: bound } : undefined,
    );
  }
  if (bound.length > MOST_LISTED) {
    const listed = isLarge ? 'CAST(value AS REAL)' : 'value';
    return exactly(`${value} IN (SELECT ${listed} FROM json_each(?))`, [JSON.stringify(bound)]);
  }
  return exactly(`${value} IN (?${', ?'.repeat(bound.length - 1)})`, bound);
}

/** Null or missing. */
export function isNullOrMissing({ value }: SqlScalar): SqlCondition {
  return exactly(`${value} IS NULL`, [], { text: `${value} IS NOT NULL`, parameters: [] });
}

/** Present, be it null. */
export function isPresent({ value, jsonType, isColumn }: SqlScalar): SqlCondition {
  if (!isColumn) return exactly(`${jsonType} IS NOT NULL`, [], { text: `${jsonType} IS NULL`, parameters: [] });
  const inverse = { text: `${value} IS NULL AND ${jsonType} IS NULL`, parameters: [] };
  return exactly(`${value} IS NOT NULL OR ${jsonType} IS NOT NULL`, [], inverse);
}

/** `$mod`, as JavaScript computes it: fractions have a remainder, and null is 0. */
export function hasRemainder(scalar: SqlScalar, operand: unknown): SqlCondition {
  if (!Array.isArray(operand)) return UNKNOWN;
  const [divisor, remainder]: unknown[] = operand;
  if (operand.length !== 2 || divisor === 0) return NEVER;
  if (!Number.isFinite(divisor) || !Number.isFinite(remainder) || scalar.type === 'string') return UNKNOWN;
  const divides = exactly(`mod(${scalar.value}, ?) = ?`, [divisor as number, remainder as number]);
  return remainder === 0 ? any([divides, exactly(`${scalar.jsonType} = 'null'`)]) : divides;
}

/** `$regex` with its `$options`, narrowed to the texts that begin with what the pattern begins with. */
export function matches(scalar: SqlScalar, operand: unknown, options: unknown): SqlCondition {
  const pattern = patternOf(operand, options);
  // What a pattern with `g` or `y` finds depends on what it was tried on before.
  if (pattern === undefined || pattern.global || pattern.sticky) return UNKNOWN;
  if (scalar.type !== 'string') return NEVER;
  const parameters = [pattern.source, pattern.flags];
  if (parameters.some((parameter) => LONE_SURROGATE.test(parameter))) return UNKNOWN;
  const decides = scalar.isColumn
    ? exactly(`column_matches(?, ?, ${scalar.value})`, parameters)
    : exactly(`json_matches(?, ?, ${scalar.json})`, parameters);
  const beginning = pattern.flags === '' || pattern.flags === 's' ? literalBeginning(pattern.source) : '';
  if (beginning === '' || (!scalar.isColumn && needsColumnForm(beginning))) return decides;
  const first = toColumnText(beginning);
  const range = exactly(`${scalar.value} >= ? AND ${scalar.value} < ?`, [first, following(first)]);
  return conjunction(range, decides);
}

/** Both; a negation is that of the second, which decides alone. */
function conjunction(narrowing: SqlCondition, decides: SqlCondition): SqlCondition {
  const { may } = among(narrowing);
  if (typeof may === 'boolean' || typeof decides.may === 'boolean') return decides;
  const parameters = [...may.parameters, ...decides.may.parameters];
  const { may: opposite } = negated(decides);
  return exactly(
    `${may.text} AND ${decides.may.text}`,
    parameters,
    typeof opposite === 'boolean' ? undefined : opposite,
  );
}

function patternOf(operand: unknown, options: unknown): RegExp | undefined {
  if (typeof operand !== 'string' && !(operand instanceof RegExp)) return undefined;
  if (options !== undefined && typeof options !== 'string') return undefined;
  try {
    return new RegExp(operand, options);
  } catch {
    // RxDB's matcher says what is wrong with it.
    return undefined;
  }
}

/** The characters that every match of `^...` begins with; empty when that cannot be told simply. */
function literalBeginning(source: string): string {
  if (!source.startsWith('^') || source.includes('|')) return '';
  const literals: string[] = [];
  const rest = source.slice(1);
  for (const [token] of rest.matchAll(/\\[^a-zA-Z0-9]|[^\\]|\\./gsu)) {
    if (/^[?*+{]$/.test(token)) {
      literals.pop();
      break;
    }
    if (/^(?:[.^$()[\]}]|\\[a-zA-Z0-9])$/.test(token)) break;
    literals.push(token.length > 1 && token.startsWith('\\') ? token.slice(1) : token);
  }
  return literals.join('');
}

/** The first text after all that begin with this one, in the order of columns. */
function following(text: string): string {
  const points = [...text];
  const last = points.pop()?.codePointAt(0) ?? 0;
  return `${points.join('')}${String.fromCodePoint(last === 0xd7ff ? 0xe000 : last + 1)}`;
}

interface Operands {
  readonly value: string;
  readonly bound: SqlValue[];
  /** Some are numbers that JSON text does not hold to the last bit. */
  readonly isLarge: boolean;
}

/**
 * The operands as they are bound, and the expression to compare with them. Above 2^53 JavaScript writes the shortest
 * decimal of a number to JSON, which SQLite reads as another 64-bit integer; as REAL it is the same number again.
 */
function operandFor(
  { value, json, isColumn, type }: SqlScalar,
  operands: readonly (string | number | boolean)[],
): Operands {
  if (type === 'boolean') return { value, bound: operands.map(Number), isLarge: false };
  if (type === 'string') {
    const texts = operands as readonly string[];
    if (!texts.some((text) => needsColumnForm(text))) return { value, bound: [...texts], isLarge: false };
    return { value: isColumn ? value : `column_text(${json})`, bound: texts.map(toColumnText), isLarge: false };
  }
  const isLarge = operands.some((operand) => Math.abs(operand as number) > Number.MAX_SAFE_INTEGER);
  return {
    value: isLarge && !isColumn ? `CAST(${value} AS REAL)` : value,
    bound: [...(operands as number[])],
    isLarge,
  };
}
