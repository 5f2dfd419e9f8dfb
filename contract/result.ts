import type { ErrorCode } from './errors.ts';

/**
 * What went wrong, as a value that may cross any border. `code` selects the sentence and the next step in the catalogue
 * (`error.<code>.text` and `error.<code>.next`); `details` fill its placeholders and never carry personal data.
 */
export interface OnthaalError {
  readonly code: ErrorCode;
  /** True when the same request may succeed later without a change by the user. */
  readonly retryable: boolean;
  /** Path of the field at fault (dots between levels), when the error is about one field. */
  readonly field?: string | undefined;
  readonly details?: Readonly<Record<string, string | number>> | undefined;
}

export type Success<T> = { readonly ok: true; readonly value: T };
export type Failure = { readonly ok: false; readonly error: OnthaalError };
/** The outcome of anything that can fail in an expected way. Bugs throw instead. */
export type Result<T> = Success<T> | Failure;

/** Wraps a value as a success. */
export function success<T>(value: T): Success<T> {
  return { ok: true, value };
}

/** Makes a failure; `retryable` is false unless stated. */
export function failure(code: ErrorCode, options: Omit<Partial<OnthaalError>, 'code'> = {}): Failure {
  return { ok: false, error: { code, retryable: false, ...options } };
}

/** Marks a branch that the types say cannot be reached; reaching it is a bug and crashes. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value of type ${typeof value}`);
}
