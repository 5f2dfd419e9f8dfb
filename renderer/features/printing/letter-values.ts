import type { Address, Language } from '@onthaal/contract/entities/building-blocks.ts';
import type { LetterValues } from '@onthaal/contract/letters/letters.ts';
import type { DossierCard } from '@onthaal/contract/store/reads.ts';

interface Recipient {
  readonly displayName: string;
  readonly address?: Address | undefined;
}

/** Letters to citizens are in a language of their own, whatever language the screen speaks. */
const locales: Readonly<Record<Language, string>> = { nl: 'nl-BE', fr: 'fr-BE', de: 'de-BE', en: 'en-GB' };

/** A day as letters in a language write it. */
export function dayFormat(language: Language): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'Europe/Brussels' });
}

/** Not written on a letter within the country. */
const HOME = 'België';

/** An address as it stands on a letter. */
export function addressLines({
  streetName,
  houseNumber,
  boxNumber,
  postalCode,
  municipality,
  country,
}: Address): string[] {
  const box = boxNumber ? ` bus ${boxNumber}` : '';
  return [
    `${streetName} ${houseNumber}${box}`,
    `${postalCode} ${municipality}`,
    ...(country && country !== HOME ? [country] : []),
  ];
}

/** What the status of a dossier means for the citizen, as the dossier type says it. */
export function statusForCitizen({ dossier, type }: DossierCard): string {
  const known = type.data.statuses.find(({ status }) => status === dossier.status);
  return [known?.citizenMeaning, known?.actionAskedFromCitizen].filter((part) => part).join(' ');
}

/** What a letter is made for. */
export interface LetterWish {
  readonly language: Language;
  readonly today: Date;
  /** What the clerk wrote, for a letter. */
  readonly body?: string | undefined;
}

/** Everything that a template may want to say about a dossier. */
export function letterValues(card: DossierCard, recipient: Recipient, wish: LetterWish): LetterValues {
  const { dossier } = card;
  const { language, today, body } = wish;
  const format = dayFormat(language);
  const dayWords = (day: string): string => format.format(new Date(`${day}T12:00:00Z`));
  const dueDate = card.term?.state === 'running' ? card.term.dueDate : undefined;
  return {
    dossierNumber: dossier.number,
    dossierType: card.type.name,
    subject: dossier.subject,
    openedOn: dayWords(dossier.openedOn),
    today: format.format(today),
    status: statusForCitizen(card),
    recipient: recipient.displayName,
    addressLines: recipient.address ? addressLines(recipient.address) : [],
    documents: card.documents
      .slice(0, 200)
      .map(({ title, receivedOn }) => ({ title, receivedOn: dayWords(receivedOn) })),
    ...(dueDate ? { dueOn: dayWords(dueDate) } : {}),
    ...(card.team ? { team: card.team.name } : {}),
    ...(card.handler ? { handler: card.handler.name } : {}),
    ...(body === undefined ? {} : { body }),
  };
}
