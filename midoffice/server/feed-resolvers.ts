import { failure } from '@onthaal/contract/result.ts';
import { historyState, type KnownHistory } from '../database/history.ts';
import { type KnownState, mostStates, unknownStates } from '../documents/known-states.ts';
import { scopeIdOf } from '../documents/scope.ts';
import { changeAccess, changeMember, type MemberChange } from '../session/administration.ts';
import type { AccessTarget } from '../session/revocations.ts';
import { graphqlErrorOf } from './graphql-errors.ts';
import type { RequestContext } from './request-context.ts';
import { sessionOf, valueOrThrow } from './resolver.ts';

/** What a desk asks when the feed that it follows is another one now. */
export const feedResolvers = {
  feedState: async (_parent: unknown, known: KnownHistory, context: RequestContext) => {
    const session = await sessionOf(context);
    context.traces.fields.push('feedState');
    const { database, feed, configuration } = context.services;
    const history = await historyState(database.orm, feed, known);
    return { ...history, scopeId: scopeIdOf(session, configuration.scope, configuration.workOnly) };
  },
  unknownStates: async (
    _parent: unknown,
    { states }: { readonly states: readonly KnownState[] },
    context: RequestContext,
  ) => {
    await sessionOf(context);
    context.traces.fields.push('unknownStates');
    if (states.length > mostStates) throw graphqlErrorOf(failure('ARGUMENT_INVALID', { field: 'states' }).error);
    return unknownStates(context.services.database.orm, states);
  },
};

function accessResolver(wanted: 'revoked' | 'restored') {
  return async (_parent: unknown, target: AccessTarget, context: RequestContext) => {
    const session = await sessionOf(context);
    context.traces.fields.push(wanted === 'revoked' ? 'revokeAccess' : 'restoreAccess');
    return valueOrThrow(await changeAccess(context.services.database.orm, session, target, wanted));
  };
}

/** What an administrator does to members and devices. */
export const administrationResolvers = {
  revokeAccess: accessResolver('revoked'),
  restoreAccess: accessResolver('restored'),
  changeMember: async (_parent: unknown, change: MemberChange, context: RequestContext) => {
    const session = await sessionOf(context);
    context.traces.fields.push('changeMember');
    return valueOrThrow(await changeMember(context.services.database.orm, session, change));
  },
};
