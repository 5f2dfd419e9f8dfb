import { failure } from '@onthaal/contract/result.ts';
import { receivable } from '../documents/scope.ts';
import { readMaster } from '../documents/write-document.ts';
import { pinToDesk } from '../scope/pins.ts';
import { type Fields, personIdsOf } from '../scope/work-rules.ts';
import { graphqlErrorOf } from '../server/graphql-errors.ts';
import { RateLimiter } from '../server/rate-limit.ts';
import type { RequestContext } from '../server/request-context.ts';
import { sessionOf } from '../server/resolver.ts';
import { searchCentre } from './central-search.ts';

const longestText = 200;
const collectionOfKind = new Map<string, 'persons' | 'dossiers'>([
  ['person', 'persons'],
  ['dossier', 'dossiers'],
]);

// A search costs more than a pull, and nobody types faster: per device, on each node.
const searches = new RateLimiter({ perSecond: 3, burst: 15 });

/** Search for what the desk does not have, and bringing it there. What is searched for is in no log, figure or trace. */
export const searchResolvers = {
  centralSearch: async (_parent: unknown, { text }: { readonly text: string }, context: RequestContext) => {
    const session = await sessionOf(context);
    context.traces.fields.push('centralSearch');
    const { configuration, database } = context.services;
    if (text.length > longestText) throw graphqlErrorOf(failure('ARGUMENT_INVALID', { field: 'text' }).error);
    // Where a desk receives all that its member may have, there is nothing else to find.
    if (configuration.workOnly !== true) return { needed: false, hits: [], more: false };
    if (searches.take(session.deviceId) > 0) throw graphqlErrorOf(failure('MIDOFFICE_BUSY').error);
    return { needed: true, ...(await searchCentre(database.orm, session, text)) };
  },
};

/** Takes a hit to the desk. */
export const bringResolvers = {
  bringToDesk: async (
    _parent: unknown,
    { kind, id }: { readonly kind: string; readonly id: string },
    context: RequestContext,
  ) => {
    const session = await sessionOf(context);
    context.traces.fields.push('bringToDesk');
    const { database, configuration } = context.services;
    const collection = collectionOfKind.get(kind);
    if (collection === undefined) throw graphqlErrorOf(failure('ARGUMENT_INVALID', { field: 'kind' }).error);
    const master = await readMaster(database.orm, collection, id);
    const document = master?.deleted === false ? (master.data as Fields & { readonly id: string }) : undefined;
    const allowed =
      document === undefined
        ? undefined
        : await receivable(database.orm, session, configuration.scope, collection, [document]);
    // Whether it exists is nobody's business who may not see it.
    if (document === undefined || allowed?.has(document) !== true) throw graphqlErrorOf(failure('NOT_ALLOWED').error);
    if (configuration.workOnly === true) {
      await pinToDesk(database.orm, session, collection, document, personIdsOf(document));
    }
    return true;
  },
};
