import { feedName } from '@onthaal/contract/graphql/feed-header.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { newestMark } from '../database/history.ts';
import { scopeIdOf } from '../documents/scope.ts';
import type { RequestSpan } from '../observability/spans.ts';
import { authenticate } from '../session/authenticate.ts';
import type { Session } from '../session/session.ts';
import type { Door } from './listeners.ts';
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
  /**
   * Holds the desk's belief about the feed against what is so once more. A pull asks after reading: whatever it read before another
   * node made a mark belongs to the stretch before that mark, and what it read later may not be served under the old one.
   */
  readonly feedStillHolds: () => Promise<Result<Session>>;
  /** What the resolvers leave for the HTTP side. An object of its own, because the engine copies the context. */
  readonly traces: RequestTraces;
  /** Where the request comes from. */
  readonly clientAddress: string;
  readonly span: RequestSpan;
}

/** What a desk says that it knows of this mid-office, in the headers of its request. */
export interface DeskBelief {
  /** The database that it synced with. */
  readonly database?: string | undefined;
  /** The feed that it follows, see `feedHeader`. */
  readonly feed?: string | undefined;
}

/** How the request came in and the span that follows it. */
export interface RequestLine {
  readonly door: Door;
  readonly clientAddress: string;
  readonly span: RequestSpan;
}

/** A certificate stands for one device; where kiosks have a door of their own, a kiosk that comes by the other one is none. */
function mayUse(door: Door, { configuration }: Services, { role, deviceId }: Session): boolean {
  if (door.kind === 'kiosks') return door.deviceId === deviceId;
  return role !== 'kiosk' || configuration.operations.kiosks === undefined;
}

/** Holds what the desk believes against what is so: MIDOFFICE_REPLACED or FEED_CHANGED when they differ. */
async function checked(services: Services, session: Session, belief: DeskBelief, door: Door): Promise<Result<Session>> {
  if (!mayUse(door, services, session)) return failure('NOT_ALLOWED');
  if (belief.database !== undefined && belief.database !== services.databaseId) return failure('MIDOFFICE_REPLACED');
  if (belief.feed === undefined) return success(session);
  const mark = await newestMark(services.database.orm);
  const { scope, workOnly } = services.configuration;
  const present = feedName(mark, scopeIdOf(session, scope, workOnly));
  return belief.feed === present ? success(session) : failure('FEED_CHANGED');
}

/** Makes the context of one request. */
export function requestContext(
  services: Services,
  correlationId: string,
  authorization: string | undefined,
  belief: DeskBelief,
  { door, clientAddress, span }: RequestLine,
): RequestContext {
  let found: Promise<Result<Session>> | undefined;
  const session = (): Promise<Result<Session>> => {
    const { database, tokens, configuration } = services;
    found ??= authenticate(database.orm, tokens, authorization, configuration.acmIdm !== undefined).then((result) =>
      result.ok ? checked(services, result.value, belief, door) : result,
    );
    return found;
  };
  return {
    services,
    correlationId,
    session,
    feedStillHolds: async () => {
      const known = await session();
      return known.ok ? checked(services, known.value, belief, door) : known;
    },
    traces: { fields: [], expiresAt: undefined },
    clientAddress,
    span,
  };
}
