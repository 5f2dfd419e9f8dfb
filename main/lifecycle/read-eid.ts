import { readFile } from 'node:fs/promises';
import type { ConsultedEid } from '@onthaal/contract/devices/eid-reading.ts';
import type { EidCheckResult } from '@onthaal/contract/devices/eid-verification.ts';
import type { RequestArguments } from '@onthaal/contract/ipc/channels.ts';
import { failure, type Result, success } from '@onthaal/contract/result.ts';
import { cardCheckProxy } from '../environment/settings.ts';
import type { Desk } from './desk.ts';

/** What reading a card for a page needs of the desk. */
export interface CardDesk {
  readonly environment: Pick<Desk['environment'], 'eidRootsFile' | 'eidResponder'>;
  readonly devices: { readonly link: Pick<Desk['devices']['link'], 'ask'> };
  readonly store: Pick<Desk['store'], 'consultCard'>;
  readonly session: Pick<Desk['session'], 'current'>;
  readonly log: Pick<Desk['log'], 'write'>;
  readonly lock: { readonly state: Pick<Desk['lock']['state'], 'locked'> };
}

/**
 * Reads the card in a reader for a page. No log, no view: only when the store wrote down that it was looked at does anything of it leave
 * main. Whoever was at the desk when it was asked must be there still, and not behind a locked screen.
 *
 * @returns the codes of the card and its reader, or what kept the store from writing it down
 */
export async function readEidForPage(
  desk: CardDesk,
  asked: RequestArguments['devices:readEid'],
): Promise<Result<ConsultedEid>> {
  const member = desk.session.current;
  if (member === null) return failure('STORE_LOCKED');
  const started = performance.now();
  const testRoots = await testRootsOf(desk.environment.eidRootsFile);
  const { eidResponder } = desk.environment;
  const testResponders = eidResponder === undefined ? [] : [eidResponder];
  const reading = await desk.devices.link.ask('eid:read', { ...asked, testRoots, testResponders });
  if (!reading.ok) return reading;
  const isSame = (): boolean => desk.session.current?.memberId === member.memberId && !desk.lock.state.locked;
  if (!isSame()) return failure('DESK_LOCKED');
  const consulted = await desk.store.consultCard(reading.value.holder.nationalNumber);
  if (!consulted.ok) return consulted;
  const milliseconds = Math.round(performance.now() - started);
  desk.log.write('info', 'performance', 'a card was read, checked and written down', { milliseconds });
  return isSame() ? success({ ...reading.value, ...consulted.value }) : failure('DESK_LOCKED');
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

async function testRootsOf(file: string | undefined): Promise<string[]> {
  if (file === undefined) return [];
  const certificates = (await readFile(file, 'utf8')).match(/-----BEGIN [^-]+-----[^-]+-----END [^-]+-----/g);
  return [...(certificates ?? [])];
}
