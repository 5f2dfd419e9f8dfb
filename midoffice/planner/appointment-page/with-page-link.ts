import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { Orm } from '../../database/database.ts';
import { tokenCharacters } from './appointment-link.ts';
import { appointmentPageAddress, appointmentPagePath } from './appointment-page-address.ts';

type Linked = Pick<DocumentOf<'messages'>, 'channel' | 'purpose' | 'appointmentId' | 'language' | 'body'>;

const mailLine: Readonly<Record<Language, string>> = {
  nl: 'Laat weten dat u dit gezien hebt, kies een ander moment of zeg af',
  en: 'Let us know that you have seen this, choose another time or cancel',
  fr: 'Confirmez que vous avez vu ce message, changez de moment ou annulez',
  de: 'Bestätigen Sie, dass Sie dies gesehen haben, wählen Sie eine andere Zeit oder sagen Sie ab',
};

/** Only characters that make a text message no dearer. */
const smsLine: Readonly<Record<Language, string>> = {
  nl: 'Wijzig of zeg af:',
  en: 'Change or cancel:',
  fr: 'Changer, annuler:',
  de: 'Ändern, absagen:',
};

function isLinked({ channel, purpose, appointmentId }: Linked): boolean {
  const isMeant = purpose === 'confirmation' || purpose === 'reminder' || purpose === 'change';
  return (channel === 'email' || channel === 'sms') && isMeant && appointmentId !== undefined;
}

/** Once, in the language of who reads it, below the Dutch text and its translation. */
function withAddress({ channel, language = 'nl', body }: Linked, address: string): string {
  return channel === 'sms'
    ? `${body}\n${smsLine[language]} ${address}`
    : `${body}\n\n${mailLine[language]}:\n${address}`;
}

/**
 * The text of a message with the way to the page of its appointment. Made when it leaves: what is kept and what desks read is the text
 * without it, since the address is a key.
 */
export async function withPageLink(
  executor: Pick<Orm, 'execute'>,
  pageUrl: string | undefined,
  message: Linked & { readonly id: string },
): Promise<string> {
  const { id, appointmentId, language = 'nl', body } = message;
  if (!isLinked(message) || appointmentId === undefined) return body;
  const address = await appointmentPageAddress(executor, pageUrl, { id: appointmentId }, language, id);
  return address === undefined ? body : withAddress(message, address);
}

/**
 * The same before it leaves: `shown` for a clerk, who does not get the key, and `measured`, as long as what will be sent, for its price.
 */
export function withPageLinkToCome(
  pageUrl: string | undefined,
  message: Linked,
): Readonly<Record<'shown' | 'measured', string>> {
  if (pageUrl === undefined || !isLinked(message)) return { shown: message.body, measured: message.body };
  const address = `${pageUrl}${appointmentPagePath}`;
  return {
    shown: withAddress(message, `${address}…`),
    measured: withAddress(message, `${address}${'x'.repeat(tokenCharacters)}`),
  };
}
