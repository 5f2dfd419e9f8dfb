import { TokenHash } from '@onthaal/contract/entities/building-blocks.ts';
import { failure } from '@onthaal/contract/result.ts';
import { type KioskPrinterState, KioskProof } from '@onthaal/contract/session/kiosk-hall.ts';
import { isIdentifier } from '@onthaal/contract/validation/index.ts';
import { Compile } from 'typebox/compile';
import { checkIn } from '../queue/kiosks/check-in.ts';
import type { GivingKiosk } from '../queue/kiosks/giving-kiosk.ts';
import { type TicketAsked, takeTicket } from '../queue/kiosks/take-ticket.ts';
import { kioskBoard, noteHealth } from '../session/kiosks/kiosk-board.ts';
import { knownKiosks, makeKioskCode } from '../session/kiosks/kiosk-codes.ts';
import type { AskedPlace } from '../session/kiosks/kiosk-places.ts';
import { graphqlErrorOf } from './graphql-errors.ts';
import type { RequestContext } from './request-context.ts';
import { sessionOf, valueOrThrow } from './resolver.ts';

const Proof = Compile(KioskProof);

/** What a kiosk asks, and what an administrator asks about kiosks. */
export const kioskQueries = {
  kioskBoard: async (
    _parent: unknown,
    { printer }: { readonly printer?: KioskPrinterState | null },
    context: RequestContext,
  ) => {
    const session = await sessionOf(context);
    context.traces.fields.push('kioskBoard');
    const { database, faults } = context.services;
    await noteHealth(database.orm, session, printer ?? 'none', faults.now());
    return valueOrThrow(await kioskBoard(database.orm, session, faults.now()));
  },
  kiosks: async (_parent: unknown, _args: unknown, context: RequestContext) => {
    const session = await sessionOf(context);
    context.traces.fields.push('kiosks');
    return valueOrThrow(await knownKiosks(context.services.database.orm, session));
  },
};

const Hash = Compile(TokenHash);

function pageHashOf(given: string | null | undefined): string | undefined {
  if (given === null || given === undefined) return undefined;
  if (!Hash.Check(given)) throw graphqlErrorOf(failure('ARGUMENT_INVALID', { field: 'pageHash' }).error);
  return given;
}

async function givingKiosk(context: RequestContext, field: string, operationId: string): Promise<GivingKiosk> {
  const session = await sessionOf(context);
  context.traces.fields.push(field);
  if (!isIdentifier(operationId)) {
    throw graphqlErrorOf(failure('ARGUMENT_INVALID', { field: 'operationId' }).error);
  }
  const { database, configuration, faults, kioskLimits: limits } = context.services;
  return { orm: database.orm, session, limits, workOnly: configuration.workOnly, now: faults.now() };
}

/** What a kiosk has done, and what an administrator does to make one; taking one away is `revokeAccess` of its device. */
export const kioskMutations = {
  makeKioskCode: async (_parent: unknown, asked: AskedPlace & { readonly name: string }, context: RequestContext) => {
    const session = await sessionOf(context);
    context.traces.fields.push('makeKioskCode');
    return valueOrThrow(await makeKioskCode(context.services.database.orm, session, asked));
  },
  takeKioskTicket: async (
    _parent: unknown,
    { pageHash, ...asked }: Omit<TicketAsked, 'pageHash'> & { readonly pageHash?: string | null },
    context: RequestContext,
  ) => {
    const kiosk = await givingKiosk(context, 'takeKioskTicket', asked.operationId);
    return valueOrThrow(await takeTicket(kiosk, { ...asked, pageHash: pageHashOf(pageHash) }));
  },
  checkInAtKiosk: async (
    _parent: unknown,
    { operationId, pageHash, ...given }: { readonly operationId: string; readonly pageHash?: string | null },
    context: RequestContext,
  ) => {
    const kiosk = await givingKiosk(context, 'checkInAtKiosk', operationId);
    const proof: unknown = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
    if (!Proof.Check(proof)) throw graphqlErrorOf(failure('ARGUMENT_INVALID', { field: 'code' }).error);
    return valueOrThrow(await checkIn(kiosk, { operationId, proof, pageHash: pageHashOf(pageHash) }));
  },
};
