import type { ProductFacts as Facts, ProductTerm } from '@onthaal/contract/rules/knowledge/index.ts';
import type { MessageKey } from '../../i18n/message-key.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useText } from '../../i18n/use-text.ts';
import { DataList } from '../../ui/data-list.tsx';

function useTermWords(): (term: ProductTerm) => string {
  const t = useText();
  return (term) => {
    if ('usual' in term) return term.usual;
    const length = t(`dossier.term.length.${term.unit}` as MessageKey, { count: term.length });
    return term.legalBasis === undefined ? length : `${length} (${term.legalBasis})`;
  };
}

/** What to bring, price, term and form of a product, as far as they are known. */
export function ProductFacts({ facts }: { readonly facts: Facts }) {
  const t = useText();
  const formats = useFormats();
  const termWords = useTermWords();
  const list = (lines: readonly string[]) =>
    lines.length === 0 ? undefined : (
      <ul className="knowledge-lines">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    );
  const prices = facts.prices.map(({ name, cents }) => {
    const amount = cents === 0 ? t('knowledge.free') : formats.money(cents);
    return name === undefined ? amount : `${name}: ${amount}`;
  });
  return (
    <DataList
      items={[
        { label: t('knowledge.bring'), value: list(facts.bring) },
        { label: t('knowledge.price'), value: list(prices) },
        { label: t('knowledge.term'), value: facts.term && termWords(facts.term) },
        { label: t('knowledge.form'), value: facts.form },
      ]}
    />
  );
}
