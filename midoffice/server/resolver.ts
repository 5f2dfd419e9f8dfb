import type { Result } from '@onthaal/contract/result.ts';
import type { GraphQLResolveInfo } from 'graphql';
import type { Session } from '../session/session.ts';
import { graphqlErrorOf } from './graphql-errors.ts';
import type { RequestContext } from './request-context.ts';

/** Answers one root field. */
export type Resolver<Arguments> = (
  parent: unknown,
  args: Arguments,
  context: RequestContext,
  info: GraphQLResolveInfo,
) => Promise<unknown>;

/** The value of a result; a failure becomes the error of the whole request. */
export function valueOrThrow<Value>(result: Result<Value>): Value {
  if (!result.ok) throw graphqlErrorOf(result.error);
  return result.value;
}

/** Who asks; throws for a session that is not, or no longer, accepted. */
export async function sessionOf(context: RequestContext): Promise<Session> {
  const session = valueOrThrow(await context.session());
  context.traces.expiresAt = session.expiresAt;
  return session;
}
