import type { Language } from '../../entities/building-blocks.ts';

/**
 * In which languages a municipality may write to somebody, in one place. Source: the coordinated laws of 18 July 1966 on the use of
 * languages in administrative matters. Article 12: a local service in the Dutch language area uses Dutch only in its dealings with
 * private persons; one in a municipality of the language border answers in French to who uses it. Article 25: so do the six
 * municipalities around Brussels. Anything in another language can only be a translation beside the Dutch.
 */
export const officialLetterLanguage: Language = 'nl';

/** What a letter in a language is: the municipality's own word, or a help for who reads no Dutch. */
export type LetterStanding = 'official' | 'translation';

/**
 * @param atRequest languages in which this municipality has to answer who asks for it: French where there are facilities, otherwise none
 */
export function letterStanding(language: Language, atRequest: readonly Language[] = []): LetterStanding {
  return language === officialLetterLanguage || atRequest.includes(language) ? 'official' : 'translation';
}
