import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import { letterStanding } from '@onthaal/contract/rules/letters/letter-language.ts';
import mustache from 'mustache';
import type { MessageTemplate } from './message-templates.ts';

/** What a message says, by the names of the fields of its template. */
export type MessageValues = Readonly<Record<string, string | undefined>>;

const locales: Readonly<Record<Language, string>> = { nl: 'nl-BE', fr: 'fr-BE', de: 'de-BE', en: 'en-GB' };
const translationLine: Readonly<Record<Language, string>> = {
  nl: '',
  fr: 'Traduction (le texte néerlandais est celui qui compte) :',
  de: 'Übersetzung (der niederländische Text ist der verbindliche):',
  en: 'Translation (the Dutch text is the one that counts):',
};

/** A moment as people say it, on the clock in Brussels; short for a text message. */
export function momentInWords(instant: string, language: Language, isShort: boolean): string {
  const date = new Date(instant);
  const zone = { timeZone: 'Europe/Brussels' } as const;
  const day = new Intl.DateTimeFormat(locales[language], {
    ...zone,
    ...(isShort
      ? ({ weekday: 'short', day: 'numeric', month: 'numeric' } as const)
      : ({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const)),
  }).format(date);
  const time = new Intl.DateTimeFormat('nl-BE', { ...zone, hour: '2-digit', minute: '2-digit' }).format(date);
  return `${day}, ${time}`;
}

function fill(text: string, values: MessageValues): string {
  // Plain text: nothing is escaped. What a value contains is never read as a template.
  return mustache
    .render(text, values, {}, { escape: (value: string) => value })
    .replaceAll(/[ \t]+$/gm, '')
    .trim();
}

/** A filled-in text in one language. */
export interface FilledMessage {
  readonly subject: string;
  readonly body: string;
}

/**
 * Fills a text in the language of the citizen. A municipality in the Dutch language area writes Dutch: another language follows it as a
 * translation (see letterStanding).
 *
 * @param templateOf the text in a language
 * @param valuesOf what it says, in the words of that language
 */
export function fillMessage(
  language: Language,
  isShort: boolean,
  templateOf: (language: Language) => MessageTemplate,
  valuesOf: (language: Language) => MessageValues,
): FilledMessage {
  const inLanguage = (one: Language): FilledMessage => {
    const { subject, body } = templateOf(one);
    return { subject: fill(subject, valuesOf(one)).replaceAll(/\s+/g, ' '), body: fill(body, valuesOf(one)) };
  };
  const dutch = inLanguage('nl');
  if (letterStanding(language) === 'official') return dutch;
  const other = inLanguage(language);
  const between = isShort ? '\n' : `\n\n* * *\n${translationLine[language]}\n\n`;
  return { subject: `${dutch.subject} / ${other.subject}`.slice(0, 300), body: `${dutch.body}${between}${other.body}` };
}
