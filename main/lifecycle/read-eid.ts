import { readFile } from 'node:fs/promises';
import type { ConsultedEid, EidVerification } from '@onthaal/contract/devices/eid-reading.ts';
import type { EidCheckResult } from '@onthaal/contract/devices/eid-verification.ts';
import type { RequestArguments } from '@onthaal/contract/ipc/channels.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { cardCheckProxy } from '../environment/settings.ts';
import type { Desk } from './desk.ts';

/** That the government signed who the card is of. */
const signedChecks = ['identity', 'register'] as const;

/** What reading a card for a page needs of the desk. */
export interface CardDesk {
  readonly environment: Pick<Desk['environment'], 'eidRootsFile' | 'eidResponder'>;
  readonly devices: { readonly link: Pick<Desk['devices']['link'], 'ask'> };
  readonly store: Pick<Desk['store'], 'consultCard'>;
  readonly session: Pick<Desk['session'], 'current'>;
  readonly log: Pick<Desk['log'], 'write'>;
  readonly lock: { readonly state: Pick<Desk['lock']['state'], 'locked'> };
}

/** Cards that are read for a page, and for whom each was: what was looked at for one member is not told to another. */
export interface CardsForPage {
  /**
   * Begins to read the card in a reader. No log, no view: only when the store wrote down that it was looked at does anything of it leave
   * main. Whoever was at the desk when it was asked must be there still, and not behind a locked screen.
   *
   * @returns the codes of the card and its reader, or what kept the store from writing it down
   */
  readonly read: (asked: RequestArguments['devices:readEid']) => Promise<Result<ConsultedEid>>;
  /** The photo and the checks of the card that was read last, for whom it was read. */
  readonly verification: (asked: RequestArguments['devices:eidVerification']) => Promise<Result<EidVerification>>;
}

/** @returns the cards of this desk; one for each start, as it remembers who looked last */
export function cardsForPage(desk: CardDesk): CardsForPage {
  let last: { readonly readingId: string; readonly memberId: string; readonly started: number } | undefined;
  const isHere = (memberId: string): boolean => desk.session.current?.memberId === memberId && !desk.lock.state.locked;
  const told = (what: string, started: number): void => {
    const milliseconds = Math.round(performance.now() - started);
    desk.log.write('info', 'performance', what, { milliseconds });
  };
  return {
    read: async (asked) => {
      const memberId = desk.session.current?.memberId;
      if (memberId === undefined) return failure('STORE_LOCKED');
      const started = performance.now();
      const testRoots = await testRootsOf(desk.environment.eidRootsFile);
      const { eidResponder } = desk.environment;
      const testResponders = eidResponder === undefined ? [] : [eidResponder];
      const reading = await desk.devices.link.ask('eid:read', { ...asked, testRoots, testResponders });
      if (!reading.ok) return reading;
      if (!isHere(memberId)) return failure('DESK_LOCKED');
      const consulted = await desk.store.consultCard(reading.value.holder.nationalNumber);
      if (!consulted.ok) return consulted;
      if (!isHere(memberId)) return failure('DESK_LOCKED');
      last = { readingId: reading.value.readingId, memberId, started };
      told('the holder of a card was read and written down', started);
      return success({ ...reading.value, ...consulted.value });
    },
    verification: async ({ readingId }) => {
      const mine = last;
      if (mine?.readingId !== readingId) return failure('CARD_REMOVED', { retryable: true });
      const verification = await desk.devices.link.ask('eid:verification', { readingId });
      if (!isHere(mine.memberId)) return failure('DESK_LOCKED');
      if (verification.ok) told('a card was read to its end and checked', mine.started);
      return verification;
    },
  };
}

/** Asks, over the proxy that is set for this desk, whether a card that was read is revoked. */
export async function askRevocationForPage(
  desk: Pick<Desk, 'paths'> & { readonly environment: Pick<Desk['environment'], 'cardCheckProxy'> } & Pick<
      CardDesk,
      'devices'
    >,
  { readingId }: RequestArguments['devices:eidRevocation'],
): Promise<Result<readonly EidCheckResult[]>> {
  const proxy = await cardCheckProxy({
    fromEnvironment: desk.environment.cardCheckProxy,
    userDataFolder: desk.paths.userData,
  });
  return desk.devices.link.ask('eid:revocation', proxy === undefined ? { readingId } : { readingId, proxy });
}

/**
 * The national number of the eID in a reader, of a card that the government signed; nothing else of it leaves the device process. For a
 * kiosk, which asks for the appointment of today by it and forgets it.
 *
 * @returns CARD_NOT_RECOGNISED for what is no card of the government, or why it could not be read
 */
export async function numberOnCard(
  { environment, devices }: Pick<CardDesk, 'environment' | 'devices'>,
  asked: RequestArguments['devices:readEid'],
): Promise<Result<string>> {
  const testRoots = await testRootsOf(environment.eidRootsFile);
  const { eidResponder } = environment;
  const testResponders = eidResponder === undefined ? [] : [eidResponder];
  const reading = await devices.link.ask('eid:read', { ...asked, testRoots, testResponders });
  if (!reading.ok) return reading;
  const { readingId, holder } = reading.value;
  const verification = await devices.link.ask('eid:verification', { readingId });
  if (!verification.ok) return verification;
  const isSigned = signedChecks.every((name) =>
    verification.value.checks.some(({ check, verdict }) => check === name && verdict === 'confirmed'),
  );
  const { nationalNumber } = holder;
  return isSigned && nationalNumber !== null ? success(nationalNumber) : failure('CARD_NOT_RECOGNISED');
}

async function testRootsOf(file: string | undefined): Promise<string[]> {
  if (file === undefined) return [];
  const certificates = (await readFile(file, 'utf8')).match(/-----BEGIN [^-]+-----[^-]+-----END [^-]+-----/g);
  return [...(certificates ?? [])];
}
