import { failure, type Result } from '@onthaal/contract/result.ts';
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

/**
 * Makes the context of one request.
 *
 * @param knownDatabase the database that the desk synced with; when that is another one, its session is answered with
 * MIDOFFICE_REPLACED
 */
export function requestContext(
  services: Services,
  correlationId: string,
  authorization: string | undefined,
  knownDatabase?: string,
): RequestContext {
  let session: Promise<Result<Session>> | undefined;
  return {
    services,
    correlationId,
    session: () => {
      session ??= authenticate(services.database.orm, services.tokens, authorization).then((result) =>
        result.ok && knownDatabase !== undefined && knownDatabase !== services.databaseId
          ? failure('MIDOFFICE_REPLACED')
          : result,
      );
      return session;
    },
    traces: { fields: [], expiresAt: undefined },
  };
}
