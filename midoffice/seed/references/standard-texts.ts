import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import type { Reference } from '@onthaal/contract/entities/reference.ts';
import { referenceRow } from './row.ts';
import { generalTexts } from './texts/general-texts.ts';
import { personalTexts } from './texts/personal-texts.ts';
import { themeTexts } from './texts/theme-texts.ts';

export type TextSeed = readonly [language: Language, code: string, name: string, theme: string, body: string];

/** What clerks say and write often. A text in another language has the code of the Dutch one, with the language behind it. */
export const standardTextRows: readonly Reference[] = [...generalTexts, ...personalTexts, ...themeTexts].map(
  ([language, code, name, theme, body]) => {
    const rowCode = language === 'nl' ? code : `${code}-${language}`;
    return referenceRow('standardText', `text-${rowCode}`, rowCode, name, { theme, language, body });
  },
);
