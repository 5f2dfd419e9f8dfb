import { createHash, randomBytes } from 'node:crypto';
import { pageTokenBytes } from '@onthaal/contract/rules/visits/index.ts';
import { positionPage } from '../environment/settings.ts';
import type { Desk } from './desk.ts';

/** A new way to the page of a visit. Only the hash goes to the store and the mid-office; the address goes on paper and is kept nowhere. */
export interface PositionLink {
  readonly url: string;
  readonly tokenHash: string;
}

/** Makes one; undefined where citizens reach no such page. */
export async function newPositionLink({
  environment,
  paths,
}: Pick<Desk, 'environment' | 'paths'>): Promise<PositionLink | undefined> {
  const token = randomBytes(pageTokenBytes).toString('base64url');
  const url = await positionPage({
    token,
    fromEnvironment: environment.positionPage,
    userDataFolder: paths.userData,
    demoUrl: environment.demo ? environment.midofficeUrl : undefined,
  });
  return url === undefined ? undefined : { url, tokenHash: createHash('sha256').update(token).digest('hex') };
}

/**
 * The address that goes on a ticket in print. A desk notes its hash in the visit first, with or without a line, so that what is on paper
 * works when the mid-office has the visit; a visit that cannot be written gets a ticket without one. A kiosk was given its number by the
 * mid-office together with its address.
 */
export async function addressForTicket(desk: Desk, visitId: string): Promise<string | undefined> {
  if (desk.kiosk !== undefined) return desk.kiosk.pages.of(visitId);
  const link = await newPositionLink(desk);
  if (link === undefined) return undefined;
  const linked = await desk.store.linkVisit(visitId, link.tokenHash);
  return linked.ok ? link.url : undefined;
}
