import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { mergeDocuments } from '@onthaal/contract/rules/merge/index.ts';
import { mergePolicies } from './merge-policies.ts';
import { withValueAt } from './paths.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Puts a clerk's change onto the present document: what the clerk changed wins, the rest stays as it is now.
 *
 * @param base the document that the clerk started from; undefined for a new one
 * @param mine what the clerk made of it
 * @param current what is stored now
 */
export function rebase(
  collection: CollectionName,
  base: Fields | undefined,
  mine: Fields,
  current: Fields,
): Record<string, unknown> {
  const { merged, clashes } = mergeDocuments<Fields>(base ?? current, mine, current, mergePolicies[collection]);
  let result: Record<string, unknown> = { ...merged };
  for (const clash of clashes) result = withValueAt(result, clash.path, clash.mine);
  return result;
}
