/** Whom a change concerns: everyone, or the desks of these teams and members. */
export type Audience = 'everyone' | ReadonlySet<string>;

/** A NOTIFY carries at most 8000 bytes; a change that concerns more than these is told to everyone. */
const mostKeys = 60;

/** The key of the desks of a team's members. */
export function teamKey(teamId: string): string {
  return `team/${teamId}`;
}

/** The key of a member's desks. */
export function memberKey(memberId: string): string {
  return `member/${memberId}`;
}

/** The key of the desks in a building. Its name may have commas, which part the keys. */
export function buildingKey(building: string): string {
  return `building/${encodeURIComponent(building)}`;
}

/** The key of one desk. */
export function deviceKey(deviceId: string): string {
  return `device/${encodeURIComponent(deviceId)}`;
}

/** The key of the desks of which nobody knows where they stand: they hear of every building. */
export const anyBuildingKey = 'building/';

/** The end of a notification; nothing when the change concerns everyone, as nodes of before teams were told apart send it. */
export function audienceSuffix(audience: Audience): string {
  return audience === 'everyone' || audience.size > mostKeys ? '' : `:${[...audience].join(',')}`;
}

/** What a node hears: a collection, the transaction that changed it, and whom that concerns. */
export interface HeardChange {
  readonly collection: string;
  readonly transaction: bigint;
  readonly audience: Audience;
}

/** Reads a notification; undefined for anything else. */
export function readNotification(payload: string): HeardChange | undefined {
  const [, collection, transaction, keys] = /^([a-z]+):(\d+)(?::(.*))?$/s.exec(payload) ?? [];
  if (collection === undefined || transaction === undefined) return undefined;
  const audience = keys === undefined ? 'everyone' : new Set(keys.split(',').filter((key) => key !== ''));
  return { collection, transaction: BigInt(transaction), audience };
}
