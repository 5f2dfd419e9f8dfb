import type { CollectionName } from '../../entities/index.ts';
import type { Role } from '../../entities/reference-kinds.ts';

/**
 * What can be asked of the policy.
 * - `view`: to have the row on the desk, in lists and among the hits of a search
 * - `open`: its card
 * - `reveal`: a whole national number
 * - `create`, `update`, `delete`: to write it; `changeStatus`: to set a status of a dossier type
 * - `seeTaken`: when something is, and nothing else of it
 * - `takeTicket`: to have the centre make a visit, and be told its number; `checkIn`: to have it find the appointment of who is there;
 *   `seeCalls`: which numbers are called where
 * - `readTrail`: who changed what in it; `export`: the log of consultations; `administer`: members, devices and their access
 * - `freeTime`: what is reserved for a desk back to everybody
 */
export const policyActions = [
  'view',
  'open',
  'reveal',
  'create',
  'update',
  'delete',
  'changeStatus',
  'seeTaken',
  'takeTicket',
  'checkIn',
  'seeCalls',
  'readTrail',
  'export',
  'administer',
  'freeTime',
] as const;
export type PolicyAction = (typeof policyActions)[number];

/**
 * How a row and a member belong together; a row may be several at once.
 * - `own`: in the member's own name, or handed over by them
 * - `team`: of one of the member's teams
 * - `linked`: hangs on work of the member or their teams, by a dossier or a task
 * - `unassigned`: of no team (yet)
 * - `other`: of another team
 * - `watched`: a look of somebody else at the member's or their teams' work, for which a reason had to be given
 * - `place`: at the room where the kiosk that asks stands; `hall`: at the location where it stands
 * - `public`: reference data that any visitor of the town hall may read
 */
export const relations = [
  'own',
  'team',
  'linked',
  'unassigned',
  'other',
  'watched',
  'place',
  'hall',
  'public',
] as const;
export type Relation = (typeof relations)[number];

/** Fields that are kept from some roles together, because they tell the same. */
export const fieldGroups = ['residence', 'identity', 'money', 'words'] as const;
export type FieldGroup = (typeof fieldGroups)[number];

/** Rows on which a role may do something: those that have one of these relations with the member. */
export type Grants = Readonly<Partial<Record<PolicyAction, readonly Relation[]>>>;
export type RoleGrants = Readonly<Partial<Record<CollectionName, Grants>>>;

/** Which fields a group is in a collection: dotted paths, `[]` stands for the elements of a list. */
export interface FieldGroupFields {
  readonly collection: CollectionName;
  readonly group: FieldGroup;
  readonly fields: readonly string[];
}

/** Who does not see a group of fields in rows that they do see. */
export interface FieldRule {
  readonly collection: CollectionName;
  readonly group: FieldGroup;
  /** Only in rows with this flag; in all when left out. */
  readonly flag?: string;
  readonly hiddenFrom: readonly Role[];
  /** Not in rows with one of these relations. */
  readonly unless?: readonly Relation[];
  /** Of those, who sees it after they gave a reason. */
  readonly shownForReason?: readonly Role[];
}

/** Who must give a reason before a row opens: "break the glass". */
export interface ReasonRule {
  readonly collection: CollectionName;
  readonly actions: readonly PolicyAction[];
  readonly roles: readonly Role[];
  /** Only rows with this flag. */
  readonly flag?: string;
  /** Only rows with one of these relations. */
  readonly relations?: readonly Relation[];
  /** Not rows with one of these. */
  readonly unless: readonly Relation[];
}

/** All rights, as data. What is not granted is refused. */
export interface Policy {
  readonly grants: Readonly<Record<Role, RoleGrants>>;
  readonly fieldGroups: readonly FieldGroupFields[];
  readonly fieldRules: readonly FieldRule[];
  readonly reasonRules: readonly ReasonRule[];
  /** Kinds of reference data without a name of an employee or a way into the system. */
  readonly publicReferenceKinds: readonly string[];
}

/** Among the flags of the person that a row is about: their card would only open to this member after a reason. */
export const shieldedFlag = 'shielded';

/** Who asks. */
export interface PolicySubject {
  readonly id: string;
  readonly role: Role;
  readonly teamIds: readonly string[];
  /** Of a kiosk: where it stands. */
  readonly roomId?: string | undefined;
  readonly locationId?: string | undefined;
}

/** A session as the policy knows it. */
export function subjectOf(session: {
  readonly memberId: string;
  readonly role: Role;
  readonly teamIds: readonly string[];
  readonly kiosk?: Pick<PolicySubject, 'roomId' | 'locationId'> | undefined;
}): PolicySubject {
  const { memberId, role, teamIds, kiosk } = session;
  const { roomId, locationId } = kiosk ?? {};
  return { id: memberId, role, teamIds, ...(kiosk === undefined ? {} : { roomId, locationId }) };
}

/** A document of any collection; only the fields that the rules name are read. */
export type PolicyDocument = Readonly<Record<string, unknown>>;

/**
 * What the caller knows about the member's work that a single row cannot tell: dossiers of their teams or with a task for
 * them, and the persons in those. Without it nothing is linked: the answer is no.
 */
export interface PolicyLinks {
  readonly dossierIds?: ReadonlySet<string> | undefined;
  readonly personIds?: ReadonlySet<string> | undefined;
}

/** What is asked about. */
export interface PolicyResource {
  readonly collection: CollectionName;
  /** The row as it is now; left out: any row of the collection, "is there one at all?". */
  readonly document?: PolicyDocument | undefined;
  readonly links?: PolicyLinks | undefined;
  /** Flags of the person that the row is about, when it is not the row of that person. */
  readonly personFlags?: readonly string[] | undefined;
  /** Of the row only these fields. */
  readonly fieldGroup?: FieldGroup | undefined;
  /** For `changeStatus`: the roles that the dossier's type lets set the status. */
  readonly statusRoles?: readonly Role[] | undefined;
  /** Why the glass is broken. */
  readonly reason?: string | undefined;
}

/** The answer. `sentence` is plain Dutch, for logs and tables; a screen takes the sentence of `code` from the catalogue. */
export type Decision =
  | { readonly kind: 'allowed' }
  | {
      readonly kind: 'denied';
      readonly code: 'NOT_ALLOWED' | 'ACCESS_LOST' | 'STATUS_NOT_ALLOWED';
      readonly sentence: string;
    }
  | { readonly kind: 'needsReason'; readonly sentence: string };
