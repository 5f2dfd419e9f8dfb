import { languages } from '@onthaal/contract/entities/building-blocks.ts';
import { type Named, nameIn } from '@onthaal/contract/rules/products/name-in.ts';
import { useIntl } from 'react-intl';

/** How something that an administrator named is called in the language of the screen. */
export function useNameIn(): (named: Named) => { readonly name: string; readonly isDutch: boolean } {
  const { locale } = useIntl();
  const language = languages.find((one) => locale.startsWith(one)) ?? 'nl';
  return (named) => {
    const shown = nameIn(named, language);
    return { name: shown.name, isDutch: shown.language === 'nl' };
  };
}
