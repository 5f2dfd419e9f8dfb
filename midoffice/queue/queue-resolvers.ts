import { setTimeout as wait } from 'node:timers/promises';
import { failure } from '@onthaal/contract/result.ts';
import { isIdentifier } from '@onthaal/contract/validation/index.ts';
import { graphqlErrorOf } from '../server/graphql-errors.ts';
import type { RequestContext } from '../server/request-context.ts';
import { sessionOf, valueOrThrow } from '../server/resolver.ts';
import { type Call, callNext } from './call-next.ts';

const longestWaitForReserved = 2500;
const pauseMilliseconds = 100;

/** What a desk asks of the queue. */
export const queueResolvers = {
  callNextVisit: async (_parent: unknown, call: Call, context: RequestContext) => {
    const session = await sessionOf(context);
    context.traces.fields.push('callNextVisit');
    const { database, configuration, faults } = context.services;
    for (const field of ['operationId', 'deskId'] as const) {
      if (!isIdentifier(call[field])) throw graphqlErrorOf(failure('ARGUMENT_INVALID', { field }).error);
    }
    const ask = () =>
      callNext({ orm: database.orm, session, workOnly: configuration.workOnly, now: faults.now() }, call);
    let called = valueOrThrow(await ask());
    // Those who are reserved elsewhere were asked back just now: a desk with a line gives them back within a moment.
    const until = performance.now() + longestWaitForReserved;
    while (called.visit === undefined && called.held > 0 && performance.now() < until) {
      await wait(pauseMilliseconds);
      called = valueOrThrow(await ask());
    }
    const { visit, waiting } = called;
    return { visit: visit === undefined ? null : { ...visit, deleted: false }, waiting };
  },
};
