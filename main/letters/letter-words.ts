import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '@onthaal/contract/entities/building-blocks.ts';

/** The words of the templates in one language, by name. "{municipality}", "{recipient}" and "{today}" stand for values. */
export type LetterWords = Readonly<Record<string, string>>;

/** The words that come along. */
export async function letterWords(templates: string, language: Language): Promise<LetterWords> {
  return JSON.parse(await readFile(join(templates, 'words', `${language}.json`), 'utf8')) as LetterWords;
}

/** The words with values in their places: text still, which a template escapes. */
export function wordsWith(words: LetterWords, values: LetterWords): LetterWords {
  const filled = (text: string): string =>
    text.replaceAll(/\{(\w+)\}/g, (place, name: string) =>
      Object.hasOwn(values, name) ? (values[name] ?? '') : place,
    );
  return Object.fromEntries(Object.entries(words).map(([name, text]) => [name, filled(text)]));
}
