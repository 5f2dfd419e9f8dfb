import { any, exactly, NEVER, type SqlCondition, UNKNOWN } from './sql-condition.ts';

/** JSON types of SQLite by the names and numbers that `$type` knows. */
const JSON_TYPES: ReadonlyMap<unknown, readonly string[]> = new Map<unknown, readonly string[]>([
  ...names(['boolean', 'bool', 8], ['true', 'false']),
  ...names(['number', 'double', 'decimal', 1, 19], ['integer', 'real']),
  ...names(['string', 2], ['text']),
  ...names(['array', 4], ['array']),
  ...names(['object', 3], ['object']),
  ...names(['null', 10], ['null']),
  ...names(['date', 'regexp', 'regex', 9, 11], []),
]);
const WHOLE_NUMBERS: ReadonlySet<unknown> = new Set(['int', 'long', 16, 18]);
const NULL_OR_MISSING: ReadonlySet<unknown> = new Set(['undefined', 6]);

function names(keys: readonly unknown[], types: readonly string[]): (readonly [unknown, readonly string[]])[] {
  return keys.map((key) => [key, types] as const);
}

/**
 * `$type`, of one type or a list of them.
 * @param jsonType SQL: `json_type` of the value, NULL when it is missing
 * @param value SQL: the value, for the question whether a fraction is whole
 */
export function hasType(jsonType: string, value: string, operand: unknown): SqlCondition {
  const wanted: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  return any(wanted.map((one) => hasOneType(jsonType, value, one)));
}

function hasOneType(jsonType: string, value: string, wanted: unknown): SqlCondition {
  if (NULL_OR_MISSING.has(wanted)) return exactly(`coalesce(${jsonType}, 'null') = 'null'`);
  if (WHOLE_NUMBERS.has(wanted)) {
    return exactly(`${jsonType} = 'integer' OR (${jsonType} = 'real' AND floor(${value}) = ${value})`);
  }
  const types = JSON_TYPES.get(wanted);
  if (types === undefined) return UNKNOWN;
  return types.length === 0 ? NEVER : exactly(`${jsonType} IN ('${types.join("', '")}')`);
}
