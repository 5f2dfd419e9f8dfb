import type { RequestContext } from '../server/request-context.ts';
import { sessionOf, valueOrThrow } from '../server/resolver.ts';
import { shareDesk } from './desk-shares.ts';
import { holdTerminal } from './terminal-holds.ts';

/** What the desks of one building know of each other's printers, terminals and scanners. */
export const neighbourMutations = {
  shareDesk: async (
    _parent: unknown,
    {
      name,
      deskId,
      printers,
      terminal,
      scanner,
      failing,
    }: {
      readonly name?: string | null;
      readonly deskId?: string | null;
      readonly printers: unknown;
      readonly terminal?: unknown;
      readonly scanner?: unknown;
      readonly failing?: unknown;
    },
    context: RequestContext,
  ) => {
    const session = await sessionOf(context);
    context.traces.fields.push('shareDesk');
    const share = {
      name: name ?? null,
      deskId: deskId ?? null,
      printers,
      terminal: terminal ?? null,
      scanner: scanner ?? null,
      failing: failing ?? [],
    };
    return valueOrThrow(await shareDesk(context.services.database.orm, session, share));
  },
  holdTerminal: async (
    _parent: unknown,
    {
      terminal,
      deskId,
      isHeld,
      paymentId,
    }: {
      readonly terminal: string;
      readonly deskId?: string | null;
      readonly isHeld: boolean;
      readonly paymentId?: string | null;
    },
    context: RequestContext,
  ) => {
    const session = await sessionOf(context);
    context.traces.fields.push('holdTerminal');
    const asked = { terminal, deskId: deskId ?? null, isHeld, paymentId: paymentId ?? null };
    return valueOrThrow(await holdTerminal(context.services.database.orm, session, asked));
  },
};
