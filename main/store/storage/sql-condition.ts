import type { SqlValue } from 'better-sqlite3';

/** An SQL expression with its parameters, in the order of its question marks. True when and only when it holds. */
export interface SqlText {
  readonly text: string;
  readonly parameters: readonly SqlValue[];
  /** The same expression negated, where that can be said better than `IS NOT TRUE`. */
  readonly inverse?: SqlText | undefined;
}

/** An SQL expression, or a constant. */
export type SqlBound = SqlText | boolean;

/**
 * A part of a selector as SQL, from both sides: every document that it accepts is in `may`, and every document in `must`
 * is accepted by it. Where both are the same, SQL decides alone; otherwise the rows of `may` need RxDB's matcher. With
 * only one of the two, `$not` and `$nor` of something inexact could not narrow anything.
 */
export interface SqlCondition {
  readonly may: SqlBound;
  readonly must: SqlBound;
}

const LONGEST_CHAIN = 50;

/** Accepts every document. */
export const ALWAYS: SqlCondition = { may: true, must: true };
/** Accepts no document. */
export const NEVER: SqlCondition = { may: false, must: false };
/** SQL can say nothing about it. */
export const UNKNOWN: SqlCondition = { may: true, must: false };

/** Whether SQL decides alone. */
export function isExact({ may, must }: SqlCondition): boolean {
  return may === must;
}

/** A condition that SQL says exactly. `inverse`: its negation, when an index can serve that. */
export function exactly(
  text: string,
  parameters: readonly SqlValue[] = [],
  inverse?: { readonly text: string; readonly parameters: readonly SqlValue[] },
): SqlCondition {
  const condition: SqlText = { text, parameters };
  const bound =
    inverse === undefined
      ? condition
      : { text, parameters, inverse: { text: inverse.text, parameters: inverse.parameters, inverse: condition } };
  return { may: bound, must: bound };
}

/** A condition of which only a part can be said: what is accepted is among `narrowing`. */
export function among(narrowing: SqlCondition): SqlCondition {
  return { may: narrowing.may, must: false };
}

/** All of them. */
export function all(parts: readonly SqlCondition[]): SqlCondition {
  return combined(parts, (bounds) => joined(bounds, ' AND ', true));
}

/** At least one of them. */
export function any(parts: readonly SqlCondition[]): SqlCondition {
  return combined(parts, (bounds) => joined(bounds, ' OR ', false));
}

/** What the condition does not accept. */
export function negated({ may, must }: SqlCondition): SqlCondition {
  if (may === must) {
    const bound = opposite(may);
    return { may: bound, must: bound };
  }
  return { may: opposite(must), must: opposite(may) };
}

/** The condition with both its sides put into a larger expression that is true of more rows when the side is. */
export function wrapped(condition: SqlCondition, wrap: (inside: SqlBound) => SqlBound): SqlCondition {
  const may = wrap(condition.may);
  return { may, must: condition.may === condition.must ? may : wrap(condition.must) };
}

function combined(parts: readonly SqlCondition[], combine: (bounds: readonly SqlBound[]) => SqlBound): SqlCondition {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const may = combine(parts.map((part) => part.may));
  return { may, must: parts.every(isExact) ? may : combine(parts.map((part) => part.must)) };
}

/** `neutral` changes nothing in the combination; its opposite decides it. */
function joined(bounds: readonly SqlBound[], separator: string, neutral: boolean): SqlBound {
  if (bounds.includes(!neutral)) return !neutral;
  const texts = bounds.filter((bound): bound is SqlText => typeof bound !== 'boolean');
  if (texts.length === 0) return neutral;
  if (texts.length === 1 && texts[0] !== undefined) return texts[0];
  return { text: balanced(texts, separator), parameters: texts.flatMap(({ parameters }) => parameters) };
}

/** SQLite nests a chain of operators one deeper per part, and refuses more than 1000; halves nest ten deep then. */
function balanced(texts: readonly SqlText[], separator: string): string {
  if (texts.length <= LONGEST_CHAIN) return texts.map(({ text }) => `(${text})`).join(separator);
  const half = Math.ceil(texts.length / 2);
  return `(${balanced(texts.slice(0, half), separator)})${separator}(${balanced(texts.slice(half), separator)})`;
}

/** A comparison with NULL is NULL in SQL and false in JavaScript, so its negation must be true: IS NOT TRUE. */
function opposite(bound: SqlBound): SqlBound {
  if (typeof bound === 'boolean') return !bound;
  if (bound.inverse !== undefined) return bound.inverse;
  return { text: `(${bound.text}) IS NOT TRUE`, parameters: bound.parameters, inverse: bound };
}
