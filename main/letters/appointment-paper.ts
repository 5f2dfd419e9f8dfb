import type { TicketContent } from '@onthaal/contract/devices/printing.ts';
import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import type { AppointmentPaper } from '@onthaal/contract/letters/appointment-paper.ts';
import type { LetterStyle } from '@onthaal/contract/letters/letters.ts';
import { letterStanding, officialLetterLanguage } from '@onthaal/contract/rules/letters/letter-language.ts';
import { type Named, nameIn } from '@onthaal/contract/rules/products/name-in.ts';
import { timeZone } from '@onthaal/contract/rules/time-zone.ts';
import { type LetterWords, wordsWith } from './letter-words.ts';

/** Words, and the locale that they are in: Dutch where nobody translated them. */
interface SpokenWords {
  readonly text: string;
  readonly locale: string;
}

/** The same in one language. */
interface AppointmentPart {
  /** Filled in. */
  readonly words: LetterWords;
  readonly isTranslation: boolean;
  readonly heading: string;
  readonly sentence: string;
  readonly when: string;
  readonly persons?: string | undefined;
  readonly subject: SpokenWords;
  readonly bring: readonly SpokenWords[];
}

/** What the template of a paper about an appointment says: everything ready to read. */
export interface AppointmentView
  extends Pick<AppointmentPaper, 'code' | 'place' | 'room' | 'meetingLink' | 'addressLines'> {
  readonly today: string;
  readonly recipient: string;
  readonly isCancelled: boolean;
  readonly hasBring: boolean;
  /** Says in the language of a translation that it comes behind. */
  readonly follows: readonly { readonly locale: string; readonly text: string }[];
  readonly parts: readonly AppointmentPart[];
}

/**
 * The languages of a paper: the official one, and that of the citizen as its translation behind it; alone where it is official itself
 * (see letterStanding).
 */
export function paperLanguages(language: Language, { languagesAtRequest }: LetterStyle): readonly Language[] {
  if (letterStanding(language, languagesAtRequest) === 'official') return [language];
  return [officialLetterLanguage, language];
}

const dutchLocale = 'nl-BE';

const headings = {
  confirmation: 'appointmentConfirmation',
  change: 'appointmentChange',
  cancellation: 'appointmentCancellation',
} as const;

function dayIn(locale: string | undefined, instant: string, weekday: boolean): string {
  const day = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  const format = { ...day, ...(weekday ? { weekday: 'long' as const } : {}), timeZone };
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, format).format(new Date(instant));
}

function timeOf(instant: string): string {
  return new Intl.DateTimeFormat('nl-BE', { hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(instant));
}

/** Whoever joins from afar is told nothing of coming. */
function sentenceIn(words: LetterWords, { purpose, mode }: AppointmentPaper): string {
  const isAfar = purpose === 'confirmation' && mode === 'digital';
  return words[isAfar ? 'appointmentConfirmationDigitalText' : `${headings[purpose]}Text`] ?? '';
}

function spoken(named: Named, language: Language, { locale = language }: LetterWords): SpokenWords {
  const shown = nameIn(named, language);
  return { text: shown.name, locale: shown.language === language ? locale : dutchLocale };
}

function partOf(style: LetterStyle, paper: AppointmentPaper, words: LetterWords, place: number): AppointmentPart {
  const { startsAt, code, persons = 1, subject, bring } = paper;
  const language = paperLanguages(paper.language, style)[place] ?? officialLetterLanguage;
  const when = `${dayIn(words.locale, startsAt, true)}, ${timeOf(startsAt)}`;
  const filled = wordsWith(words, { municipality: style.municipality, code, when });
  return {
    ...{ words: filled, isTranslation: place > 0, when },
    subject: spoken(subject, language, words),
    bring: bring.map((one) => spoken(one, language, words)),
    ...{ heading: filled[headings[paper.purpose]] ?? '', sentence: sentenceIn(filled, paper) },
    ...(persons > 1 ? { persons: String(persons) } : {}),
  };
}

/**
 * @param words in the languages of `paperLanguages`: those after the first are a translation
 */
export function appointmentView(
  style: LetterStyle,
  paper: AppointmentPaper,
  words: readonly LetterWords[],
): AppointmentView {
  const { code, place, room, meetingLink, bring, addressLines, recipient = '', printedAt, purpose } = paper;
  const isCancelled = purpose === 'cancellation';
  return {
    ...{ code, place, room, meetingLink, addressLines, recipient, isCancelled },
    hasBring: !isCancelled && bring.length > 0,
    today: dayIn(words[0]?.locale, printedAt, false),
    follows: words.slice(1).map(({ locale = '', translationFollows: text = '' }) => ({ locale, text })),
    parts: words.map((one, index) => partOf(style, paper, one, index)),
  };
}

/** Printers know the plain space only; words of time have others between their parts. */
function withPlainSpaces(line: string): string {
  return line.replaceAll(/\p{Zs}/gu, ' ');
}

/** The same on a roll: no name on it, as it is easily left lying about. */
export function appointmentTicket(
  style: LetterStyle,
  paper: AppointmentPaper,
  words: readonly LetterWords[],
): TicketContent {
  const view = appointmentView(style, paper, words);
  const { place, room, hasBring, isCancelled, meetingLink } = view;
  const linesOf = ({
    words: own,
    heading,
    sentence,
    when,
    isTranslation,
    subject,
    bring,
  }: AppointmentPart): string[] => [
    ...(isTranslation ? ['', '* * *', `${own.translation}. ${own.translationNote}`, ''] : []),
    heading,
    when,
    subject.text,
    ...[place, room, meetingLink].filter((line) => line !== undefined),
    sentence,
    ...(hasBring ? ['', `${own.appointmentBring}:`, ...bring.map(({ text }) => `- ${text}`)] : []),
    '',
    (isCancelled ? own.appointmentNew : own.appointmentMove) ?? '',
  ];
  return {
    heading: style.municipality,
    large: timeOf(paper.startsAt),
    lines: [...view.parts.flatMap(linesOf), ...style.contactLines].map(withPlainSpaces),
    // Scanned at the reception, it finds the appointment.
    ...(isCancelled ? {} : { qrCode: paper.code }),
  };
}
