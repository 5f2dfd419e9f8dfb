import type { MessageChannel } from '../../entities/building-blocks.ts';
import type { DocumentOf } from '../../entities/index.ts';

type OptIns = DocumentOf<'persons'>['optIns'];
type OptIn = OptIns[number];

/** The channels for which a desk asks whether somebody may be written by them. */
export const askedChannels = ['email', 'sms'] as const;
export type AskedChannel = (typeof askedChannels)[number];

/** The last word first; of one day the no, because two desks may have heard something else. */
function byLastWord(one: OptIn, other: OptIn): number {
  return other.since.localeCompare(one.since) || Number(one.allowed) - Number(other.allowed);
}

/** What somebody said last of a channel; undefined when nobody asked. */
export function permissionOf(optIns: OptIns, channel: MessageChannel): boolean | undefined {
  return optIns.filter((one) => one.channel === channel).sort(byLastWord)[0]?.allowed;
}

/** The permissions with what somebody says now of a channel: it takes the place of what they said before, which the history keeps. */
export function withPermission(optIns: OptIns, said: OptIn): OptIns {
  return [...optIns.filter(({ channel }) => channel !== said.channel), said];
}
