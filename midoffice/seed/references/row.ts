import type { Author } from '@onthaal/contract/entities/building-blocks.ts';
import type { Reference, ReferenceData, ReferenceKind } from '@onthaal/contract/entities/reference.ts';

/** Who stands for what the system did by itself. Not a member: it cannot log in. */
export const systemAuthor: Author = { memberId: 'system', name: 'Onthaal' };

/** Reference data was entered by the administrator long before the first dossier. */
const enteredAt = '2025-01-06T08:00:00.000Z';
const enteredBy: Author = { memberId: 'member-ann', name: 'Ann Vermeulen' };

/** One row of reference data; `id` is readable, `<kind>-<code>` for most. */
export function referenceRow<Kind extends ReferenceKind>(
  kind: Kind,
  id: string,
  code: string,
  name: string,
  data: ReferenceData[Kind],
): Reference {
  return {
    id,
    createdAt: enteredAt,
    updatedAt: enteredAt,
    updatedBy: enteredBy,
    kind,
    code,
    name,
    active: true,
    data: data as Record<string, unknown>,
  };
}
