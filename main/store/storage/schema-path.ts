import { getPrimaryFieldOfPrimaryKey } from 'rxdb';
import type { StoredSchema } from './types.ts';

/** The JSON types that SQL compares as mingo (RxDB's matcher) does. */
export type ScalarType = 'string' | 'number' | 'integer' | 'boolean';

/** What the schema says about one dotted path. */
export interface PathType {
  readonly type: ScalarType;
  /** The field may be absent, itself or one of its parents. */
  readonly optional: boolean;
  /** The field may be null. */
  readonly nullable: boolean;
}

/** A JSON schema, as far as paths go. */
export interface SchemaNode {
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: unknown;
}

/** Where a dotted path leads. `jsonPath` is what follows the `$` in SQLite's words. */
export type SchemaPlace =
  | (PathType & { readonly kind: 'scalar'; readonly jsonPath: string })
  | { readonly kind: 'object'; readonly jsonPath: string }
  /** A list, or `rest`: something inside each of its items. */
  | { readonly kind: 'list'; readonly jsonPath: string; readonly items: SchemaNode; readonly rest: string };

const SCALAR_TYPES: ReadonlySet<unknown> = new Set<ScalarType>(['string', 'number', 'integer', 'boolean']);
const POSITION = /^(?:0|[1-9]\d{0,8})$/;
const DIGITS = /^\d*$/;
/** Can stand between the quotes of an SQLite JSON path: nothing that JSON writes with a backslash. */
const PLAIN_NAME = /^[^"\\\p{Cc}\p{Surrogate}]+$/u;

/** What a path leads to; undefined when the schema does not say, or says more than one thing besides null. */
export function placeOf(schema: SchemaNode, path: string): SchemaPlace | undefined {
  const names = path.split('.');
  let node = schema;
  let jsonPath = '';
  let optional = false;
  let nullable = false;
  for (const [depth, name] of names.entries()) {
    const type = typesOf(node)?.single;
    if (type === 'array' && !DIGITS.test(name)) return listPlace(node, jsonPath, names.slice(depth).join('.'));
    const child = type === 'array' ? itemAt(node, name) : type === 'object' ? propertyOf(node, name) : undefined;
    if (child === undefined) return undefined;
    jsonPath += type === 'array' ? `[${name}]` : `."${name}"`;
    // A parent that is null or absent makes the field absent.
    optional ||= nullable || type === 'array' || !(node.required?.includes(name) ?? false);
    nullable = typesOf(child)?.nullable ?? false;
    node = child;
  }
  const type = typesOf(node)?.single;
  if (type === 'array') return listPlace(node, jsonPath, '');
  if (type === 'object') return { kind: 'object', jsonPath };
  return SCALAR_TYPES.has(type)
    ? { kind: 'scalar', jsonPath, type: type as ScalarType, optional, nullable }
    : undefined;
}

/** The type of a path, or undefined when it is no plain scalar below plain objects. */
export function pathTypeOf(schema: StoredSchema, path: string): PathType | undefined {
  const place = placeOf(schema as unknown as SchemaNode, path);
  return place?.kind === 'scalar' && !place.jsonPath.includes('[') ? place : undefined;
}

/** The scalar type of a schema, if it is one. */
export function scalarTypeOf(node: SchemaNode): PathType | undefined {
  const types = typesOf(node);
  if (!SCALAR_TYPES.has(types?.single)) return undefined;
  return { type: types?.single as ScalarType, optional: false, nullable: types?.nullable ?? false };
}

/** Whether the schema is that of a plain object. */
export function isObjectNode(node: SchemaNode): boolean {
  return typesOf(node)?.single === 'object';
}

function listPlace(node: SchemaNode, jsonPath: string, rest: string): SchemaPlace | undefined {
  const { items } = node;
  if (typeof items !== 'object' || items === null || Array.isArray(items)) return undefined;
  return { kind: 'list', jsonPath, items: items as SchemaNode, rest };
}

function itemAt(node: SchemaNode, name: string): SchemaNode | undefined {
  const { items } = node;
  if (!POSITION.test(name) || typeof items !== 'object' || items === null || Array.isArray(items)) return undefined;
  return items as SchemaNode;
}

function propertyOf({ properties }: SchemaNode, name: string): SchemaNode | undefined {
  if (properties === undefined || !Object.hasOwn(properties, name) || !PLAIN_NAME.test(name)) return undefined;
  return properties[name];
}

/** The one type besides null, if there is one. */
function typesOf(node: SchemaNode): { readonly single: unknown; readonly nullable: boolean } | undefined {
  const types: readonly unknown[] = Array.isArray(node.type) ? node.type : [node.type];
  const others = types.filter((type) => type !== 'null');
  return others.length === 1 ? { single: others[0], nullable: others.length < types.length } : undefined;
}

/** The name of the primary field. */
export function primaryFieldOf(schema: StoredSchema): string {
  return getPrimaryFieldOfPrimaryKey(schema.primaryKey) as string;
}

/** A function that reads a dotted path; undefined when a part is missing. */
export function pathReader(path: string): (document: object) => unknown {
  const names = path.split('.');
  return (document) => {
    let value: unknown = document;
    for (const name of names) {
      if (typeof value !== 'object' || value === null) return undefined;
      value = (value as Record<string, unknown>)[name];
    }
    return value;
  };
}
