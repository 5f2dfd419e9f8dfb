import type { PolicyDocument, PolicyResource, PolicySubject, Relation } from './policy.ts';

function textAt(document: PolicyDocument, field: string): string | undefined {
  const value = Object.hasOwn(document, field) ? document[field] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function textsAt(document: PolicyDocument, field: string): readonly string[] {
  const value = Object.hasOwn(document, field) ? document[field] : undefined;
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function isOwn(subject: PolicySubject, document: PolicyDocument): boolean {
  const single = ['memberId', 'handlerId', 'senderId'].map((field) => textAt(document, field));
  const names = [...single, ...textsAt(document, 'memberIds')];
  return names.includes(subject.id);
}

function isLinked({ collection, links = {} }: PolicyResource, document: PolicyDocument): boolean {
  const dossierIds = [textAt(document, 'dossierId'), ...textsAt(document, 'dossierIds')];
  if (collection === 'dossiers') dossierIds.push(textAt(document, 'id'));
  // A row about a dossier follows the dossier; one that is only about a person follows the person.
  const known = dossierIds.filter((id) => id !== undefined);
  if (known.length > 0) return known.some((id) => links.dossierIds?.has(id) === true);
  const personId = textAt(document, collection === 'persons' ? 'id' : 'personId');
  return personId !== undefined && links.personIds?.has(personId) === true;
}

/**
 * A look that asked for a reason: into a dossier of theirs, or, where nobody named a dossier, at a person whom they have to do with.
 */
function isWatched({ collection, links = {} }: PolicyResource, document: PolicyDocument): boolean {
  if (collection !== 'consultations' || textAt(document, 'reason') === undefined) return false;
  const dossierId = textAt(document, 'dossierId');
  if (dossierId !== undefined) return links.dossierIds?.has(dossierId) === true;
  return links.personIds?.has(textAt(document, 'personId') ?? '') === true;
}

/** How a row belongs to a member; never empty. */
export function relationsOf(
  subject: PolicySubject,
  resource: PolicyResource,
  document: PolicyDocument,
  publicReferenceKinds: readonly string[],
): ReadonlySet<Relation> {
  const found = new Set<Relation>();
  const teamId = textAt(document, 'teamId');
  if (teamId === undefined) found.add('unassigned');
  else found.add(subject.teamIds.includes(teamId) ? 'team' : 'other');
  if (isOwn(subject, document)) found.add('own');
  if (isLinked(resource, document)) found.add('linked');
  if (isWatched(resource, document) && !found.has('own')) found.add('watched');
  const isAt = (field: 'roomId' | 'locationId'): boolean =>
    subject[field] !== undefined && textAt(document, field) === subject[field];
  if (isAt('roomId')) found.add('place');
  if (isAt('locationId')) found.add('hall');
  const isPublic =
    resource.collection === 'references' && publicReferenceKinds.includes(textAt(document, 'kind') ?? '');
  if (isPublic) found.add('public');
  return found;
}
