import { collectionNames } from '../../entities/index.ts';
import { type Role, roles } from '../../entities/reference-kinds.ts';
import { type FieldRule, type Grants, type Policy, type Relation, type RoleGrants, shieldedFlag } from './policy.ts';

const everyRow: readonly Relation[] = [
  'own',
  'team',
  'linked',
  'unassigned',
  'other',
  'watched',
  'place',
  'hall',
  'public',
];
const ofTeam: readonly Relation[] = ['own', 'team', 'linked'];
const ofTeamOrUnassigned: readonly Relation[] = [...ofTeam, 'unassigned'];
const ofWork: readonly Relation[] = ['own', 'linked'];
const ownActs: readonly Relation[] = ['own'];
const publicRows: readonly Relation[] = ['public'];

/** A row that one may have may also be opened, unless a rule asks for a reason. */
const seen = (rows: readonly Relation[]): Grants => ({ view: rows, open: rows });
const written: Grants = { create: everyRow, update: everyRow };
const removed: Grants = { delete: everyRow };
const trail: Grants = { readTrail: everyRow };
/** The log of consultations only grows (law of 8 August 1983, art. 17). */
const logged: Grants = { ...seen(ownActs), create: ownActs };
/** Who looked into the team's work with a reason is for the team to know. */
const loggedAndWatched: Grants = { ...logged, view: ['own', 'watched'] };

const clerk: RoleGrants = {
  references: seen(everyRow),
  persons: { ...seen(everyRow), reveal: everyRow, ...written },
  dossiers: { ...seen(everyRow), ...written, changeStatus: everyRow },
  interactions: { ...seen(everyRow), ...written },
  tasks: { ...seen(everyRow), ...written },
  appointments: { ...seen(everyRow), ...written },
  visits: { ...seen(everyRow), ...written, ...removed },
  documents: { ...seen(everyRow), ...written },
  messages: { ...seen(everyRow), ...written },
  consultations: loggedAndWatched,
  payments: { ...seen(everyRow), ...written },
};

const caseHandler: RoleGrants = {
  references: seen(everyRow),
  persons: { ...seen(everyRow), reveal: everyRow, ...written },
  dossiers: { ...seen(ofTeam), ...written, changeStatus: ofTeam },
  interactions: { ...seen(ofTeamOrUnassigned), ...written },
  tasks: { ...seen(ofTeam), ...written, ...removed },
  appointments: { ...seen(ofTeam), ...written },
  visits: { ...seen(ofWork), ...written, ...removed },
  documents: { ...seen(ofWork), ...written, ...removed },
  messages: { ...seen(ofWork), ...written, ...removed },
  consultations: loggedAndWatched,
  payments: { ...seen(ofWork), ...written },
};

const teamLead: RoleGrants = {
  ...caseHandler,
  appointments: { ...caseHandler.appointments, freeTime: everyRow },
  persons: { ...caseHandler.persons, ...trail },
  dossiers: { ...caseHandler.dossiers, readTrail: ofTeam },
  tasks: { ...caseHandler.tasks, readTrail: ofTeam },
};

const adviser: RoleGrants = {
  references: seen(everyRow),
  persons: seen(ofWork),
  dossiers: seen(ofWork),
  interactions: written,
  tasks: { ...seen(ofTeam), ...written },
  documents: { ...seen(ofWork), ...written },
  consultations: logged,
};

/** Sets up the system and needs no citizens; writes where the mid-office gives every desk all rows. */
const administrator: RoleGrants = {
  references: { ...seen(everyRow), ...trail, administer: everyRow },
  persons: { ...written, ...trail },
  dossiers: { ...written, changeStatus: everyRow, ...trail },
  interactions: { ...written, ...trail },
  tasks: { ...written, ...removed, ...trail },
  appointments: { ...written, ...trail, freeTime: everyRow },
  visits: { ...written, ...removed, ...trail },
  documents: { ...written, ...removed, ...trail },
  messages: { ...written, ...removed, ...trail },
  consultations: { ...logged, ...trail, export: everyRow },
  payments: trail,
};

const recordManager: RoleGrants = {
  references: { ...seen(everyRow), ...trail },
  persons: { ...seen(everyRow), reveal: everyRow, ...trail },
  dossiers: { ...seen(everyRow), update: everyRow, changeStatus: everyRow, ...trail },
  interactions: { ...seen(everyRow), ...trail },
  tasks: { ...written, ...trail },
  appointments: trail,
  visits: trail,
  documents: { ...seen(everyRow), ...written, ...trail },
  messages: { ...seen(everyRow), ...trail },
  consultations: { ...logged, ...trail, export: everyRow },
  payments: { ...seen(everyRow), ...trail },
};

const visitor: RoleGrants = { references: seen(publicRows) };
/** A kiosk says when its room is taken, gives numbers in its hall, or shows which are called there: never to whom, or for what. */
const kiosk: RoleGrants = {
  ...visitor,
  appointments: { seeTaken: ['place'], checkIn: ['hall'] },
  visits: { takeTicket: ['hall'], seeCalls: ['hall'] },
};

/** Who must decide on a protected address sees it; the desk and the archive do after they gave a reason. */
const withoutResidence: readonly Role[] = ['clerk', 'adviser', 'administrator', 'recordManager', 'kiosk', 'guest'];
const residenceForReason: readonly Role[] = ['clerk', 'recordManager'];

const withCitizens: readonly Role[] = ['clerk', 'caseHandler', 'adviser', 'teamLead', 'administrator', 'recordManager'];

/** What was written about a protected person is hidden like their card; what the member has to do with them themselves is not. */
const wordsRules: readonly FieldRule[] = (
  [
    ['dossiers', ofTeam],
    ['appointments', ofTeam],
    ['tasks', ofTeam],
    ['interactions', []],
    ['documents', []],
    ['messages', []],
  ] as const
).map(([collection, unless]) => ({
  collection,
  group: 'words',
  flag: shieldedFlag,
  hiddenFrom: withCitizens,
  shownForReason: withCitizens,
  unless,
}));

/**
 * Rights where a desk receives what its member's teams need (domain: "Who uses it"; GDPR art. 5.1.c, data minimisation). The desk
 * serves whoever comes in, so a clerk has every row; case work stays in its teams; who sets up the system needs no citizens; the
 * kiosk and guests see no one.
 */
export const teamPolicy: Policy = {
  grants: {
    clerk,
    caseHandler,
    adviser,
    teamLead,
    administrator,
    recordManager,
    kiosk,
    guest: visitor,
  },
  fieldGroups: [
    // Old addresses stand in the lines of the history, too.
    { collection: 'persons', group: 'residence', fields: ['address', 'history[].parameters'] },
    { collection: 'dossiers', group: 'residence', fields: ['address', 'parcel', 'history[].parameters'] },
    {
      collection: 'persons',
      group: 'identity',
      fields: [
        'nationalNumber',
        'birthDate',
        'notes',
        'history',
        'optIns',
        'preferredChannel',
        'lastContactAt',
        'rightsAnswers',
      ],
    },
    { collection: 'dossiers', group: 'money', fields: ['payments', 'surveys'] },
    // What people wrote may tell as much as an address: where somebody hides, from whom, why.
    {
      collection: 'dossiers',
      group: 'words',
      fields: ['subject', 'description', 'address', 'parcel', 'answers', 'notes', 'routing', 'history[].parameters'],
    },
    { collection: 'appointments', group: 'words', fields: ['subject', 'stateReason', 'answers', 'guests', 'notes'] },
    { collection: 'interactions', group: 'words', fields: ['subject', 'text', 'labels', 'notes', 'nextStep'] },
    {
      collection: 'tasks',
      group: 'words',
      fields: [
        'title',
        'text',
        'returnReason',
        'promised',
        'notes',
        'checked',
        'citizenMayKnow',
        'answer',
        'steps[].reason',
      ],
    },
    { collection: 'documents', group: 'words', fields: ['title', 'fileName'] },
    { collection: 'messages', group: 'words', fields: ['subject', 'body', 'stateReason'] },
  ],
  fieldRules: [
    {
      collection: 'persons',
      group: 'residence',
      flag: 'addressSecret',
      hiddenFrom: withoutResidence,
      shownForReason: residenceForReason,
    },
    {
      collection: 'dossiers',
      group: 'residence',
      flag: 'addressSecret',
      hiddenFrom: withoutResidence.filter((role) => !residenceForReason.includes(role)),
    },
    {
      collection: 'dossiers',
      group: 'residence',
      flag: 'addressSecret',
      hiddenFrom: residenceForReason,
      shownForReason: residenceForReason,
      unless: ofTeam,
    },
    ...wordsRules,
    // An adviser judges a case, not a person.
    { collection: 'persons', group: 'identity', hiddenFrom: ['adviser'] },
    { collection: 'dossiers', group: 'money', hiddenFrom: ['adviser'] },
  ],
  reasonRules: [
    {
      collection: 'persons',
      actions: ['open', 'reveal'],
      roles: withCitizens,
      flag: 'addressSecret',
      unless: ofTeam,
    },
    { collection: 'dossiers', actions: ['open'], roles: withCitizens, flag: shieldedFlag, unless: ofTeam },
    {
      collection: 'dossiers',
      actions: ['open', 'update', 'changeStatus'],
      roles: ['caseHandler', 'teamLead', 'recordManager'],
      relations: ['other'],
      unless: ['own', 'team', 'linked'],
    },
  ],
  publicReferenceKinds: ['room', 'calendar', 'product'],
};

/** How long what a reason opened stays open, in milliseconds. */
export const glassOpenMilliseconds = 30 * 60_000;

/** In the fields of a log row: the dossier itself was opened, not only its person. */
export const openedDossier = 'dossier';

/** Roles without a desk of their own: they never receive all rows, whatever the mid-office's scope is set to. */
export const limitedRoles: readonly Role[] = ['kiosk', 'guest'];

const seeing = ['view', 'open', 'changeStatus'] as const;

function widened(grants: RoleGrants): RoleGrants {
  const wider: Grants = Object.fromEntries(seeing.map((action) => [action, everyRow]));
  // Who looked at whom is for nobody else's desk, wherever; what people paid is for nobody who takes or keeps no payments.
  const names = collectionNames.filter(
    (name) => name !== 'consultations' && (name !== 'payments' || grants.payments?.view !== undefined),
  );
  return { ...grants, ...Object.fromEntries(names.map((name) => [name, { ...grants[name], ...wider }])) };
}

/**
 * The same where every desk has all rows (`ONTHAAL_SCOPE=all`), and on the desk itself: it only has the rows that the centre let
 * it have, so the row is no question there any more.
 */
export const servedPolicy: Policy = {
  ...teamPolicy,
  grants: Object.fromEntries(
    roles.map((role) => {
      const grants = teamPolicy.grants[role];
      return [role, limitedRoles.includes(role) ? grants : widened(grants)];
    }),
  ) as Policy['grants'],
};
