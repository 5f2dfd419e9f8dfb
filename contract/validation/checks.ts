import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { failure, type Result, success } from '../result.ts';
import { firstUnstorableText } from './unstorable-text.ts';

/** A compiled check that answers with the value itself or with the first field at fault. */
export type Check<Value> = (value: unknown) => Result<Value>;

interface ValidationError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: object;
}

function listParameter(params: object, name: string): readonly string[] {
  const value = (params as Readonly<Record<string, unknown>>)[name];
  return Array.isArray(value) ? value.map(String) : [];
}

function dotted(steps: readonly (string | undefined)[]): string | undefined {
  const path = steps.filter((step) => step !== undefined && step !== '').join('.');
  return path === '' ? undefined : path;
}

function stepsOf(instancePath: string): readonly string[] {
  return instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function failureOf(error: ValidationError | undefined, prefix: string) {
  if (error === undefined) return failure('FIELD_INVALID', prefix === '' ? {} : { field: prefix });
  if (error.keyword === 'required') {
    const missing = listParameter(error.params, 'requiredProperties')[0];
    return failure('FIELD_REQUIRED', { field: dotted([prefix, ...stepsOf(error.instancePath), missing]) });
  }
  const surplus = listParameter(error.params, 'additionalProperties')[0];
  return failure('FIELD_INVALID', {
    field: dotted([prefix, ...stepsOf(error.instancePath), surplus]),
    details: { rule: error.keyword },
  });
}

/**
 * Compiles a schema once, at first use. The check answers FIELD_REQUIRED or FIELD_INVALID with the dotted path of the
 * first field at fault (`details.rule` is the JSON Schema keyword), never with the value.
 *
 * @param prefix path of the checked value inside its document, '' for the document itself
 */
export function compiledCheck<Value>(schema: TSchema, prefix = ''): Check<Value> {
  let validator: Validator | undefined;
  return (value) => {
    validator ??= Compile(schema);
    if (!validator.Check(value)) return failureOf(validator.Errors(value)[0], prefix);
    const unstorable = firstUnstorableText(value);
    if (unstorable === undefined) return success(value as Value);
    const field = dotted([prefix, ...unstorable]);
    return failure('FIELD_INVALID', { field, details: { rule: 'characters' } });
  };
}
