import type { Language } from '../../entities/building-blocks.ts';
import type { TranslatedNames } from '../../entities/reference-kinds.ts';

/** Something with a Dutch name that may have others. */
export interface Named {
  readonly name: string;
  readonly names?: TranslatedNames | undefined;
}

/** Words as they are shown, and the language that they are in: a screen reader must read them so. */
export interface Shown {
  readonly name: string;
  readonly language: Language;
}

/** How something is called in a language, and in which language that is: Dutch where nobody translated it. */
export function nameIn({ name, names }: Named, language: Language): Shown {
  const translated = language === 'nl' ? undefined : names?.[language]?.trim();
  return translated ? { name: translated, language } : { name, language: 'nl' };
}
