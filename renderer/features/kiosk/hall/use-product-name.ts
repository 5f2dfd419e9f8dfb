import { languages } from '@onthaal/contract/entities/building-blocks.ts';
import { nameIn } from '@onthaal/contract/rules/products/name-in.ts';
import type { KioskProduct } from '@onthaal/contract/session/kiosk-hall.ts';
import { useIntl } from 'react-intl';

/** How a product is called in the language of the screen. */
export function useProductName(): (product: KioskProduct) => { readonly name: string; readonly isDutch: boolean } {
  const { locale } = useIntl();
  const language = languages.find((one) => locale.startsWith(one)) ?? 'nl';
  return (product) => {
    const shown = nameIn(product, language);
    return { name: shown.name, isDutch: shown.language === 'nl' };
  };
}
