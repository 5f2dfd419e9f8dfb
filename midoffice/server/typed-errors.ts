import { errorCodes } from '@onthaal/contract/errors.ts';

interface PlainError {
  readonly message?: unknown;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Answers with documents are long and carry a code of their own. */
const longestLooked = 100_000;
const longestMessage = 300;

function plainMessage(message: unknown, showSchema: boolean): string {
  const text = typeof message === 'string' ? message.slice(0, longestMessage) : 'This request was not understood.';
  // GraphQL helps out with names of the schema, which is nobody's business outside a demo.
  return showSchema ? text : text.replace(/ ?Did you mean[^?]*\??/, '');
}

function typed(error: PlainError, showSchema: boolean): PlainError {
  const code = error.extensions?.code;
  const isKnown = (errorCodes as readonly unknown[]).includes(code);
  const message = isKnown ? error.message : plainMessage(error.message, showSchema);
  return { ...error, message, extensions: { ...error.extensions, code: isKnown ? code : 'ARGUMENT_INVALID' } };
}

/**
 * Gives every error of a GraphQL answer without data one of the codes that desks know: what the library itself refuses (text that
 * is no GraphQL, unknown fields, variables of a wrong type) is ARGUMENT_INVALID.
 */
export function withTypedErrors(body: string, showSchema: boolean): string {
  if (!body.startsWith('{"errors"') || body.length > longestLooked) return body;
  const answer = JSON.parse(body) as { readonly errors: readonly PlainError[] };
  return JSON.stringify({ ...answer, errors: answer.errors.map((error) => typed(error, showSchema)) });
}
