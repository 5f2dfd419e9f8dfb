import { type CollectionName, collections } from '../entities/index.ts';
import { isOpenRecord, type JsonSchema, jsonSchemaOf, propertiesOf } from './json-schema.ts';

/** What RxDB needs to open a collection; assignable to its `RxJsonSchema` of the document type. */
export interface RxdbSchema {
  readonly title: string;
  readonly version: 0;
  readonly primaryKey: 'id';
  readonly type: 'object';
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
  readonly indexes: readonly (readonly string[])[];
  readonly additionalProperties: false;
}

const copiedKeywords = [
  'type',
  'enum',
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
] as const;

function rxdbProperty(schema: JsonSchema): Record<string, unknown> {
  const kept = copiedKeywords.filter((keyword) => schema[keyword] !== undefined);
  const plain: Record<string, unknown> = Object.fromEntries(kept.map((keyword) => [keyword, schema[keyword]]));
  if (schema.items !== undefined) plain.items = rxdbProperty(schema.items);
  if (schema.type !== 'object') return plain;
  if (isOpenRecord(schema)) return { type: 'object', additionalProperties: true };
  return { ...plain, ...rxdbObject(schema) };
}

function rxdbObject(schema: JsonSchema) {
  return {
    properties: Object.fromEntries(propertiesOf(schema).map(([name, value]) => [name, rxdbProperty(value)])),
    required: [...(schema.required ?? [])],
    additionalProperties: false as const,
  };
}

/**
 * The RxDB schema of a collection. Version 0 for ever: a changed shape is answered by a new database name and a fresh
 * sync, which is faster and safer than RxDB's migration.
 *
 * @throws Error when an index names a field that RxDB cannot index (a bug in contract/entities)
 */
export function rxdbSchema(collection: CollectionName): RxdbSchema {
  const { schema, typeName, indexes } = collections[collection];
  const object = rxdbObject(jsonSchemaOf(schema));
  for (const field of indexes.flat()) {
    const property = object.properties[field];
    if (property?.type !== 'string' || typeof property.maxLength !== 'number') {
      throw new Error(`${collection}.${field} is indexed, so it must be a text with a maximum length`);
    }
  }
  return {
    title: typeName,
    version: 0,
    primaryKey: 'id',
    type: 'object',
    ...object,
    indexes: indexes.map((fields) => [...fields]),
  };
}
