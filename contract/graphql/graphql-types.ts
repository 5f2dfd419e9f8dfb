import { isOpenRecord, type JsonSchema, propertiesOf, titleOf } from './json-schema.ts';

const largestGraphqlInt = 2 ** 31 - 1;

/** Name of the GraphQL type that carries values of this schema, without its `!`. */
export function graphqlTypeName(schema: JsonSchema): string {
  if (schema.enum !== undefined) return titleOf(schema);
  if (schema.type === 'array' && schema.items !== undefined) return `[${graphqlTypeName(schema.items)}!]`;
  if (schema.type === 'object') return isOpenRecord(schema) ? 'JSON' : titleOf(schema);
  if (schema.type === 'string') return 'String';
  if (schema.type === 'boolean') return 'Boolean';
  // GraphQL's Int has 32 bits: one file over 2 GB would make a whole pull fail.
  if (schema.type === 'integer') return (schema.maximum ?? Infinity) <= largestGraphqlInt ? 'Int' : 'Float';
  if (schema.type === 'number') return 'Float';
  throw new Error(`No GraphQL type for JSON Schema type ${String(schema.type)}`);
}

/** Named types collected from entity schemas, in order of first use. */
export interface NamedTypes {
  readonly records: Map<string, JsonSchema>;
  readonly wordSets: Map<string, readonly string[]>;
}

/** An empty collection to pass to `collectTypes`. */
export function emptyTypes(): NamedTypes {
  return { records: new Map(), wordSets: new Map() };
}

/**
 * Adds every record and word set reachable from the schema.
 *
 * @throws Error when two different shapes carry the same title (a bug in contract/entities)
 */
export function collectTypes(schema: JsonSchema, into: NamedTypes): void {
  if (schema.enum !== undefined) {
    addOnce(into.wordSets, titleOf(schema), schema.enum);
  } else if (schema.type === 'array' && schema.items !== undefined) {
    collectTypes(schema.items, into);
  } else if (schema.type === 'object' && !isOpenRecord(schema)) {
    addOnce(into.records, titleOf(schema), schema);
    for (const [, property] of propertiesOf(schema)) collectTypes(property, into);
  }
}

function addOnce<Shape>(map: Map<string, Shape>, title: string, shape: Shape): void {
  const known = map.get(title);
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(shape)) {
    throw new Error(`Two different shapes are titled ${title}`);
  }
  map.set(title, shape);
}

/** The fields of a record as lines of SDL; `!` where the field is required. */
export function fieldLines(record: JsonSchema): readonly string[] {
  const required = new Set(record.required ?? []);
  return propertiesOf(record).map(([name, schema]) => {
    return `${name}: ${graphqlTypeName(schema)}${required.has(name) ? '!' : ''}`;
  });
}
