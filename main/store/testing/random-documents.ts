import fc from 'fast-check';

/** The day of all random documents. */
export const DAY = '2026-11-23';
/** The collections of which random documents are written. */
export const written = [
  'persons',
  'dossiers',
  'interactions',
  'tasks',
  'appointments',
  'documents',
  'messages',
  'consultations',
  'payments',
] as const;
export type Written = (typeof written)[number];

/** One of these. */
export const pick = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);
const person = pick('person-1', 'person-2', 'person-3');
const dossier = pick('dossier-1', 'dossier-2', 'dossier-3');
const team = pick('team-onthaal', 'team-omgeving');
const colleague = pick('member-els', 'member-jan', undefined);
const day = pick('2026-11-22', DAY, '2026-11-24', '2027-01-10', undefined);
const moment = pick(
  '2026-11-22T23:00:00.000Z',
  '2026-11-23T08:00:00.000Z',
  '2026-11-23T22:59:00.000Z',
  '2026-11-24T09:00:00.000Z',
);
const words = fc
  .array(pick('janssens', 'jansens', 'jan', 'kapvergunning', 'kerkstraat', 'verhuis', 'boom', 'verbouwing'), {
    minLength: 1,
    maxLength: 3,
  })
  .map((list) => list.join(' '));
const basis = {
  createdAt: fc.constant(`${DAY}T08:00:00.000Z`),
  updatedAt: fc.integer({ min: 0, max: 9 }).map((second) => `${DAY}T08:00:0${second}.000Z`),
  updatedBy: fc.constant({ memberId: 'member-els', name: 'Els' }),
  notes: fc.constant([]),
};
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

/** A random document of a collection, without its id: few values, so that they meet. */
export const documents: { readonly [Name in Written]: fc.Arbitrary<object> } = {
  persons: fc.record({
    ...basis,
    displayName: words,
    nationalNumber: maybe(pick('88632200151', '88632200250')),
    phoneNumbers: pick([], [{ id: 'a', number: '0470 12 34 56' }]),
    emailAddresses: fc.constant([]),
    flags: pick([], [{ id: 'f', kind: 'addressSecret', since: DAY }]),
    history: fc.constant([]),
  }),
  dossiers: fc.record({
    ...basis,
    number: pick('2026-A1-00001', '2026-A1-00002', '2025-LV-00007'),
    typeCode: pick('omgeving', 'verhuis'),
    subject: words,
    status: pick('submitted', 'inProgress', 'closed', 'withdrawn'),
    applicantId: person,
    parties: fc
      .array(person, { maxLength: 2 })
      .map((ids) => ids.map((personId, at) => ({ id: String(at), personId, role: 'owner' }))),
    teamId: team,
    handlerId: colleague,
    answers: fc.constant({}),
    openedOn: fc.constant(DAY),
    dueOn: day,
    termEvents: fc.constant([]),
    history: fc.constant([]),
  }),
  interactions: fc.record({
    ...basis,
    channel: fc.constant('phone'),
    direction: fc.constant('incoming'),
    state: fc.constant('answered'),
    at: moment,
    by: fc.constant({ memberId: 'member-els', name: 'Els' }),
    subject: words,
    text: words,
    personId: maybe(person),
    dossierIds: fc.uniqueArray(dossier, { maxLength: 2 }),
    labels: fc.constant([]),
  }),
  tasks: fc.record({
    ...basis,
    kind: fc.constant('action'),
    title: words,
    state: pick('open', 'done'),
    teamId: team,
    memberId: colleague,
    personId: maybe(person),
    dossierId: maybe(dossier),
    dueOn: day,
    senderId: colleague,
  }),
  appointments: fc.record({
    ...basis,
    code: pick('AB12', 'CD34'),
    state: pick('booked', 'cancelled'),
    mode: fc.constant('physical'),
    subject: words,
    personId: maybe(person),
    dossierId: maybe(dossier),
    guests: fc.constant([]),
    memberIds: fc.constant([]),
    teamId: team,
    startsAt: moment,
    endsAt: moment,
  }),
  documents: fc.record({
    ...basis,
    dossierId: maybe(dossier),
    personId: maybe(person),
    title: words,
    fileName: words,
    source: fc.constant('scan'),
    receivedOn: fc.constant(DAY),
  }),
  messages: fc.record({
    ...basis,
    channel: fc.constant('email'),
    state: fc.constant('sent'),
    stateSince: moment,
    subject: words,
    personId: maybe(person),
    dossierId: maybe(dossier),
  }),
  consultations: fc.record({
    ...basis,
    at: fc.constant(new Date().toISOString()),
    memberId: pick('member-els', 'member-jan'),
    deviceId: fc.constant('device-one'),
    personId: person,
    dossierId: maybe(dossier),
    reason: maybe(fc.constant('Vraag aan het loket')),
    purpose: fc.constant('counterService'),
    fields: pick([], ['nationalNumber']),
    outcome: pick('shown', 'refused'),
  }),
  payments: fc.record({
    ...basis,
    kind: pick('payment', 'cashCount', 'drawerOpening'),
    day: pick(DAY, '2026-11-24'),
    deviceId: pick('device-one', 'device-two'),
    memberId: pick('member-els', 'member-jan'),
    dossierId: maybe(dossier),
    personId: maybe(person),
    lines: fc.constant([]),
    amountCents: fc.nat(1000),
    method: pick('card', 'cash'),
    reference: fc.constant('010806817183'),
    state: pick('open', 'paid', 'busy', 'unknown'),
    stateSince: moment,
    steps: fc.constant([]),
    count: maybe(fc.constant({ floatCents: 1, expectedCents: 2 })),
  }),
};

const look = pick('consultation-1', 'consultation-2', 'consultation-3');

/** Ids that are written. */
export const idOf: { readonly [Name in Written]: fc.Arbitrary<string> } = {
  persons: person,
  dossiers: dossier,
  interactions: pick('interaction-1', 'interaction-2'),
  tasks: pick('task-1', 'task-2', 'task-3'),
  appointments: pick('appointment-1', 'appointment-2'),
  documents: pick('document-1', 'document-2'),
  messages: pick('message-1', 'message-2'),
  consultations: look,
  payments: pick('payment-1', 'payment-2', 'payment-3'),
};
