import { kioskBoard } from '../session/kiosks/kiosk-board.ts';
import { knownKiosks, makeKioskCode } from '../session/kiosks/kiosk-codes.ts';
import type { RequestContext } from './request-context.ts';
import { sessionOf, valueOrThrow } from './resolver.ts';

/** What a kiosk asks, and what an administrator asks about kiosks. */
export const kioskQueries = {
  kioskBoard: async (_parent: unknown, _args: unknown, context: RequestContext) => {
    const session = await sessionOf(context);
    context.traces.fields.push('kioskBoard');
    const { database, faults } = context.services;
    return valueOrThrow(await kioskBoard(database.orm, session, faults.now()));
  },
  kiosks: async (_parent: unknown, _args: unknown, context: RequestContext) => {
    const session = await sessionOf(context);
    context.traces.fields.push('kiosks');
    return valueOrThrow(await knownKiosks(context.services.database.orm, session));
  },
};

/** What an administrator does to make a kiosk; taking one away is `revokeAccess` of its device. */
export const kioskMutations = {
  makeKioskCode: async (
    _parent: unknown,
    asked: { readonly name: string; readonly roomId: string },
    context: RequestContext,
  ) => {
    const session = await sessionOf(context);
    context.traces.fields.push('makeKioskCode');
    return valueOrThrow(await makeKioskCode(context.services.database.orm, session, asked));
  },
};
