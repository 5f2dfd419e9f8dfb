import type { Static, TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';

const checks = new Map<TSchema, Validator>();

/** The text of an answer as a value of this shape; undefined when it is something else. */
export function readAnswer<Shape extends TSchema>(shape: Shape, text: string): Static<Shape> | undefined {
  const check = checks.get(shape) ?? Compile(shape as TSchema);
  checks.set(shape, check);
  try {
    const value: unknown = JSON.parse(text);
    return check.Check(value) ? (value as Static<Shape>) : undefined;
  } catch {
    return undefined;
  }
}
