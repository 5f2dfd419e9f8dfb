import type { CollectionName, DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { ReferenceKind } from '@onthaal/contract/entities/reference.ts';
import { failure, type OnthaalError } from '@onthaal/contract/result.ts';
import type { Orm } from '../database/database.ts';
import type { ReferenceLookup } from './reference-lookup.ts';

// Fields that must name something the centre knows. Links between documents that a desk makes in one go (a contact moment
// and its dossier) are not among them: their collections are pushed side by side.
const referenceFields: Partial<Readonly<Record<CollectionName, Readonly<Record<string, ReferenceKind>>>>> = {
  dossiers: { teamId: 'team', handlerId: 'member' },
  tasks: { teamId: 'team', memberId: 'member', senderId: 'member' },
  interactions: { teamId: 'team' },
  appointments: { teamId: 'team' },
};

type Fields = Readonly<Record<string, unknown>>;
type Executor = Pick<Orm, 'execute'>;

function unknownReference(field: string): OnthaalError {
  return failure('REFERENCE_UNKNOWN', { field }).error;
}

/** REFERENCE_UNKNOWN for the first changed field that names a team or member that does not exist or has left. */
export async function referenceProblem(
  lookup: ReferenceLookup,
  executor: Executor,
  collection: CollectionName,
  before: Fields | undefined,
  after: Fields,
): Promise<OnthaalError | undefined> {
  for (const [field, kind] of Object.entries(referenceFields[collection] ?? {})) {
    const id = after[field];
    if (typeof id !== 'string' || id === before?.[field]) continue;
    if (!(await lookup.isActive(executor, kind, id))) return unknownReference(field);
  }
  return undefined;
}

/** REFERENCE_UNKNOWN when the dossier's applicant changed to a person that the centre does not have. */
export async function applicantProblem(
  lookup: ReferenceLookup,
  executor: Executor,
  before: DocumentOf<'dossiers'> | undefined,
  after: DocumentOf<'dossiers'>,
): Promise<OnthaalError | undefined> {
  if (after.applicantId === before?.applicantId) return undefined;
  const exists = await lookup.documentExists(executor, 'persons', after.applicantId);
  return exists ? undefined : unknownReference('applicantId');
}
