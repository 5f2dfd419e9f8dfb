import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import type { Orm } from '../../database/database.ts';
import { issueLink } from './appointment-link.ts';

/** Where the pages of appointments are: short, since it stands in text messages. */
export const appointmentPagePath = '/a/';
/** Where they also are: mails that were sent before the path became short point there. */
const earlierPagePath = '/appointment/';

/** The token in the path of a page of an appointment; undefined for another path. */
export function tokenInPath(path: string): string | undefined {
  const start = [appointmentPagePath, earlierPagePath].find((one) => path.startsWith(one));
  return start === undefined ? undefined : path.slice(start.length);
}

/**
 * A new address at which a citizen sees, moves and cancels one appointment. Each message gets one of its own: the address is a key, and
 * is kept here only as its hash. It works until the appointment is over.
 *
 * @param pageUrl ONTHAAL_CITIZEN_PAGE, as the configuration has it
 * @param messageId the message that it goes out with, so that it can be known that it was seen
 * @returns undefined when no address is known at which citizens reach the mid-office
 */
export async function appointmentPageAddress(
  executor: Pick<Orm, 'execute'>,
  pageUrl: string | undefined,
  appointment: { readonly id: string },
  language: Language,
  messageId: string | null = null,
): Promise<string | undefined> {
  if (pageUrl === undefined) return undefined;
  return `${pageUrl}${appointmentPagePath}${await issueLink(executor, appointment.id, language, messageId)}`;
}
