import type { Language } from '@onthaal/contract/entities/building-blocks.ts';
import { type Named, nameIn } from '@onthaal/contract/rules/products/name-in.ts';
import { useText } from '../../../i18n/use-text.ts';

/** Words as a citizen reads them in a language; what is still Dutch there is marked and said to be so. */
export function ShownWords({ words, language }: { readonly words: Named; readonly language: Language }) {
  const t = useText();
  const shown = nameIn(words, language);
  return (
    <>
      <span lang={shown.language}>{shown.name || '…'}</span>
      {shown.language !== language && <span className="muted"> ({t('administration.translations.inDutch')})</span>}
    </>
  );
}
