import type { Preferences } from '@onthaal/contract/ipc/channels.ts';
import german from '../resources/translations/de/desktop.json' with { type: 'json' };
import english from '../resources/translations/en/desktop.json' with { type: 'json' };
import french from '../resources/translations/fr/desktop.json' with { type: 'json' };
import dutch from '../resources/translations/nl-BE/desktop.json' with { type: 'json' };

export const APPLICATION_NAME = 'Onthaal';

type Locale = Preferences['locale'];
type TextKey = keyof typeof dutch;

const catalogues: Readonly<Record<Locale, Readonly<Record<TextKey, string>>>> = {
  'nl-BE': dutch,
  en: english,
  fr: french,
  de: german,
};

/** Gives the sentence of a key in the language that is chosen now. */
export type Say = (key: TextKey) => string;

/** What main itself says, in menus and dialogs, before or without a renderer that has the catalogue. */
export function sayIn(locale: () => Locale): Say {
  return (key) => catalogues[locale()][key];
}
