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

interface SchemaNode {
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
}

const SCALAR_TYPES: ReadonlySet<unknown> = new Set<ScalarType>(['string', 'number', 'integer', 'boolean']);

/** The type of a path, or undefined when it is no plain scalar below plain objects. */
export function pathTypeOf(schema: StoredSchema, path: string): PathType | undefined {
  let node: SchemaNode = schema as unknown as SchemaNode;
  let optional = false;
  let nullable = false;
  for (const [depth, name] of path.split('.').entries()) {
    if (depth > 0 && typesOf(node)?.single !== 'object') return undefined;
    const child =
      node.properties !== undefined && Object.hasOwn(node.properties, name) ? node.properties[name] : undefined;
    if (child === undefined) return undefined;
    // A parent that is null or absent makes the field absent.
    optional ||= nullable || !(node.required?.includes(name) ?? false);
    nullable = typesOf(child)?.nullable ?? false;
    node = child;
  }
  const type = typesOf(node)?.single;
  return SCALAR_TYPES.has(type) ? { type: type as ScalarType, optional, nullable } : undefined;
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
