/** What a change of a JSON schema means for documents that were written before it. */
export type SchemaChange =
  /** The two schemas say the same. */
  | 'none'
  /** Every document that the old schema accepts is accepted by the new one: indexes may differ. */
  | 'additive'
  /** Some document of the old schema may be refused by the new one, or this function cannot tell. */
  | 'breaking';

type Schema = Readonly<Record<string, unknown>>;

/** Keywords that say nothing about which values are right. `indexes` is RxDB's. */
const SILENT: ReadonlySet<string> = new Set([
  'title',
  'description',
  'default',
  'examples',
  '$comment',
  '$id',
  'indexes',
]);

const LOWER_BOUNDS: ReadonlySet<string> = new Set([
  'minLength',
  'minItems',
  'minProperties',
  'minimum',
  'exclusiveMinimum',
]);
const UPPER_BOUNDS: ReadonlySet<string> = new Set([
  'maxLength',
  'maxItems',
  'maxProperties',
  'maximum',
  'exclusiveMaximum',
]);

/** What RxDB itself goes by: how documents lie in the file, and under which key. */
const RXDB_KEYWORDS = ['version', 'primaryKey', 'keyCompression', 'encrypted', 'attachments', 'sharding'] as const;

/** Keywords that are judged together, because each gives the others their meaning. */
const OBJECT_KEYWORDS: ReadonlySet<string> = new Set(['properties', 'additionalProperties', 'patternProperties']);

/**
 * Compares two JSON schemas (drafts as RxDB and TypeBox write them). A keyword that it does not know counts as breaking as soon as
 * it differs, so a wrong answer can only cost time, never a document.
 */
export function schemaChange(before: object, after: object): SchemaChange {
  if (same(before, after)) return 'none';
  const [now, then] = [after as Schema, before as Schema];
  const sameForm = RXDB_KEYWORDS.every((keyword) => same(now[keyword], then[keyword]));
  return sameForm && accepts(now, then) ? 'additive' : 'breaking';
}

/** Whether every value that `before` accepts is accepted by `after`. */
function accepts(after: unknown, before: unknown): boolean {
  if (same(withoutSilent(after), withoutSilent(before)) || after === true || before === false) return true;
  if (!isSchema(after)) return false;
  const old: Schema = isSchema(before) ? before : {};
  if (!objectAccepts(after, old)) return false;
  return Object.keys(after).every((keyword) => OBJECT_KEYWORDS.has(keyword) || keywordAccepts(keyword, after, old));
}

function keywordAccepts(keyword: string, after: Schema, before: Schema): boolean {
  const [now, then] = [after[keyword], before[keyword]];
  if (SILENT.has(keyword) || now === undefined || same(now, then)) return true;
  if (LOWER_BOUNDS.has(keyword)) return isNumber(now) && isNumber(then) && now <= then;
  if (UPPER_BOUNDS.has(keyword)) return isNumber(now) && isNumber(then) && now >= then;
  switch (keyword) {
    case 'type':
      return typesAccept(now, then);
    case 'enum':
      return isSubset(before.const === undefined ? then : [before.const], now);
    case 'required':
      return isSubset(now, then ?? []);
    case 'uniqueItems':
      return now === false;
    case 'items':
      // Without `items` the old schema took any item.
      return then !== undefined && accepts(now, then);
    default:
      return false;
  }
}

/** `additionalProperties` left out, or true, takes anything under any name. */
function objectAccepts(after: Schema, before: Schema): boolean {
  if (!same(after.patternProperties, before.patternProperties)) return false;
  const now = propertiesOf(after);
  const then = propertiesOf(before);
  // RxDB and TypeBox do not mix the two; which names a pattern takes away from `additionalProperties` is not worked out here.
  if (before.patternProperties !== undefined && !same(Object.keys(now).sort(), Object.keys(then).sort())) return false;
  const rest = after.additionalProperties ?? true;
  const restThen = before.additionalProperties ?? true;
  if (!accepts(rest, restThen)) return false;
  const known = Object.entries(then).every(([name, schema]) => accepts(ownOf(now, name) ?? rest, schema));
  const added = Object.entries(now).filter(([name]) => !Object.hasOwn(then, name));
  // What a new property's name held before was judged by the old schema's `additionalProperties`.
  return known && added.every(([, schema]) => accepts(schema, restThen));
}

function typesAccept(after: unknown, before: unknown): boolean {
  if (before === undefined) return false;
  const now = listOf(after);
  return listOf(before).every((type) => now.includes(type) || (type === 'integer' && now.includes('number')));
}

function isSubset(part: unknown, whole: unknown): boolean {
  if (!Array.isArray(part) || !Array.isArray(whole)) return false;
  return part.every((item) => whole.some((other) => same(item, other)));
}

function propertiesOf(schema: Schema): Schema {
  return isSchema(schema.properties) ? schema.properties : {};
}

function ownOf(schemas: Schema, name: string): unknown {
  return Object.hasOwn(schemas, name) ? schemas[name] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withoutSilent(schema: unknown): unknown {
  if (!isSchema(schema)) return schema;
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !SILENT.has(keyword)));
}

/** Equal JSON values, whatever the order of keys. */
function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => same(item, other[index]));
  }
  if (!isSchema(one) || !isSchema(other)) return false;
  const names = Object.keys(one).filter((name) => one[name] !== undefined);
  const others = Object.keys(other).filter((name) => other[name] !== undefined);
  return (
    names.length === others.length && names.every((name) => Object.hasOwn(other, name) && same(one[name], other[name]))
  );
}
