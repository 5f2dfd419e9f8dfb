import type { CorrespondenceConfiguration } from '../configuration/correspondence.ts';
import type { Channel, Channels } from './channel.ts';
import { openGraphChannel } from './email/graph-channel.ts';
import { openSmtpChannel } from './email/smtp-channel.ts';
import { openGraphMailbox } from './returned-mail/graph-mailbox.ts';
import { openImapMailbox } from './returned-mail/imap-mailbox.ts';
import type { ReturnMarks } from './returned-mail/return-mark.ts';
import type { ReturnedMailbox } from './returned-mail/returned-mailbox.ts';
import { openSmsChannel } from './sms/sms-channel.ts';

type Email = NonNullable<CorrespondenceConfiguration['email']>;

/** Marks are on mails only when somebody reads what comes back. */
function emailChannel(email: Email, marks: ReturnMarks | undefined): Channel {
  if ('graph' in email) return openGraphChannel(email.graph, email.sender, email.readsReturned ? marks : undefined);
  const { returned, sender, smtp } = email;
  const isRead = returned !== undefined && marks !== undefined;
  return openSmtpChannel(smtp, sender, isRead ? { marks, address: returned.address ?? sender.address } : undefined);
}

/** Opens the owners of the channels that are configured. */
export function openChannels(configuration: CorrespondenceConfiguration | undefined, marks?: ReturnMarks): Channels {
  const { email, sms } = configuration ?? {};
  return {
    ...(email === undefined ? {} : { email: emailChannel(email, marks) }),
    ...(sms === undefined ? {} : { sms: openSmsChannel(sms) }),
  };
}

/** Opens the mailbox to which mail comes back, when it is read. */
export function openReturnedMailbox(
  configuration: CorrespondenceConfiguration | undefined,
): ReturnedMailbox | undefined {
  const email = configuration?.email;
  if (email === undefined) return undefined;
  if ('graph' in email) return email.readsReturned ? openGraphMailbox(email.graph, email.sender.address) : undefined;
  return email.returned === undefined ? undefined : openImapMailbox(email.returned.imap);
}

/** Ends them. */
export async function closeChannels(channels: Channels): Promise<void> {
  await Promise.all(Object.values(channels).map((channel) => channel.close()));
}
