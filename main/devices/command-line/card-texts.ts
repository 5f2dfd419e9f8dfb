import type { OnthaalError } from '@onthaal/contract/result.ts';
import germanEid from '../../../resources/translations/de/eid.json' with { type: 'json' };
import germanErrors from '../../../resources/translations/de/errors.json' with { type: 'json' };
import englishEid from '../../../resources/translations/en/eid.json' with { type: 'json' };
import englishErrors from '../../../resources/translations/en/errors.json' with { type: 'json' };
import frenchEid from '../../../resources/translations/fr/eid.json' with { type: 'json' };
import frenchErrors from '../../../resources/translations/fr/errors.json' with { type: 'json' };
import dutchEid from '../../../resources/translations/nl-BE/eid.json' with { type: 'json' };
import dutchErrors from '../../../resources/translations/nl-BE/errors.json' with { type: 'json' };
import type { Locale } from './read-options.ts';

type Messages = Readonly<Record<string, string>>;

const catalogues: Readonly<Record<Locale, Messages>> = {
  'nl-BE': { ...dutchEid, ...dutchErrors },
  en: { ...englishEid, ...englishErrors },
  fr: { ...frenchEid, ...frenchErrors },
  de: { ...germanEid, ...germanErrors },
};

/** The sentence of a key without placeholders. */
export function sentence(locale: Locale, key: string): string {
  return catalogues[locale][key] ?? key;
}

/** What went wrong and what to do now. Reading needs no PIN, so none of its errors has a placeholder. */
export function errorSentences(
  locale: Locale,
  { code }: OnthaalError,
): { readonly text: string; readonly next: string } {
  return { text: sentence(locale, `error.${code}.text`), next: sentence(locale, `error.${code}.next`) };
}
