import fc from 'fast-check';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { type CollectionName, collectionNames, collections } from '../../entities/index.ts';
import { type Role, roles } from '../../entities/reference-kinds.ts';
import { deepEqual } from '../merge/index.ts';
import {
  hiddenFields,
  maySee,
  rowScopes,
  type VisibilityDocument,
  type VisibilityMember,
  visibleDocument,
  visibleFields,
  withHiddenFields,
} from './index.ts';

const member = (role: Role, teamIds: readonly string[] = ['a']): VisibilityMember => ({ id: 'me', role, teamIds });
const links = { dossierIds: new Set(['d1']), personIds: new Set(['p1']) };

describe('maySee: the table', () => {
  const documents: Readonly<Record<string, readonly [CollectionName, VisibilityDocument]>> = {
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
    otherConsultation: ['consultations', { id: 'c', memberId: 'you', personId: 'p1' }],
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
    clerk: names.filter((name) => name !== 'otherConsultation'),
    caseHandler: caseWork,
    teamLead: caseWork,
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
    expect(maySee(member(role), collection, document, links)).toBe(allowed);
  });

  it('has a line for every role and every collection', () => {
    expect(Object.keys(rowScopes).sort()).toEqual([...roles].sort());
    for (const role of roles) expect(Object.keys(rowScopes[role]).sort()).toEqual([...collectionNames].sort());
  });

  it('refuses what it does not know', () => {
    expect(maySee(member('wizard' as Role), 'references', { id: 'r', kind: 'room' })).toBe(false);
    expect(maySee(member('toString' as Role), 'references', {})).toBe(false);
    expect(maySee(member('clerk'), 'secrets' as CollectionName, {})).toBe(false);
  });
});

const address = { streetName: 'Kerkstraat', houseNumber: '1', postalCode: '2640', municipality: 'Mortsel' };
const person = {
  id: 'p1',
  displayName: 'An Peeters',
  nationalNumber: '85673000192',
  address,
  flags: [{ id: 'f', kind: 'addressSecret', since: '2026-01-01' }],
  history: [{ id: 'h', kind: 'fieldsChanged', parameters: { address: 'Kerkstraat 1' } }],
};

describe('fields', () => {
  it.each<[Role, boolean]>([
    ['clerk', false],
    ['caseHandler', true],
    ['teamLead', true],
    ['adviser', false],
    ['recordManager', false],
  ])('a secret address and %s: %s', (role, shown) => {
    const seen = visibleDocument(member(role), 'persons', person, links);
    expect(JSON.stringify(seen).includes('Kerkstraat')).toBe(shown);
    expect(visibleFields(member(role), 'persons', person, links).includes('address')).toBe(shown);
    expect(seen).toMatchObject({ displayName: 'An Peeters', flags: person.flags });
  });

  it('reads flags as words too, and leaves other addresses alone', () => {
    expect(hiddenFields(member('clerk'), 'persons', { flags: ['addressSecret'] })).toContain('address');
    expect(hiddenFields(member('clerk'), 'persons', { flags: ['deceased'] })).toEqual([]);
    expect(hiddenFields(member('clerk'), 'persons', {})).toEqual([]);
    expect(hiddenFields(member('clerk'), 'dossiers', { flags: ['addressSecret'] })).toContain('parcel');
  });

  it('an adviser sees no national number', () => {
    expect(visibleFields(member('adviser'), 'persons', { ...person, flags: [] }, links)).toEqual([
      'id',
      'displayName',
      'address',
      'flags',
    ]);
  });

  it('shows nothing of a row that is out of sight', () => {
    for (const role of ['kiosk', 'guest', 'administrator'] as const) {
      expect(visibleFields(member(role), 'persons', person, links)).toEqual([]);
      expect(visibleDocument(member(role), 'dossiers', { id: 'd1', teamId: 'a' }, links)).toBeNull();
    }
  });

  it('gives hidden fields back to what a member sends, and ignores what they put there', () => {
    const seen = visibleDocument(member('clerk'), 'persons', person) ?? {};
    const history = [...(seen.history ?? []), { id: 'new', kind: 'noteAdded', parameters: { note: 'x' } }];
    const sent = {
      ...seen,
      displayName: 'An Peeters-Maes',
      address: { ...address, houseNumber: '999' },
      history,
    } as typeof person;
    expect(withHiddenFields(member('clerk'), 'persons', sent, person)).toEqual({
      ...person,
      displayName: 'An Peeters-Maes',
      history: [...person.history, { id: 'new', kind: 'noteAdded', parameters: { note: 'x' } }],
    });
  });
});

describe('what a member gets still fits the schema', () => {
  const stamp = {
    createdAt: '2026-01-01T08:00:00Z',
    updatedAt: '2026-01-01T08:00:00Z',
    updatedBy: { memberId: 'm', name: 'An' },
  };
  const note = { id: 'n', at: '2026-01-01T08:00:00Z', by: stamp.updatedBy, text: 'x' };
  const fullPerson = {
    ...stamp,
    ...person,
    kind: 'citizen',
    language: 'nl',
    phoneNumbers: [],
    emailAddresses: [],
    notes: [note],
    optIns: [{ id: 'o', channel: 'sms', allowed: true, since: '2026-01-01' }],
    history: [{ id: 'h', at: note.at, by: note.by, kind: 'fieldsChanged', parameters: { address: 'Kerkstraat 1' } }],
  };
  const fullDossier = {
    ...stamp,
    id: 'd1',
    number: '2026-1',
    typeCode: 't',
    subject: 's',
    status: 'registered',
    statusSince: note.at,
    channel: 'counter',
    applicantId: 'p1',
    parties: [],
    teamId: 'a',
    answers: {},
    openedOn: '2026-01-01',
    termEvents: [],
    notes: [],
    history: [],
    decisions: [],
    payments: [],
    surveys: [{ id: 's', askedAt: note.at }],
  };
  const cases = roles.flatMap((role) => [
    [role, 'persons', fullPerson] as const,
    [role, 'dossiers', fullDossier] as const,
  ]);
  it.each(cases)('%s, %s', (role, name, document) => {
    expect(Value.Check(collections[name].schema, document)).toBe(true);
    const seen = visibleDocument<VisibilityDocument>(member(role), name, document, links);
    expect(seen === null || Value.Check(collections[name].schema, seen)).toBe(true);
    if (seen !== null) expect(withHiddenFields(member(role), name, seen, document)).toEqual(document);
  });
});

describe('visibility: laws', () => {
  const anyRole = fc.constantFrom(...roles);
  const anyCollection = fc.constantFrom(...collectionNames);
  const anyDocument: fc.Arbitrary<VisibilityDocument> = fc.record(
    {
      id: fc.constantFrom('p1', 'd1', 'x'),
      kind: fc.constantFrom('room', 'member', 'citizen'),
      teamId: fc.constantFrom('a', 'b'),
      memberId: fc.constantFrom('me', 'you'),
      dossierId: fc.constantFrom('d1', 'd2'),
      personId: fc.constantFrom('p1', 'p2'),
      address: fc.constant(address),
      nationalNumber: fc.constant('85673000192'),
      flags: fc.constantFrom([], ['addressSecret'], [{ id: '1', kind: 'addressSecret' }]),
      history: fc.constantFrom([], [{ id: '1', parameters: { address: 'x' } }, { id: '2' }]),
    },
    { requiredKeys: ['id'] },
  );

  it('kiosk and guest never see a person, a dossier or what belongs to one', () => {
    fc.assert(
      fc.property(fc.constantFrom<Role>('kiosk', 'guest'), anyCollection, anyDocument, (role, collection, document) => {
        fc.pre(collection !== 'references');
        expect(maySee(member(role, ['a', 'b']), collection, document, links)).toBe(false);
      }),
    );
  });

  it('more teams or more links never show less', () => {
    fc.assert(
      fc.property(anyRole, anyCollection, anyDocument, (role, collection, document) => {
        const little = maySee(member(role, []), collection, document);
        expect(!little || maySee(member(role, ['a', 'b']), collection, document, links)).toBe(true);
      }),
    );
  });

  it('the visible document has exactly the visible fields, and hiding twice hides nothing more', () => {
    fc.assert(
      fc.property(anyRole, anyCollection, anyDocument, (role, collection, document) => {
        const seen = visibleDocument(member(role), collection, document, links);
        const visible = visibleFields(member(role), collection, document, links);
        const seenFields = Object.entries(seen ?? {}).filter(
          ([field, value]) => visible.includes(field) || !deepEqual(value, []),
        );
        expect(seenFields.map(([field]) => field).sort()).toEqual([...visible].sort());
        if (seen !== null) expect(visibleDocument(member(role), collection, seen, links)).toEqual(seen);
      }),
      { numRuns: 500 },
    );
  });

  it('what was hidden comes back whole from an unchanged row', () => {
    fc.assert(
      fc.property(anyRole, anyCollection, anyDocument, (role, collection, document) => {
        const seen = visibleDocument(member(role), collection, document, links);
        fc.pre(seen !== null);
        expect(withHiddenFields(member(role), collection, seen ?? {}, document)).toEqual(document);
      }),
      { numRuns: 500 },
    );
  });
});
