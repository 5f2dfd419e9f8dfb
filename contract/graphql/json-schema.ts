import type { TSchema } from 'typebox';

/** The part of JSON Schema that Onthaal's TypeBox entities use, readable by the generators. */
export interface JsonSchema {
  readonly type?: string;
  readonly title?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly maximum?: number;
  readonly [keyword: string]: unknown;
}

/** Reads a TypeBox schema as the plain JSON Schema that it is. */
export function jsonSchemaOf(schema: TSchema): JsonSchema {
  return schema as unknown as JsonSchema;
}

/** True for `Type.Record`: an object with free keys, which GraphQL carries as the JSON scalar. */
export function isOpenRecord(schema: JsonSchema): boolean {
  return schema.type === 'object' && schema.properties === undefined;
}

/** The schema's own properties in their written order. */
export function propertiesOf(schema: JsonSchema): readonly (readonly [string, JsonSchema])[] {
  return Object.entries(schema.properties ?? {});
}

/** The title that gives a record or a word set its name in GraphQL. Throws when an entity forgot it (a bug). */
export function titleOf(schema: JsonSchema): string {
  if (schema.title === undefined) throw new Error('A record or word set in contract/entities has no title');
  return schema.title;
}
