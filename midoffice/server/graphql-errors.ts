import { randomUUID } from 'node:crypto';
import type { OnthaalError } from '@onthaal/contract/result.ts';
import type { GraphQLError } from 'graphql';
import { createGraphQLError } from 'graphql-yoga';
import type { Logger } from 'pino';

const statusOfCode: Partial<Record<OnthaalError['code'], number>> = {
  SESSION_EXPIRED: 401,
  SESSION_UNKNOWN: 401,
  ARGUMENT_INVALID: 400,
  REQUEST_TOO_LARGE: 413,
  NOT_ALLOWED: 403,
  ACCESS_REVOKED: 403,
  MIDOFFICE_REPLACED: 409,
  FEED_CHANGED: 409,
  MIDOFFICE_BUSY: 429,
  LOGIN_TOO_OFTEN: 429,
};

/** An expected error of a whole request, with the HTTP status that belongs to it. */
export function graphqlErrorOf(error: OnthaalError, headers?: Readonly<Record<string, string>>): GraphQLError {
  return createGraphQLError(error.code, {
    extensions: {
      code: error.code,
      ...(error.field === undefined ? {} : { field: error.field }),
      http: { status: statusOfCode[error.code] ?? 400, ...(headers === undefined ? {} : { headers }) },
    },
  });
}

// By name, because a process can hold two copies of the graphql package, each with its own class.
function isGraphqlError(error: unknown): error is GraphQLError {
  return error instanceof Error && error.name === 'GraphQLError';
}

/**
 * Hides everything that is not an expected error behind a number that leads to the log line. The log gets the kind of error
 * and its place in the code; messages of the database quote values of documents, so they stay out.
 */
export function maskUnexpected(error: unknown, logger: Logger): GraphQLError {
  const original = isGraphqlError(error) ? (error.originalError ?? error) : error;
  if (isGraphqlError(error) && isGraphqlError(original)) return error;
  const correlationId = randomUUID();
  logger.error({ correlationId, ...describeError(original) }, 'unexpected error');
  return createGraphQLError('The mid-office could not do this.', {
    extensions: { code: 'MIDOFFICE_FAILED', correlationId, http: { status: 500 } },
  });
}

/** Name, database code and stack places of an error, without its message. */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const cause = error.cause as { readonly code?: unknown } | undefined;
  const code = (error as { readonly code?: unknown }).code ?? cause?.code;
  const places = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return { kind: error.name, code, places: places.slice(0, 8).map((line) => line.trim()) };
}
