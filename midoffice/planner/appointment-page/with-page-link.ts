import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { Orm } from '../../database/database.ts';
import { appointmentPageAddress } from './appointment-page-address.ts';

type Message = DocumentOf<'messages'>;

const line: Readonly<Record<Language, string>> = {
  nl: 'Een andere dag of een ander uur, of afzeggen',
  en: 'Another day or time, or cancel',
  fr: 'Changer de jour ou d’heure, ou annuler',
  de: 'Anderer Tag, andere Uhrzeit oder absagen',
};

/**
 * The text of a mail with the way to the page of its appointment. Made when it leaves: what is kept and what desks read is the text
 * without it, since the address is a key. Text messages do not have it: each character is paid for.
 */
export async function withPageLink(
  executor: Pick<Orm, 'execute'>,
  pageUrl: string | undefined,
  { channel, purpose, appointmentId, language = 'nl', body }: Message,
): Promise<string> {
  const isMeant = purpose === 'confirmation' || purpose === 'reminder' || purpose === 'change';
  if (channel !== 'email' || !isMeant || appointmentId === undefined) return body;
  const address = await appointmentPageAddress(executor, pageUrl, { id: appointmentId }, language);
  return address === undefined ? body : `${body}\n\n${line[language]}:\n${address}`;
}
