import { type CollectionName, collectionNames, collections, type DocumentOf } from '../entities/index.ts';
import { type ReferenceData, type ReferenceKind, referenceKinds, referenceSchemas } from '../entities/reference.ts';
import { failure, type Result } from '../result.ts';
import { type Check, compiledCheck } from './checks.ts';

type DocumentChecks = { readonly [Name in CollectionName]: Check<DocumentOf<Name>> };
type ReferenceChecks = { readonly [Kind in ReferenceKind]: Check<ReferenceData[Kind]> };

const documentChecks = Object.fromEntries(
  collectionNames.map((name) => [name, compiledCheck(collections[name].schema)]),
) as unknown as DocumentChecks;

const referenceChecks = Object.fromEntries(
  referenceKinds.map((kind) => [kind, compiledCheck(referenceSchemas[kind], 'data')]),
) as unknown as ReferenceChecks;

/**
 * Checks the `data` of a reference row against the schema of its kind.
 *
 * @returns the data, or FIELD_REQUIRED / FIELD_INVALID with the path below `data`
 */
export function checkReferenceData<Kind extends ReferenceKind>(kind: Kind, data: unknown): Result<ReferenceData[Kind]> {
  return referenceChecks[kind](data) as Result<ReferenceData[Kind]>;
}

/**
 * Checks the shape of a document of a collection, and of a reference's `data` for its kind. The document carries no
 * `deleted` flag and no nulls (see `stripNulls`).
 *
 * @returns the document, or FIELD_REQUIRED / FIELD_INVALID with the dotted path of the first field at fault
 */
export function checkDocument<Name extends CollectionName>(collection: Name, value: unknown): Result<DocumentOf<Name>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return failure('FIELD_INVALID');
  const checked = documentChecks[collection](value) as Result<DocumentOf<Name>>;
  if (!checked.ok || collection !== 'references') return checked;
  const reference = checked.value as DocumentOf<'references'>;
  const data = checkReferenceData(reference.kind, reference.data);
  return data.ok ? checked : data;
}
