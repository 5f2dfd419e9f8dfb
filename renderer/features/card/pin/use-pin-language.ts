import { pinLanguages } from '@onthaal/contract/devices/pin-change.ts';
import { useIntl } from 'react-intl';

/** The language in which a reader with keys speaks: that of the screen. */
export function usePinLanguage(): (typeof pinLanguages)[number] {
  const { locale } = useIntl();
  return pinLanguages.find((language) => locale.startsWith(language)) ?? 'nl';
}
