import type { CollectionName } from '@onthaal/contract/entities/index.ts';
import { failure, type OnthaalError } from '@onthaal/contract/result.ts';

type Fields = Readonly<Record<string, unknown>>;

// Names by which a clerk tells persons and files apart. Free text may quote anything.
const nameFields: Partial<Readonly<Record<CollectionName, readonly string[]>>> = {
  persons: ['displayName', 'givenName', 'familyName'],
  documents: ['fileName', 'title'],
};

// Overrides and isolates show letters in another order than they are stored (Unicode UAX 9, section 2). Names in Arabic or Hebrew
// need none of them.
const turnsLetters = /[\u202A-\u202E\u2066-\u2069]/;

/** FIELD_INVALID for the first changed name that would be shown as another one. */
export function nameProblem(
  collection: CollectionName,
  before: Fields | undefined,
  after: Fields,
): OnthaalError | undefined {
  const field = nameFields[collection]?.find((name) => {
    const value = after[name];
    return typeof value === 'string' && value !== before?.[name] && turnsLetters.test(value);
  });
  return field === undefined ? undefined : failure('FIELD_INVALID', { field, details: { rule: 'direction' } }).error;
}
