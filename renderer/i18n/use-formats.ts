import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { makeFormats } from './formats.ts';

/** English as it is written here: with 11/12 the eleventh of December, and never twelve hours. */
const formatLocales: Readonly<Record<string, string>> = { en: 'en-GB' };

/** Dates, times and numbers in the chosen language, always in the municipality's time zone. */
export function useFormats() {
  const { locale } = useIntl();
  return useMemo(() => makeFormats(formatLocales[locale] ?? locale), [locale]);
}
