import type { SqlValue } from 'better-sqlite3';
import { needsColumnForm } from './text-order.ts';

/** What two selectors have in common that differ only in the values compared with. */
export interface SelectorShape {
  readonly key: string;
  /** The values that become parameters, in their order in the selector. */
  readonly parameters: readonly SqlValue[];
}

const COMPARISONS = new Set(['$eq', '$gt', '$gte', '$lt', '$lte']);
const SEPARATOR = '\0';

/**
 * The shape of a selector that only compares paths with ordinary texts, numbers and booleans, as nearly all do; undefined for
 * any other. Selectors of one shape have the same SQL, so that asking again with other values compiles nothing: compiling takes
 * about as long as a small count in SQLite.
 */
export function shapeOf(selector: object): SelectorShape | undefined {
  const parameters: SqlValue[] = [];
  let key = '';
  for (const [path, matcher] of Object.entries(selector) as [string, unknown][]) {
    if (path.startsWith('$') || path.includes(SEPARATOR)) return undefined;
    const part = partOf(matcher, parameters);
    if (part === '') return undefined;
    key += `${SEPARATOR}${path}${part}`;
  }
  return { key, parameters };
}

/** The operators of a path with the types of their operands; empty when one is not ordinary. */
function partOf(matcher: unknown, parameters: SqlValue[]): string {
  if (typeof matcher !== 'object' || matcher === null) return '';
  let part = '';
  for (const [operator, operand] of Object.entries(matcher) as [string, unknown][]) {
    if (!COMPARISONS.has(operator)) return '';
    // A boolean stands in the SQL itself.
    if (typeof operand === 'boolean') part += `${SEPARATOR}${operator} ${operand}`;
    else if (isOrdinary(operand)) {
      part += `${SEPARATOR}${operator} ${typeof operand}`;
      parameters.push(operand);
    } else return '';
  }
  return part;
}

function isOrdinary(operand: unknown): operand is string | number {
  if (typeof operand === 'string') return !needsColumnForm(operand);
  return typeof operand === 'number' && Math.abs(operand) <= Number.MAX_SAFE_INTEGER;
}
