import fc from 'fast-check';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { collectionNames, collections } from '../../entities/index.ts';
import { type Role, roles } from '../../entities/reference-kinds.ts';
import { deepEqual } from '../merge/index.ts';
import { hiddenFields, type PolicyDocument, type Sight, teamPolicy, visibleDocument, visibleFields } from './index.ts';

const sight = (role: Role): Sight => ({
  policy: teamPolicy,
  subject: { id: 'me', role, teamIds: ['a'] },
  links: { dossierIds: new Set(['d1']), personIds: new Set(['p1']) },
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
    const seen = visibleDocument(sight(role), 'persons', person);
    expect(JSON.stringify(seen).includes('Kerkstraat')).toBe(shown);
    expect(visibleFields(sight(role), 'persons', person).includes('address')).toBe(shown);
    expect(seen).toMatchObject({ displayName: 'An Peeters', flags: person.flags });
  });

  it('reads flags as words too, and leaves other addresses alone', () => {
    expect(hiddenFields(sight('clerk'), 'persons', { flags: ['addressSecret'] })).toContain('address');
    expect(hiddenFields(sight('clerk'), 'persons', { flags: ['deceased'] })).toEqual([]);
    expect(hiddenFields(sight('clerk'), 'persons', {})).toEqual([]);
    expect(hiddenFields(sight('clerk'), 'dossiers', { flags: ['addressSecret'] })).toContain('parcel');
  });

  it('an adviser sees no national number', () => {
    expect(visibleFields(sight('adviser'), 'persons', { ...person, flags: [] })).toEqual([
      'id',
      'displayName',
      'address',
      'flags',
    ]);
  });

  it('shows a secret address to the desk after a reason, to an adviser never', () => {
    const withReason = (role: Role) => ({ ...sight(role), reason: 'Verlies identiteitskaart' });
    expect(visibleDocument(withReason('clerk'), 'persons', person)).toMatchObject({ address });
    expect(visibleDocument(withReason('recordManager'), 'persons', person)).toMatchObject({ address });
    expect(visibleDocument(withReason('adviser'), 'persons', person)).not.toHaveProperty('address');
  });

  it('shows nothing of a row that is out of sight', () => {
    for (const role of ['kiosk', 'guest', 'administrator'] as const) {
      expect(visibleFields(sight(role), 'persons', person)).toEqual([]);
      expect(visibleDocument(sight(role), 'dossiers', { id: 'd1', teamId: 'a' })).toBeNull();
    }
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
    const seen = visibleDocument<PolicyDocument>(sight(role), name, document);
    expect(seen === null || Value.Check(collections[name].schema, seen)).toBe(true);
  });
});

describe('visibility: laws', () => {
  const anyRole = fc.constantFrom(...roles);
  const anyCollection = fc.constantFrom(...collectionNames);
  const anyDocument: fc.Arbitrary<PolicyDocument> = fc.record(
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

  it('the visible document has exactly the visible fields, and hiding twice hides nothing more', () => {
    fc.assert(
      fc.property(anyRole, anyCollection, anyDocument, (role, collection, document) => {
        const seen = visibleDocument(sight(role), collection, document);
        const visible = visibleFields(sight(role), collection, document);
        const seenFields = Object.entries(seen ?? {}).filter(
          ([field, value]) => visible.includes(field) || !deepEqual(value, []),
        );
        expect(seenFields.map(([field]) => field).sort()).toEqual([...visible].sort());
        if (seen !== null) expect(visibleDocument(sight(role), collection, seen)).toEqual(seen);
      }),
      { numRuns: 500 },
    );
  });
});
