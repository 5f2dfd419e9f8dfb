import { type Result, success } from '@onthaal/contract/result.ts';
import type { ReferenceDraft } from '@onthaal/contract/store/reference-drafts.ts';
import type { ReadContext } from './read-context.ts';

/** Before the id of its row stands a draft of reference data. Each member has a file of their own, so these are nobody else's (ADR 0014). */
export const draftPrefix = 'referenceDraft/';
/** The character after the slash. */
const afterDrafts = 'referenceDraft0';

/** All that the member of this file typed of reference data and did not save yet. */
export function readReferenceDrafts({ file }: ReadContext): Result<readonly ReferenceDraft[]> {
  const drafts = file
    .prepare<string>('SELECT value FROM setting WHERE name >= ? AND name < ? ORDER BY name')
    .pluck()
    .all(draftPrefix, afterDrafts);
  return success(drafts.map((value) => JSON.parse(value) as ReferenceDraft));
}
