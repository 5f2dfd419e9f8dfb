import type { RequestContext } from '../server/request-context.ts';
import { sessionOf, valueOrThrow } from '../server/resolver.ts';
import { shareDesk } from './desk-shares.ts';

/** What the desks of one building know of each other's printers. */
export const neighbourMutations = {
  shareDesk: async (
    _parent: unknown,
    {
      name,
      deskId,
      printers,
    }: { readonly name?: string | null; readonly deskId?: string | null; readonly printers: unknown },
    context: RequestContext,
  ) => {
    const session = await sessionOf(context);
    context.traces.fields.push('shareDesk');
    const share = { name: name ?? null, deskId: deskId ?? null, printers };
    return valueOrThrow(await shareDesk(context.services.database.orm, session, share));
  },
};
