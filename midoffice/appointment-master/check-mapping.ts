import { readPlannerData } from '../planner/planner-rows.ts';
import type { ExternalParts } from './external-rows.ts';

/**
 * What is wrong with the mapping, one plain sentence each: names that Onthaal does not have, ways in which it does not give a product,
 * and names that the other system does not have (as far as it answers).
 */
export async function mappingMistakes({
  orm,
  external,
}: Pick<ExternalParts, 'orm' | 'external'>): Promise<readonly string[]> {
  const { mapping, master } = external;
  const { location, product } = await readPlannerData(orm);
  const mistakes: string[] = [];
  for (const id of mapping.locations.keys()) {
    if (!location.some((one) => one.id === id)) mistakes.push(`Onthaal has no location ${id}.`);
  }
  for (const [code, ways] of mapping.products) {
    if (!product.some((one) => one.code === code)) mistakes.push(`Onthaal has no product ${code}.`);
    if (Object.keys(ways).length === 0) mistakes.push(`The product ${code} is mapped to nothing.`);
  }
  const [products, locations] = [await master.products(), await master.locations()];
  if (products.kind === 'away' || locations.kind === 'away') return mistakes;
  const known = (values: readonly { readonly id: string }[]) => new Set(values.map(({ id }) => id));
  const [theirProducts, theirLocations] = [known(products.values), known(locations.values)];
  for (const [id, there] of mapping.locations) {
    if (!theirLocations.has(there))
      mistakes.push(`The location ${id} is mapped to ${there}, which ${master.name} does not have.`);
  }
  for (const [code, ways] of mapping.products) {
    for (const there of new Set(Object.values(ways))) {
      if (!theirProducts.has(there))
        mistakes.push(`The product ${code} is mapped to ${there}, which ${master.name} does not have.`);
    }
  }
  return mistakes;
}
