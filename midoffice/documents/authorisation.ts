import { type CollectionName, collectionNames, collections } from '@onthaal/contract/entities/index.ts';
import type { Role } from '@onthaal/contract/entities/reference-kinds.ts';
import {
  maySee,
  rowScopes,
  type VisibilityDocument,
  type VisibilityLinks,
} from '@onthaal/contract/rules/visibility/index.ts';
import type { Configuration } from '../configuration/configuration.ts';
import type { Session } from '../session/session.ts';

export type WriteAction = 'create' | 'update' | 'delete';

const desk = ['clerk', 'caseHandler', 'teamLead', 'administrator'] as const satisfies readonly Role[];
const staff = [...desk, 'adviser', 'recordManager'] as const satisfies readonly Role[];
const nobody: readonly Role[] = [];
const seniors = ['caseHandler', 'teamLead', 'administrator'] as const satisfies readonly Role[];

type RolesPerAction = Readonly<Record<WriteAction, readonly Role[]>>;

// Who may write what. Persons, dossiers and contact moments are never deleted: they are records of the municipality.
const writers: Readonly<Record<CollectionName, RolesPerAction>> = {
  references: { create: nobody, update: nobody, delete: nobody },
  persons: { create: desk, update: desk, delete: nobody },
  dossiers: { create: desk, update: [...desk, 'recordManager'], delete: nobody },
  interactions: { create: [...desk, 'adviser'], update: [...desk, 'adviser'], delete: nobody },
  tasks: { create: staff, update: staff, delete: seniors },
  appointments: { create: desk, update: desk, delete: nobody },
  visits: { create: desk, update: desk, delete: desk },
  documents: { create: staff, update: staff, delete: seniors },
  messages: { create: desk, update: desk, delete: seniors },
  // The log of consultations only grows (law of 8 August 1983, art. 17).
  consultations: { create: staff, update: nobody, delete: nobody },
};

/** True when the role may do this to documents of the collection; single rows may still be refused by their rules. */
export function mayWrite(role: Role, collection: CollectionName, action: WriteAction): boolean {
  return !collections[collection].readOnlyOnDesk && writers[collection][action].includes(role);
}

/** Roles without a desk of their own: they never receive all rows, whatever the mid-office's scope is set to. */
export const limitedRoles: readonly Role[] = ['kiosk', 'guest'];

/** True when a row may go to this session by the rules of contract/rules/visibility. */
export function mayReceive(
  session: Session,
  collection: CollectionName,
  document: VisibilityDocument,
  links: VisibilityLinks = {},
): boolean {
  const { memberId, role, teamIds } = session;
  return maySee({ id: memberId, role, teamIds }, collection, document, links);
}

/** The collections of which the session may receive any document at all. */
export function visibleCollections({ role }: Session, scope: Configuration['scope']): readonly CollectionName[] {
  const isScoped = scope === 'teams' || limitedRoles.includes(role);
  return collectionNames.filter((name) => !isScoped || rowScopes[role][name] !== 'none');
}
