import { failure, type Result, success } from '@onthaal/contract/result.ts';
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';

/** Checks a value from outside; answers ARGUMENT_INVALID with the path of the first field at fault. */
export type ArgumentCheck = (value: unknown) => Result<unknown>;

function checkOf(schema: TSchema): ArgumentCheck {
  let validator: Validator | undefined;
  return (value) => {
    validator ??= Compile(schema);
    if (validator.Check(value)) return success(value);
    const [error] = validator.Errors(value);
    const field = error?.instancePath.split('/').slice(1).join('.');
    return failure('ARGUMENT_INVALID', field === undefined || field === '' ? {} : { field });
  };
}

/** Compiles the argument schemas of commands or reads, each at its first use. */
export function argumentChecks<Name extends string>(
  schemas: Readonly<Record<Name, TSchema>>,
): Readonly<Record<Name, ArgumentCheck>> {
  const entries = Object.entries<TSchema>(schemas).map(([name, schema]) => [name, checkOf(schema)] as const);
  return Object.fromEntries(entries) as Record<Name, ArgumentCheck>;
}
