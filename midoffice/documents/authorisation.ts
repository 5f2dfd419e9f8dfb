import { type CollectionName, collectionNames, collections } from '@onthaal/contract/entities/index.ts';
import type { Role } from '@onthaal/contract/entities/reference-kinds.ts';
import { maySee, rowScopes, type VisibilityDocument } from '@onthaal/contract/rules/visibility/index.ts';
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

// Every other role receives all rows for now; their scopes (contract/rules/visibility) come with partial replication.
const scopedRoles: readonly Role[] = ['kiosk', 'guest'];

/** True when documents of the collection may go to this session. A kiosk or guest gets no personal data at all. */
export function mayReceive(session: Session, collection: CollectionName, document: VisibilityDocument): boolean {
  const { memberId, role, teamIds } = session;
  return !scopedRoles.includes(role) || maySee({ id: memberId, role, teamIds }, collection, document);
}

/** The collections of which the session may receive any document at all. */
export function visibleCollections({ role }: Session): readonly CollectionName[] {
  return collectionNames.filter((name) => !scopedRoles.includes(role) || rowScopes[role][name] !== 'none');
}
