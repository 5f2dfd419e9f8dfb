import type { Translate } from '../../i18n/use-text.ts';

/** A word of a label in the middle of a sentence: small letters, except in a language that writes its nouns with a capital. */
export function inSentence(word: string, t: Translate): string {
  return t('fieldName.casing') === 'keep' ? word : word.charAt(0).toLowerCase() + word.slice(1);
}
