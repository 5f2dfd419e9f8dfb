import type { DocumentOf } from '@onthaal/contract/entities/index.ts';
import type { Reference, ReferenceData, ReferenceKind } from '@onthaal/contract/entities/reference.ts';
import type { Role } from '@onthaal/contract/entities/reference-kinds.ts';
import { makeTestInsz } from '@onthaal/contract/rules/identifiers/index.ts';
import { v7 } from 'uuid';
import type { SeedBatch } from '../database/bulk-load.ts';

export const moment = '2026-11-20T09:00:00.000Z';
const author = { memberId: 'member-els', name: 'Els Peeters' };

function basis(id: string) {
  return { id, createdAt: moment, updatedAt: moment, updatedBy: author };
}

/** A row of reference data. */
export function reference<Kind extends ReferenceKind>(
  kind: Kind,
  code: string,
  name: string,
  data: ReferenceData[Kind],
) {
  const document: Reference = { ...basis(`${kind}-${code}`), kind, code, name, active: true, data: { ...data } };
  return document;
}

function member(code: string, name: string, role: Role, teamId: string) {
  const [givenName = '', familyName = ''] = name.split(' ');
  return reference('member', code, name, { givenName, familyName, role, teamIds: [teamId], jobTitle: role });
}

const clerks: Role[] = ['clerk', 'caseHandler', 'teamLead'];
const handlers: Role[] = ['caseHandler', 'teamLead'];

/** registered -> submitted -> complete -> decided -> closed; a clerk may set the first three. */
export const verbouwing: ReferenceData['dossierType'] = {
  theme: 'wonen',
  description: 'Melding van een verbouwing',
  questionSchema: {
    type: 'object',
    properties: {
      surface: { type: 'number', minimum: 1, title: 'Oppervlakte' },
      contractor: { type: 'string', maxLength: 80, title: 'Aannemer' },
    },
    required: ['surface'],
    additionalProperties: false,
  },
  initialStatus: 'registered',
  statuses: [
    {
      status: 'registered',
      label: 'Ontvangen',
      citizenMeaning: '.',
      termEffect: 'none',
      next: ['submitted'],
      roles: clerks,
    },
    {
      status: 'submitted',
      label: 'Ingediend',
      citizenMeaning: '.',
      termEffect: 'run',
      next: ['complete'],
      roles: clerks,
    },
    { status: 'complete', label: 'Volledig', citizenMeaning: '.', termEffect: 'run', next: ['decided'], roles: clerks },
    { status: 'decided', label: 'Beslist', citizenMeaning: '.', termEffect: 'stop', next: ['closed'], roles: handlers },
    { status: 'closed', label: 'Gesloten', citizenMeaning: '.', termEffect: 'none', next: [], roles: handlers },
  ],
  defaultTeamId: 'team-omgeving',
  addressRequired: false,
  letterTemplateIds: [],
  retention: { series: 'reeks', years: 10, destination: 'destroy' },
};

/** Teams, members and one dossier type: what every test starts from. */
export const referenceFixture: SeedBatch = {
  collection: 'references',
  documents: [
    reference('team', 'onthaal', 'Onthaal', { description: 'Onthaal' }),
    reference('team', 'omgeving', 'Omgeving', { description: 'Omgeving' }),
    member('els', 'Els Peeters', 'clerk', 'team-onthaal'),
    member('karim', 'Karim Amrani', 'caseHandler', 'team-omgeving'),
    member('piet', 'Piet Maes', 'adviser', 'team-omgeving'),
    member('ann', 'Ann Vermeulen', 'administrator', 'team-onthaal'),
    member('zuil', 'Zuil Inkom', 'kiosk', 'team-onthaal'),
    reference('dossierType', 'verbouwing', 'Verbouwing', verbouwing),
    reference('room', 'raadzaal', 'Raadzaal', { building: 'Gemeentehuis', seats: 30, hybrid: true }),
  ],
};

/** A citizen with a test national number. */
export function personFixture(changes: Partial<DocumentOf<'persons'>> = {}): DocumentOf<'persons'> {
  return {
    ...basis(v7()),
    kind: 'citizen',
    displayName: 'Josée Ünal',
    nationalNumber: makeTestInsz('1985-07-30', 33),
    phoneNumbers: [],
    emailAddresses: [],
    language: 'nl',
    optIns: [],
    flags: [],
    notes: [],
    history: [],
    ...changes,
  };
}

let dossiersMade = 0;

/** A valid new dossier of the fixture's type. */
export function dossierFixture(
  applicantId: string,
  changes: Partial<DocumentOf<'dossiers'>> = {},
): DocumentOf<'dossiers'> {
  dossiersMade += 1;
  return {
    ...basis(v7()),
    number: `2026-QQ-${String(dossiersMade).padStart(5, '0')}`,
    typeCode: 'verbouwing',
    subject: 'Nieuwe veranda',
    status: 'registered',
    statusSince: moment,
    channel: 'counter',
    applicantId,
    parties: [],
    teamId: 'team-omgeving',
    answers: { surface: 18 },
    openedOn: '2026-11-20',
    termEvents: [],
    notes: [],
    history: [{ id: v7(), at: moment, by: author, kind: 'created' }],
    decisions: [],
    payments: [],
    surveys: [],
    ...changes,
  };
}

/** A history line of a status change, as the desk writes it. */
export function statusLine(from: string, to: string): DocumentOf<'dossiers'>['history'][number] {
  return { id: v7(), at: moment, by: author, kind: 'statusChanged', parameters: { from, to } };
}

/** A log row of somebody looking at a person. */
export function consultationFixture(personId: string): DocumentOf<'consultations'> {
  return {
    ...basis(v7()),
    at: moment,
    memberId: 'member-els',
    deviceId: 'device-els',
    personId,
    purpose: 'counterService',
    fields: ['address'],
    outcome: 'shown',
  };
}
