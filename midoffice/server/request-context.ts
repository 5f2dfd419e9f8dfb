import { feedName } from '@onthaal/contract/graphql/feed-header.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { newestMark } from '../database/history.ts';
import { scopeIdOf } from '../documents/scope.ts';
import { authenticate } from '../session/authenticate.ts';
import type { Session } from '../session/session.ts';
import type { Services } from './services.ts';

/** What became known of a request while it was resolved. */
export interface RequestTraces {
  /** Root fields that were resolved, for the log. */
  readonly fields: string[];
  /** When the session ends (milliseconds since 1970); the stream of pokes is cut then. */
  expiresAt: number | undefined;
}

/** What a resolver knows of the request it works for. */
export interface RequestContext {
  readonly services: Services;
  readonly correlationId: string;
  /** Who asks; found out once per request. */
  readonly session: () => Promise<Result<Session>>;
  /** What the resolvers leave for the HTTP side. An object of its own, because the engine copies the context. */
  readonly traces: RequestTraces;
}

/** What a desk says that it knows of this mid-office, in the headers of its request. */
export interface DeskBelief {
  /** The database that it synced with. */
  readonly database?: string | undefined;
  /** The feed that it follows, see `feedHeader`. */
  readonly feed?: string | undefined;
}

/** Holds what the desk believes against what is so: MIDOFFICE_REPLACED or FEED_CHANGED when they differ. */
async function checked(services: Services, session: Session, belief: DeskBelief): Promise<Result<Session>> {
  if (belief.database !== undefined && belief.database !== services.databaseId) return failure('MIDOFFICE_REPLACED');
  if (belief.feed === undefined) return success(session);
  const mark = await newestMark(services.database.orm);
  const present = feedName(mark, scopeIdOf(session, services.configuration.scope));
  return belief.feed === present ? success(session) : failure('FEED_CHANGED');
}

/** Makes the context of one request. */
export function requestContext(
  services: Services,
  correlationId: string,
  authorization: string | undefined,
  belief: DeskBelief = {},
): RequestContext {
  let session: Promise<Result<Session>> | undefined;
  return {
    services,
    correlationId,
    session: () => {
      session ??= authenticate(
        services.database.orm,
        services.tokens,
        authorization,
        services.configuration.acmIdm !== undefined,
      ).then((result) => (result.ok ? checked(services, result.value, belief) : result));
      return session;
    },
    traces: { fields: [], expiresAt: undefined },
  };
}
