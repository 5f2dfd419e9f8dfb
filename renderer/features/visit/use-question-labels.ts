import { useMemo } from 'react';
import type { ChoiceOption } from '../../ui/choice-option.ts';
import { useReferences } from '../dossier/use-references.ts';

/** What a question may be about: the products, and the dossier types that no product leads to. */
export function useQuestionLabels(): readonly ChoiceOption[] {
  const products = useReferences('product');
  const types = useReferences('dossierType');
  return useMemo(() => {
    const covered = new Set(products.map(({ data }) => data.dossierTypeCode));
    const others = types.filter(({ code }) => !covered.has(code) && !products.some((product) => product.code === code));
    const option = (row: {
      readonly code: string;
      readonly name: string;
      readonly data: { readonly theme: string };
    }) => ({
      ...{ id: row.code, label: row.name, description: row.data.theme },
    });
    return [...products.map(option), ...others.map(option)];
  }, [products, types]);
}
