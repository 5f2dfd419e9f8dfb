import type { Language } from '../../entities/building-blocks.ts';

/**
 * In which languages a municipality may write to somebody, in one place. What we were given says no more than this: a Flemish
 * municipality communicates with citizens in Dutch. Anything in another language is a translation beside the Dutch, unless the
 * municipality itself says that it has to answer in that language too; a jurist of the municipality judges that, no program.
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
