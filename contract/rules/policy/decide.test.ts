import { describe, expect, it } from 'vitest';
import { type CollectionName, collectionNames, collections } from '../../entities/index.ts';
import { type Role, roles } from '../../entities/reference-kinds.ts';
import {
  decide,
  isAllowed,
  type PolicyAction,
  type PolicyDocument,
  type PolicyLinks,
  type PolicySubject,
  policyActions,
  servedPolicy,
  teamPolicy,
} from './index.ts';

const member = (role: Role, teamIds: readonly string[] = ['a']): PolicySubject => ({ id: 'me', role, teamIds });
const links: PolicyLinks = { dossierIds: new Set(['d1']), personIds: new Set(['p1']) };

function sees(
  subject: PolicySubject,
  collection: CollectionName,
  document: PolicyDocument,
  known?: PolicyLinks,
): boolean {
  return isAllowed(teamPolicy, subject, 'view', { collection, document, links: known });
}

describe('rows that a role may have', () => {
  const documents: Readonly<Record<string, readonly [CollectionName, PolicyDocument]>> = {
    team: ['references', { id: 'r', kind: 'team' }],
    member: ['references', { id: 'r', kind: 'member' }],
    room: ['references', { id: 'r', kind: 'room' }],
    person: ['persons', { id: 'p9' }],
    linkedPerson: ['persons', { id: 'p1' }],
    ownTeamDossier: ['dossiers', { id: 'd9', teamId: 'a' }],
    otherTeamDossier: ['dossiers', { id: 'd9', teamId: 'b' }],
    ownDossier: ['dossiers', { id: 'd9', teamId: 'b', handlerId: 'me' }],
    linkedDossier: ['dossiers', { id: 'd1', teamId: 'b' }],
    unassignedMail: ['interactions', { id: 'i', dossierIds: [] }],
    otherTeamMail: ['interactions', { id: 'i', teamId: 'b', dossierIds: ['d9'] }],
    linkedMail: ['interactions', { id: 'i', teamId: 'b', dossierIds: ['d9', 'd1'] }],
    ownTask: ['tasks', { id: 't', teamId: 'b', memberId: 'me' }],
    teamTask: ['tasks', { id: 't', teamId: 'a' }],
    otherTask: ['tasks', { id: 't', teamId: 'b' }],
    ownAppointment: ['appointments', { id: 'a', teamId: 'b', memberIds: ['me'] }],
    otherAppointment: ['appointments', { id: 'a', teamId: 'b', memberIds: [] }],
    visit: ['visits', { id: 'v', personId: 'p9' }],
    linkedDocument: ['documents', { id: 'x', dossierId: 'd1' }],
    otherDocument: ['documents', { id: 'x', dossierId: 'd9', personId: 'p1' }],
    personDocument: ['documents', { id: 'x', personId: 'p1' }],
    linkedMessage: ['messages', { id: 'm', personId: 'p9', dossierId: 'd1' }],
    ownConsultation: ['consultations', { id: 'c', memberId: 'me', personId: 'p1' }],
    otherConsultation: ['consultations', { id: 'c', memberId: 'you', personId: 'p1', dossierId: 'd1' }],
    watchedConsultation: [
      'consultations',
      { id: 'c', memberId: 'you', personId: 'p9', dossierId: 'd1', reason: 'Vraag' },
    ],
    watchedPersonConsultation: ['consultations', { id: 'c', memberId: 'you', personId: 'p1', reason: 'Vraag' }],
    otherPersonConsultation: ['consultations', { id: 'c', memberId: 'you', personId: 'p9', reason: 'Vraag' }],
    elsewhereConsultation: [
      'consultations',
      { id: 'c', memberId: 'you', personId: 'p1', dossierId: 'd9', reason: 'Vraag' },
    ],
  };
  const names = Object.keys(documents);
  const caseWork = [
    'team',
    'member',
    'room',
    'person',
    'linkedPerson',
    'ownTeamDossier',
    'ownDossier',
    'linkedDossier',
    'unassignedMail',
    'linkedMail',
    'ownTask',
    'teamTask',
    'ownAppointment',
    'linkedDocument',
    'personDocument',
    'linkedMessage',
    'ownConsultation',
  ];
  const expected: Readonly<Record<Role, readonly string[]>> = {
    clerk: names.filter((name) => !/^(other|otherPerson|elsewhere)Consultation$/.test(name)),
    caseHandler: [...caseWork, 'watchedConsultation', 'watchedPersonConsultation'],
    teamLead: [...caseWork, 'watchedConsultation', 'watchedPersonConsultation'],
    adviser: [
      'team',
      'member',
      'room',
      'linkedPerson',
      'ownDossier',
      'linkedDossier',
      'ownTask',
      'teamTask',
      'linkedDocument',
      'personDocument',
      'ownConsultation',
    ],
    administrator: ['team', 'member', 'room', 'ownConsultation'],
    recordManager: [
      'team',
      'member',
      'room',
      'person',
      'linkedPerson',
      'ownTeamDossier',
      'otherTeamDossier',
      'ownDossier',
      'linkedDossier',
      'unassignedMail',
      'otherTeamMail',
      'linkedMail',
      'linkedDocument',
      'otherDocument',
      'personDocument',
      'linkedMessage',
      'ownConsultation',
    ],
    kiosk: ['room'],
    guest: ['room'],
  };
  const cells = roles.flatMap((role) => names.map((name) => [role, name, expected[role].includes(name)] as const));

  it.each(cells)('%s, %s: %s', (role, name, allowed) => {
    const [collection, document] = documents[name] ?? ['persons', {}];
    expect(sees(member(role), collection, document, links)).toBe(allowed);
  });

  it('refuses what it does not know', () => {
    expect(sees(member('wizard' as Role), 'references', { id: 'r', kind: 'room' })).toBe(false);
    expect(sees(member('toString' as Role), 'references', {})).toBe(false);
    expect(sees(member('clerk'), 'secrets' as CollectionName, {})).toBe(false);
    expect(sees(member('clerk'), 'constructor' as CollectionName, {})).toBe(false);
  });
});

/** Who may, per collection and action; written by hand, apart from the policy. `-` is nobody. */
const atDesk = 'clerk caseHandler teamLead';
const writers: Readonly<Record<CollectionName, Readonly<Record<'create' | 'update' | 'delete', string>>>> = {
  references: { create: '-', update: '-', delete: '-' },
  persons: {
    create: 'clerk caseHandler teamLead administrator',
    update: 'clerk caseHandler teamLead administrator',
    delete: '-',
  },
  dossiers: {
    create: 'clerk caseHandler teamLead administrator',
    update: 'clerk caseHandler teamLead administrator recordManager',
    delete: '-',
  },
  interactions: {
    create: 'clerk caseHandler teamLead administrator adviser',
    update: 'clerk caseHandler teamLead administrator adviser',
    delete: '-',
  },
  tasks: {
    create: 'clerk caseHandler teamLead administrator adviser recordManager',
    update: 'clerk caseHandler teamLead administrator adviser recordManager',
    delete: 'caseHandler teamLead administrator',
  },
  appointments: {
    create: 'clerk caseHandler teamLead administrator',
    update: 'clerk caseHandler teamLead administrator',
    delete: '-',
  },
  visits: {
    create: 'clerk caseHandler teamLead administrator',
    update: 'clerk caseHandler teamLead administrator',
    delete: 'clerk caseHandler teamLead administrator',
  },
  documents: {
    create: 'clerk caseHandler teamLead administrator adviser recordManager',
    update: 'clerk caseHandler teamLead administrator adviser recordManager',
    delete: 'caseHandler teamLead administrator',
  },
  messages: {
    create: 'clerk caseHandler teamLead administrator',
    update: 'clerk caseHandler teamLead administrator',
    delete: 'caseHandler teamLead administrator',
  },
  consultations: {
    create: 'clerk caseHandler teamLead administrator adviser recordManager',
    update: '-',
    delete: '-',
  },
  payments: { create: atDesk, update: atDesk, delete: '-' },
};
const trailed: Readonly<Partial<Record<Role, readonly CollectionName[]>>> = {
  administrator: collectionNames,
  recordManager: collectionNames,
  teamLead: ['persons', 'dossiers', 'tasks'],
};

function expectedWithoutRow(role: Role, collection: CollectionName, action: PolicyAction): boolean | undefined {
  switch (action) {
    case 'create':
    case 'update':
    case 'delete':
      return writers[collection][action].split(' ').includes(role);
    case 'reveal':
      return collection === 'persons' && ['clerk', 'caseHandler', 'teamLead', 'recordManager'].includes(role);
    case 'export':
      return collection === 'consultations' && ['administrator', 'recordManager'].includes(role);
    case 'administer':
      return collection === 'references' && role === 'administrator';
    case 'freeTime':
      return collection === 'appointments' && ['teamLead', 'administrator'].includes(role);
    case 'readTrail':
      return trailed[role]?.includes(collection) === true;
    case 'seeTaken':
    case 'checkIn':
      return role === 'kiosk' && collection === 'appointments';
    case 'takeTicket':
    case 'seeCalls':
      return role === 'kiosk' && collection === 'visits';
    case 'changeStatus':
      return collection === 'dossiers' && !['adviser', 'kiosk', 'guest'].includes(role);
    default:
      return undefined;
  }
}

describe('every role against every action', () => {
  const cells = roles.flatMap((role) =>
    collectionNames.flatMap((collection) =>
      policyActions.flatMap((action) => {
        const expected = expectedWithoutRow(role, collection, action);
        return expected === undefined ? [] : [[role, collection, action, expected] as const];
      }),
    ),
  );

  it.each(cells)('%s, %s, %s: %s', (role, collection, action, expected) => {
    expect(isAllowed(teamPolicy, member(role), action, { collection })).toBe(expected);
  });

  it('has a line for every role, and grants no writing of what a desk only receives', () => {
    expect(Object.keys(teamPolicy.grants).sort()).toEqual([...roles].sort());
    const fixed = collectionNames.filter((name) => collections[name].readOnlyOnDesk);
    for (const role of roles) {
      for (const name of fixed) {
        for (const policy of [teamPolicy, servedPolicy]) {
          for (const action of ['create', 'update', 'delete'] as const) {
            expect(isAllowed(policy, member(role), action, { collection: name })).toBe(false);
          }
        }
      }
    }
  });

  it('says why in a sentence, and with which code', () => {
    const resource = { collection: 'dossiers', document: { id: 'd9', teamId: 'b' } } as const;
    expect(decide(teamPolicy, member('caseHandler'), 'update', resource)).toEqual({
      kind: 'denied',
      code: 'ACCESS_LOST',
      sentence: 'Een dossierbehandelaar mag deze dossiers wijzigen niet, want ze horen niet bij het eigen werk.',
    });
    expect(decide(teamPolicy, member('clerk'), 'delete', resource)).toMatchObject({ code: 'NOT_ALLOWED' });
    const status = { ...resource, statusRoles: ['teamLead'] } as const;
    expect(decide(teamPolicy, member('clerk'), 'changeStatus', status)).toMatchObject({ code: 'STATUS_NOT_ALLOWED' });
    expect(decide(teamPolicy, member('teamLead', ['b']), 'changeStatus', status)).toEqual({ kind: 'allowed' });
  });
});

describe('breaking the glass', () => {
  const protectedPerson = { id: 'p9', flags: [{ id: 'f', kind: 'addressSecret' }] };
  const open = (role: Role, document: PolicyDocument, reason?: string, known?: PolicyLinks) =>
    decide(servedPolicy, member(role), 'open', { collection: 'persons', document, reason, links: known }).kind;

  it('asks a reason for a protected person, except of who works on their dossier', () => {
    expect(open('clerk', protectedPerson)).toBe('needsReason');
    expect(open('clerk', protectedPerson, '   ')).toBe('needsReason');
    expect(open('clerk', protectedPerson, 'Aangifte verlies identiteitskaart')).toBe('allowed');
    expect(open('caseHandler', protectedPerson, undefined, { personIds: new Set(['p9']) })).toBe('allowed');
    expect(open('clerk', { id: 'p9', flags: [] })).toBe('allowed');
  });

  it('asks a reason of case workers for a dossier of another team, where they have it at all', () => {
    const ask = (role: Role, teamId: string, policy = servedPolicy) =>
      decide(policy, member(role), 'open', { collection: 'dossiers', document: { id: 'd9', teamId } }).kind;
    expect(ask('caseHandler', 'b')).toBe('needsReason');
    expect(ask('caseHandler', 'a')).toBe('allowed');
    expect(ask('clerk', 'b')).toBe('allowed');
    expect(ask('caseHandler', 'b', teamPolicy)).toBe('denied');
  });
});
