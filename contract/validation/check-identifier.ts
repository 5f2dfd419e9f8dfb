import { Identifier } from '../entities/building-blocks.ts';
import { compiledCheck } from './checks.ts';

const check = compiledCheck<string>(Identifier);

/** True for a text that may be the key of a document, a member or a device. */
export function isIdentifier(value: unknown): value is string {
  return check(value).ok;
}
