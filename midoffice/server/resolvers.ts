import { type CollectionName, collectionNames } from '@onthaal/contract/entities/index.ts';
import { pullFieldName, pushFieldName } from '@onthaal/contract/graphql/operation-names.ts';
import { failure } from '@onthaal/contract/result.ts';
import { referenceMutations, referenceQueries } from '../administration/administration-resolvers.ts';
import { isGoverned } from '../appointment-master/external-time.ts';
import { pokeStream } from '../changes/poke-stream.ts';
import { messageMutations, messageQueries } from '../correspondence/message-resolvers.ts';
import { ticketLinkMutations } from '../correspondence/ticket-link.ts';
import { countPerCollection } from '../documents/overview.ts';
import { mostPageBytes, pull } from '../documents/pull.ts';
import { mostPushRows, push } from '../documents/push.ts';
import type { PushRow } from '../documents/push-row.ts';
import { neighbourMutations } from '../neighbours/neighbour-resolvers.ts';
import { plannerMutations, plannerQueries } from '../planner/planner-resolvers.ts';
import { queueResolvers } from '../queue/queue-resolvers.ts';
import { bringResolvers, searchResolvers } from '../search/search-resolvers.ts';
import { demoLogIn, demoPeople } from '../session/demo-log-in.ts';
import { administrationResolvers, feedResolvers } from './feed-resolvers.ts';
import { graphqlErrorOf } from './graphql-errors.ts';
import { kioskMutations, kioskQueries } from './kiosk-resolvers.ts';
import { asksFor, knownFieldsOf } from './known-fields.ts';
import { oversightResolvers } from './oversight-resolvers.ts';
import type { RequestContext } from './request-context.ts';
import { type Resolver, sessionOf, valueOrThrow } from './resolver.ts';
import { listenerOf, pullSourceOf } from './services.ts';

function onlyInDemo(context: RequestContext): void {
  const { demo, acmIdm } = context.services.configuration;
  if (!demo || acmIdm !== undefined) throw graphqlErrorOf(failure('NOT_ALLOWED').error);
}

function pullResolvers(): Record<string, Resolver<{ readonly checkpoint?: string | null; readonly limit: number }>> {
  return Object.fromEntries(
    collectionNames.map((collection) => [
      pullFieldName(collection),
      async (_parent, { checkpoint, limit }, context, info) => {
        const session = await sessionOf(context);
        context.traces.fields.push(pullFieldName(collection));
        const request = {
          collection,
          checkpoint: checkpoint ?? null,
          limit,
          mostBytes: asksFor(info, 'more') ? mostPageBytes : undefined,
        };
        const page = valueOrThrow(
          await context.span.during('pull', { collection }, () =>
            pull(pullSourceOf(context.services), session, request),
          ),
        );
        valueOrThrow(await context.feedStillHolds());
        context.services.metrics.pulled(collection, page);
        return page;
      },
    ]),
  );
}

const leadsToMessages: readonly CollectionName[] = ['appointments', 'messages'];

function pushResolvers(): Record<string, Resolver<{ readonly rows: readonly PushRow[] }>> {
  return Object.fromEntries(
    collectionNames.map((collection) => [
      pushFieldName(collection),
      async (_parent, { rows }, context, info) => {
        const session = await sessionOf(context);
        context.traces.fields.push(pushFieldName(collection));
        if (rows.length > mostPushRows) throw graphqlErrorOf(failure('REQUEST_TOO_LARGE').error);
        const { database, lookup, configuration, externalTime, jobs } = context.services;
        const source = {
          orm: database.orm,
          lookup,
          session,
          testMode: configuration.demo,
          scope: configuration.scope,
          workOnly: configuration.workOnly,
          known: knownFieldsOf(info),
          isGoverned: (locationId: string | undefined) => isGoverned(externalTime, locationId),
        };
        const outcomes = await context.span.during('push', { collection, rows: rows.length }, () =>
          push(source, collection, rows),
        );
        if (externalTime !== undefined && collection === 'appointments') await jobs.soon('appointment-master', 0);
        context.services.metrics.pushed(collection, outcomes);
        if (leadsToMessages.includes(collection)) await context.services.jobs.soon('send-messages', 0);
        return outcomes;
      },
    ]),
  );
}

async function syncOverview(_parent: unknown, _args: unknown, context: RequestContext) {
  const session = await sessionOf(context);
  context.traces.fields.push('syncOverview');
  const { database, databaseId, faults, configuration } = context.services;
  return {
    databaseId,
    serverTime: faults.now().toISOString(),
    collections: await countPerCollection(database.orm, session, configuration.scope, configuration.workOnly),
  };
}

async function people(_parent: unknown, _args: unknown, context: RequestContext) {
  onlyInDemo(context);
  context.traces.fields.push('demoPeople');
  return demoPeople(context.services.database.orm);
}

async function logIn(
  _parent: unknown,
  args: { readonly memberId: string; readonly deviceId: string },
  context: RequestContext,
) {
  onlyInDemo(context);
  context.traces.fields.push('demoLogIn');
  const { database, tokens, loginLimits } = context.services;
  const seconds = loginLimits.take({ address: context.clientAddress, names: [args.memberId, args.deviceId] });
  if (seconds > 0) throw graphqlErrorOf(failure('LOGIN_TOO_OFTEN').error, { 'retry-after': String(seconds) });
  return valueOrThrow(await demoLogIn(database.orm, tokens, args.memberId, args.deviceId));
}

async function subscribeToChanges(_parent: unknown, _args: unknown, context: RequestContext) {
  const session = await sessionOf(context);
  context.traces.fields.push('changes');
  return pokeStream(context.services.hub, await listenerOf(context.services, session));
}

/** What the mid-office answers, field by field; the fields of documents answer themselves. */
export function resolvers() {
  return {
    Query: {
      ...pullResolvers(),
      ...feedResolvers,
      ...oversightResolvers,
      ...searchResolvers,
      ...kioskQueries,
      ...plannerQueries,
      ...referenceQueries,
      ...messageQueries,
      syncOverview,
      demoPeople: people,
    },
    Mutation: {
      ...pushResolvers(),
      ...administrationResolvers,
      ...kioskMutations,
      ...bringResolvers,
      ...queueResolvers,
      ...plannerMutations,
      ...referenceMutations,
      ...messageMutations,
      ...ticketLinkMutations,
      ...neighbourMutations,
      demoLogIn: logIn,
    },
    Subscription: {
      changes: { subscribe: subscribeToChanges, resolve: (poke: unknown) => poke },
    },
  };
}
