import type { CollectionName } from '../../entities/index.ts';
import type { Role } from '../../entities/reference-kinds.ts';

/**
 * Which rows of a collection a role sees.
 * - `all`: every row
 * - `team`: rows of the member's teams, rows in the member's own name, and rows linked to the member's work
 * - `teamOrUnassigned`: the same, and rows that no team has yet
 * - `linked`: only rows linked to the member's work (by a task, by a dossier they may see)
 * - `own`: only rows about the member's own acts
 * - `publicReference`: reference data of the kinds that any visitor of the town hall may read
 * - `none`
 */
export type RowScope = 'all' | 'team' | 'teamOrUnassigned' | 'linked' | 'own' | 'publicReference' | 'none';

const nothing: Readonly<Record<CollectionName, RowScope>> = {
  references: 'none',
  persons: 'none',
  dossiers: 'none',
  interactions: 'none',
  tasks: 'none',
  appointments: 'none',
  visits: 'none',
  documents: 'none',
  messages: 'none',
  consultations: 'none',
};

const caseWork: Readonly<Record<CollectionName, RowScope>> = {
  references: 'all',
  persons: 'all',
  dossiers: 'team',
  interactions: 'teamOrUnassigned',
  tasks: 'team',
  appointments: 'team',
  visits: 'linked',
  documents: 'linked',
  messages: 'linked',
  consultations: 'own',
};

/**
 * Rows per role (domain: "Who uses it"; spec section 22, data minimisation). The desk serves whoever comes in, so a clerk sees
 * every row; case work stays in its teams; who sets up the system needs no citizens; the kiosk and guests see no one.
 */
export const rowScopes: Readonly<Record<Role, Readonly<Record<CollectionName, RowScope>>>> = {
  clerk: {
    references: 'all',
    persons: 'all',
    dossiers: 'all',
    interactions: 'all',
    tasks: 'all',
    appointments: 'all',
    visits: 'all',
    documents: 'all',
    messages: 'all',
    consultations: 'own',
  },
  caseHandler: caseWork,
  adviser: {
    ...nothing,
    references: 'all',
    persons: 'linked',
    dossiers: 'linked',
    tasks: 'team',
    documents: 'linked',
    consultations: 'own',
  },
  teamLead: caseWork,
  administrator: { ...nothing, references: 'all', consultations: 'own' },
  recordManager: {
    ...nothing,
    references: 'all',
    persons: 'all',
    dossiers: 'all',
    interactions: 'all',
    documents: 'all',
    messages: 'all',
    consultations: 'own',
  },
  kiosk: { ...nothing, references: 'publicReference' },
  guest: { ...nothing, references: 'publicReference' },
};

/** Reference data without a name of an employee or a way into the system. */
export const publicReferenceKinds: readonly string[] = ['room', 'calendar', 'product'];

export interface FieldRule {
  readonly collection: CollectionName;
  /** Dotted paths; `[]` stands for the elements of a list. */
  readonly fields: readonly string[];
  /** The rule applies to documents with this flag; to all when left out. */
  readonly flag?: string;
  readonly hiddenFrom: readonly Role[];
}

/** Roles that may see the address of somebody whose address is secret: those who have to decide on it. */
const withoutSecretAddresses: readonly Role[] = [
  'clerk',
  'adviser',
  'administrator',
  'recordManager',
  'kiosk',
  'guest',
];

/** Fields that a role does not see in a row that it does see. */
export const fieldRules: readonly FieldRule[] = [
  {
    collection: 'persons',
    flag: 'addressSecret',
    // Old addresses stand in the lines of the history, too.
    fields: ['address', 'history[].parameters'],
    hiddenFrom: withoutSecretAddresses,
  },
  {
    collection: 'dossiers',
    flag: 'addressSecret',
    fields: ['address', 'parcel', 'history[].parameters'],
    hiddenFrom: withoutSecretAddresses,
  },
  {
    // An adviser judges a case, not a person.
    collection: 'persons',
    fields: ['nationalNumber', 'birthDate', 'notes', 'history', 'optIns', 'preferredChannel', 'lastContactAt'],
    hiddenFrom: ['adviser'],
  },
  { collection: 'dossiers', fields: ['payments', 'surveys'], hiddenFrom: ['adviser'] },
];
