import { collectionNames } from '@onthaal/contract/entities/index.ts';
import { pullFieldName, pushFieldName } from '@onthaal/contract/graphql/operation-names.ts';
import { failure } from '@onthaal/contract/result.ts';
import { pokeStream } from '../changes/poke-stream.ts';
import { countPerCollection } from '../documents/overview.ts';
import { pull } from '../documents/pull.ts';
import { push } from '../documents/push.ts';
import type { PushRow } from '../documents/push-row.ts';
import { demoLogIn, demoPeople } from '../session/demo-log-in.ts';
import { administrationResolvers, feedResolvers } from './feed-resolvers.ts';
import { graphqlErrorOf } from './graphql-errors.ts';
import { knownFieldsOf } from './known-fields.ts';
import { oversightResolvers } from './oversight-resolvers.ts';
import type { RequestContext } from './request-context.ts';
import { type Resolver, sessionOf, valueOrThrow } from './resolver.ts';
import { pullSourceOf } from './services.ts';

function onlyInDemo(context: RequestContext): void {
  if (!context.services.configuration.demo) throw graphqlErrorOf(failure('NOT_ALLOWED').error);
}

function pullResolvers(): Record<string, Resolver<{ readonly checkpoint?: string | null; readonly limit: number }>> {
  return Object.fromEntries(
    collectionNames.map((collection) => [
      pullFieldName(collection),
      async (_parent, { checkpoint, limit }, context) => {
        const session = await sessionOf(context);
        context.traces.fields.push(pullFieldName(collection));
        return valueOrThrow(
          await pull(pullSourceOf(context.services), session, { collection, checkpoint: checkpoint ?? null, limit }),
        );
      },
    ]),
  );
}

function pushResolvers(): Record<string, Resolver<{ readonly rows: readonly PushRow[] }>> {
  return Object.fromEntries(
    collectionNames.map((collection) => [
      pushFieldName(collection),
      async (_parent, { rows }, context, info) => {
        const session = await sessionOf(context);
        context.traces.fields.push(pushFieldName(collection));
        const { database, lookup, configuration } = context.services;
        return push(
          {
            orm: database.orm,
            lookup,
            session,
            testMode: configuration.demo,
            scope: configuration.scope,
            known: knownFieldsOf(info),
          },
          collection,
          rows,
        );
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
    collections: await countPerCollection(database.orm, session, configuration.scope),
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
  const { database, tokens } = context.services;
  return valueOrThrow(await demoLogIn(database.orm, tokens, args.memberId, args.deviceId));
}

async function subscribeToChanges(_parent: unknown, _args: unknown, context: RequestContext) {
  await sessionOf(context);
  context.traces.fields.push('changes');
  return pokeStream(context.services.hub);
}

/** What the mid-office answers, field by field; the fields of documents answer themselves. */
export function resolvers() {
  return {
    Query: { ...pullResolvers(), ...feedResolvers, ...oversightResolvers, syncOverview, demoPeople: people },
    Mutation: { ...pushResolvers(), ...administrationResolvers, demoLogIn: logIn },
    Subscription: {
      changes: { subscribe: subscribeToChanges, resolve: (poke: unknown) => poke },
    },
  };
}
