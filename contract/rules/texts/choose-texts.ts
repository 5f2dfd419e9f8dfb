import { type Language, languages } from '../../entities/building-blocks.ts';
import type { ReferenceOf } from '../../entities/reference.ts';
import { foldText } from '../search/index.ts';

export type StandardText = ReferenceOf<'standardText'>;

/** Texts of one language and theme. */
export interface TextGroup {
  readonly language: Language;
  readonly theme: string;
  readonly texts: readonly StandardText[];
}

/** The language of a row of reference data; Dutch for one that this program does not know. */
export function languageOf({ data }: { readonly data: { readonly language: string } }): Language {
  return languages.find((known) => known === data.language) ?? 'nl';
}

/**
 * The texts in which every typed word stands, grouped by theme: those in the citizen's language first, then Dutch, then the others.
 */
export function chooseTexts(texts: readonly StandardText[], typed: string, language: Language): readonly TextGroup[] {
  const words = foldText(typed).split(/\s+/).filter(Boolean);
  const found = texts.filter(({ name, data }) => {
    const all = foldText(`${name} ${data.theme} ${data.body}`);
    return words.every((word) => all.includes(word));
  });
  return [language, ...languages.filter((other) => other !== language)].flatMap((one) => {
    const inLanguage = found.filter((text) => languageOf(text) === one);
    const themes = [...new Set(inLanguage.map(({ data }) => data.theme))].sort((a, b) => a.localeCompare(b, 'nl'));
    return themes.map((theme) => ({
      language: one,
      theme,
      texts: inLanguage.filter(({ data }) => data.theme === theme),
    }));
  });
}
