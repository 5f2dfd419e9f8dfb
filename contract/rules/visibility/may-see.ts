import type { CollectionName } from '../../entities/index.ts';
import type { Role } from '../../entities/reference-kinds.ts';
import { publicReferenceKinds, type RowScope, rowScopes } from './visibility-table.ts';

/** Who looks. */
export interface VisibilityMember {
  readonly id: string;
  readonly role: Role;
  readonly teamIds: readonly string[];
}

/** A document of any collection; only the fields that the rules name are read. */
export type VisibilityDocument = Readonly<Record<string, unknown>>;

/**
 * What the caller knows about the member's work that a single row cannot tell: dossiers of their teams or with a task for
 * them, and the persons in those. Without it nothing is linked: the answer is no.
 */
export interface VisibilityLinks {
  readonly dossierIds?: ReadonlySet<string> | undefined;
  readonly personIds?: ReadonlySet<string> | undefined;
}

function textAt(document: VisibilityDocument, field: string): string | undefined {
  const value = Object.hasOwn(document, field) ? document[field] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function textsAt(document: VisibilityDocument, field: string): readonly string[] {
  const value = Object.hasOwn(document, field) ? document[field] : undefined;
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function isOwn(member: VisibilityMember, document: VisibilityDocument): boolean {
  const names = [textAt(document, 'memberId'), textAt(document, 'handlerId'), ...textsAt(document, 'memberIds')];
  return names.includes(member.id);
}

function isOfTeam(member: VisibilityMember, document: VisibilityDocument): boolean {
  const teamId = textAt(document, 'teamId');
  return teamId !== undefined && member.teamIds.includes(teamId);
}

function isLinked(collection: CollectionName, document: VisibilityDocument, links: VisibilityLinks): boolean {
  const dossierIds = [textAt(document, 'dossierId'), ...textsAt(document, 'dossierIds')];
  if (collection === 'dossiers') dossierIds.push(textAt(document, 'id'));
  // A row about a dossier follows the dossier; one that is only about a person follows the person.
  const known = dossierIds.filter((id) => id !== undefined);
  if (known.length > 0) return known.some((id) => links.dossierIds?.has(id) === true);
  const personId = textAt(document, collection === 'persons' ? 'id' : 'personId');
  return personId !== undefined && links.personIds?.has(personId) === true;
}

function inScope(
  scope: RowScope,
  member: VisibilityMember,
  collection: CollectionName,
  document: VisibilityDocument,
  links: VisibilityLinks,
): boolean {
  const ofTeam = () => isOfTeam(member, document) || isOwn(member, document) || isLinked(collection, document, links);
  switch (scope) {
    case 'all':
      return true;
    case 'team':
      return ofTeam();
    case 'teamOrUnassigned':
      return textAt(document, 'teamId') === undefined || ofTeam();
    case 'linked':
      return isOwn(member, document) || isLinked(collection, document, links);
    case 'own':
      return isOwn(member, document);
    case 'publicReference':
      return publicReferenceKinds.includes(textAt(document, 'kind') ?? '');
    case 'none':
      return false;
  }
}

/**
 * Whether a member may have a row at all: the mid-office answers by it, the store purges by it (architecture: "what leaves the
 * scope is purged"). A role or collection that is not in the table sees nothing.
 */
export function maySee(
  member: VisibilityMember,
  entityName: CollectionName,
  document: VisibilityDocument,
  links: VisibilityLinks = {},
): boolean {
  const scopes: Readonly<Record<string, RowScope>> | undefined = rowScopes[member.role];
  const scope = scopes !== undefined && Object.hasOwn(scopes, entityName) ? (scopes[entityName] ?? 'none') : 'none';
  return inScope(scope, member, entityName, document, links);
}
