import type { CorrespondenceConfiguration } from '../configuration/correspondence.ts';
import type { Channels } from './channel.ts';
import { openSmtpChannel } from './email/smtp-channel.ts';

/** Opens the owners of the channels that are configured. */
export function openChannels(configuration: CorrespondenceConfiguration | undefined): Channels {
  const email = configuration?.email;
  return email === undefined ? {} : { email: openSmtpChannel(email.smtp, email.sender) };
}

/** Ends them. */
export async function closeChannels(channels: Channels): Promise<void> {
  await Promise.all(Object.values(channels).map((channel) => channel.close()));
}
