import type { CorrespondenceConfiguration } from '../configuration/correspondence.ts';
import type { Channel, Channels } from './channel.ts';
import { openGraphChannel } from './email/graph-channel.ts';
import { openSmtpChannel } from './email/smtp-channel.ts';
import { openSmsChannel } from './sms/sms-channel.ts';

function emailChannel(email: NonNullable<CorrespondenceConfiguration['email']>): Channel {
  return 'graph' in email ? openGraphChannel(email.graph, email.sender) : openSmtpChannel(email.smtp, email.sender);
}

/** Opens the owners of the channels that are configured. */
export function openChannels(configuration: CorrespondenceConfiguration | undefined): Channels {
  const { email, sms } = configuration ?? {};
  return {
    ...(email === undefined ? {} : { email: emailChannel(email) }),
    ...(sms === undefined ? {} : { sms: openSmsChannel(sms) }),
  };
}

/** Ends them. */
export async function closeChannels(channels: Channels): Promise<void> {
  await Promise.all(Object.values(channels).map((channel) => channel.close()));
}
