import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { makeFormats } from './formats.ts';

/** Dates, times and numbers in the chosen language, always in the municipality's time zone. */
export function useFormats() {
  const { locale } = useIntl();
  return useMemo(() => makeFormats(locale), [locale]);
}
