import type { BasketLine } from '@onthaal/contract/entities/payment.ts';
import { basketCents } from '@onthaal/contract/rules/payments/index.ts';
import type { DossierCard } from '@onthaal/contract/store/reads.ts';
import { useMemo, useState } from 'react';
import { useReferenceListQuery } from '../../bridge/store-api.ts';
import { useReferences } from '../dossier/use-references.ts';

/** What can be put in the basket. */
export interface PricedProduct {
  readonly code: string;
  readonly name: string;
  readonly theme: string;
  readonly cents: number;
}

/** What a dossier of this type costs; nothing when it is free, or without a dossier. */
function productsOf(type: DossierCard['type'] | undefined): readonly PricedProduct[] {
  if (type === undefined) return [];
  const { code, name, data } = type;
  return data.priceCents ? [{ code, name, theme: data.theme, cents: data.priceCents }] : [];
}

/** The price list, with what the dossier's type costs first. */
function useProducts(type: DossierCard['type'] | undefined): readonly PricedProduct[] {
  const prices = useReferences('price');
  return useMemo(
    () => [...productsOf(type), ...prices.map((row) => ({ code: row.code, name: row.name, ...row.data }))],
    [prices, type],
  );
}

function lineOf({ code, name, cents }: PricedProduct): BasketLine {
  return { id: code, productCode: code, name: name.slice(0, 200), quantity: 1, unitCents: cents };
}

/** A basket that begins with what the dossier's type costs, and empty without one. */
export function useBasket(type: DossierCard['type'] | undefined) {
  const products = useProducts(type);
  const { isFetching, data: prices } = useReferenceListQuery({ kind: 'price' });
  const isLoading = isFetching && prices === undefined;
  const [lines, setLines] = useState<readonly BasketLine[]>(() => productsOf(type).map(lineOf));
  const add = (code: string) => {
    const product = products.find((candidate) => candidate.code === code);
    if (product === undefined) return;
    const isIn = lines.some(({ productCode }) => productCode === code);
    const more = (line: BasketLine) => ({ ...line, quantity: Math.min(line.quantity + 1, 999) });
    setLines(isIn ? lines.map((line) => (line.productCode === code ? more(line) : line)) : [...lines, lineOf(product)]);
  };
  const setQuantity = (id: string, quantity: number) =>
    setLines(lines.map((line) => (line.id === id ? { ...line, quantity } : line)));
  const remove = (id: string) => setLines(lines.filter((line) => line.id !== id));
  return { products, isLoading, lines, add, setQuantity, remove, totalCents: basketCents(lines) };
}
