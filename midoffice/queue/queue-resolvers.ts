import { failure } from '@onthaal/contract/result.ts';
import { isIdentifier } from '@onthaal/contract/validation/index.ts';
import { graphqlErrorOf } from '../server/graphql-errors.ts';
import type { RequestContext } from '../server/request-context.ts';
import { sessionOf, valueOrThrow } from '../server/resolver.ts';
import { type Call, callNext } from './call-next.ts';

/** What a desk asks of the queue. */
export const queueResolvers = {
  callNextVisit: async (_parent: unknown, call: Call, context: RequestContext) => {
    const session = await sessionOf(context);
    context.traces.fields.push('callNextVisit');
    const { database, configuration, faults } = context.services;
    for (const field of ['operationId', 'deskId'] as const) {
      if (!isIdentifier(call[field])) throw graphqlErrorOf(failure('ARGUMENT_INVALID', { field }).error);
    }
    const { visit, waiting } = valueOrThrow(
      await callNext({ orm: database.orm, session, workOnly: configuration.workOnly, now: faults.now() }, call),
    );
    return { visit: visit === undefined ? null : { ...visit, deleted: false }, waiting };
  },
};
