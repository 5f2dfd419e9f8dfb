import { type CollectionName, collectionNames, collections } from '../entities/index.ts';
import { KioskBoard } from '../session/kiosk.ts';
import { KioskCheckIn, KioskPrinterState } from '../session/kiosk-hall.ts';
import { DemoPerson, SessionMember } from '../session/session.ts';
import { collectTypes, emptyTypes, fieldLines } from './graphql-types.ts';
import { type JsonSchema, jsonSchemaOf } from './json-schema.ts';
import { pascalCase, pullFieldName, pushFieldName } from './operation-names.ts';

function block(head: string, lines: readonly string[], description?: string): string {
  const opening = description === undefined ? '' : `"""${description}"""\n`;
  return `${opening}${head} {\n${lines.map((line) => `  ${line}`).join('\n')}\n}`;
}

const fixedParts = [
  '"""Any JSON value: open records such as the answers to a question set."""\nscalar JSON',
  block('enum PushVerdict', ['accepted', 'conflict', 'rejected']),
  block(
    'type RowError',
    ['code: String!', 'field: String', 'details: JSON'],
    'Why a row was refused; `code` is one of contract/errors.ts, `field` the path of the field at fault.',
  ),
  block('type CollectionOverview', ['collection: String!', 'documents: Int!']),
  block(
    'type SyncOverview',
    ['databaseId: ID!', 'serverTime: String!', 'collections: [CollectionOverview!]!'],
    '`databaseId` names the database of the mid-office: a desk never mixes the documents of two.',
  ),
  block(
    'type ChangePoke',
    ['collections: [String!]!'],
    'Something changed in these collections and can be pulled now, or in `neighbours`: what the desks of the building share. At most one every 50 ms.',
  ),
  block(
    'type FeedState',
    ['mark: ID!', 'scopeId: ID!', 'restored: Boolean!', 'lostAfter: String'],
    '`mark` names the history since the last start, `scopeId` what the member may receive. `restored`: the history that the desk followed is not that of this database; what was accepted after `lostAfter` (null: at any time) may be gone.',
  ),
  block(
    'input KnownState',
    ['collection: String!', 'documentId: ID!', 'updatedAt: String!'],
    'A state of a document that the centre had, as a desk remembers it.',
  ),
  block(
    'type ConsultationExport',
    ['text: String!', 'rows: Int!', 'next: Int'],
    'A page of the log of consultations as CSV or JSON; `next` goes into `after` for the page behind it.',
  ),
  block('type AuditField', ['field: String!', 'before: JSON', 'after: JSON']),
  block(
    'type AuditLine',
    [
      'sequence: ID!',
      'about: String!',
      'at: String!',
      'memberId: ID!',
      'memberName: String',
      'deviceId: ID!',
      'operationId: ID!',
      'kind: String!',
      'fields: [AuditField!]!',
    ],
    'One change of a document: `kind` is created, changed or deleted. `about` is its collection, or of a member also sessions, identities or access.',
  ),
  block('type CentralHit', [
    'kind: String!',
    'id: ID!',
    'title: String!',
    'subtitle: String!',
    'state: String',
    'shielded: Boolean!',
  ]),
  block(
    'type CentralSearch',
    ['needed: Boolean!', 'hits: [CentralHit!]!', 'more: Boolean!'],
    'What the member may see and the desk does not have. `needed` is false where a desk has everything that its member may see.',
  ),
  block(
    'type NeighbouringDesk',
    [
      'deviceId: ID!',
      'name: String!',
      'printers: JSON!',
      'terminal: JSON',
      'scanner: JSON',
      'failing: JSON!',
      'terminalInUse: Boolean!',
    ],
    'A desk in the same building, with the printers, the terminal and the scanner that it shares.',
  ),
  block(
    'type KioskCode',
    ['code: String!', 'expiresAt: String!'],
    'With which one kiosk can be registered, once. It is shown once: only its hash is kept.',
  ),
  block('type Kiosk', [
    'deviceId: ID!',
    'name: String!',
    'purpose: KioskPurpose!',
    'roomId: ID',
    'locationId: ID',
    'registeredAt: String!',
    'registeredBy: ID!',
    'revoked: Boolean!',
    'seenAt: String',
    'printer: KioskPrinterState',
  ]),
  block(
    'type CalledVisit',
    ['visit: Visit', 'waiting: Int!'],
    'Who was called to a desk; null when nobody waits whom it can help. `waiting` counts those that it could call after this one.',
  ),
  block('type LateVisitor', ['appointmentId: ID!', 'startsAt: String!', 'name: String!', 'how: String!']),
  block('type SavedReference', ['id: ID!', 'updatedAt: String!', 'moved: [ID!]', 'notMoved: [ID!]']),
  block(
    'type HitAppointment',
    [
      ...['appointmentId: ID!', 'startsAt: String!', 'product: String!', 'name: String', 'channel: String!'],
      ...['why: [String!]!', 'proposal: String', 'noProposal: String', 'master: String'],
    ],
    'An appointment that a change of the reference data would make impossible.',
  ),
  block('type HitGroup', ['productCode: ID!', 'product: String!', 'count: Int!']),
  block(
    'type HitAppointments',
    ['hits: [HitAppointment!]!', 'groups: [HitGroup!]!'],
    'What a change would make impossible: the first one by one, of the rest how many of each kind.',
  ),
  block(
    'type CalledHindered',
    ['called: Int!', 'nextStartsAt: String', 'nextId: ID'],
    'How many went on the call sheet, and where the next question goes on.',
  ),
  block(
    'type MessagePreview',
    [
      ...['subject: String!', 'body: String!', 'address: String', 'parts: Int', 'costCents: Int', 'notBefore: String'],
      'problem: MessageProblem',
    ],
    'A message before it is sent; `problem` says why it cannot be.',
  ),
  block(
    'type TicketLink',
    [
      'body: String!',
      'telephone: String',
      'parts: Int!',
      'costCents: Int!',
      'isSent: Boolean!',
      'problem: MessageProblem',
    ],
    'The text message with the address of a place in the queue.',
  ),
  block('type FreedSlot', ['outcome: String!', 'freeAfter: String!']),
  block('type FreeSlot', ['startsAt: String!', 'endsAt: String!', 'memberId: ID', 'deskId: ID', 'roomId: ID']),
  block('type Grant', ['token: String!', 'expiresAt: String!', 'member: SessionMember!']),
];

function collectionBlocks(collection: CollectionName): readonly string[] {
  const { typeName } = collections[collection];
  const plural = pascalCase(collection);
  return [
    `"""A ${typeName} as JSON, plus \`deleted\`. A scalar, so that one malformed row is refused by itself (FIELD_INVALID) instead of failing all rows of the request."""\nscalar ${typeName}Input`,
    block(
      `type Pull${plural}`,
      [
        `documents: [${typeName}!]!`,
        'checkpoint: String',
        'setAside: Int!',
        'left: [ID!]!',
        'leftReasons: [String!]!',
        'more: Boolean!',
      ],
      '`setAside` counts stored rows in this page that break the schema and were left out; `left` names documents that changed and are not, or no longer, for this member, `leftReasons` why, in the same order: notAllowed, otherTeam, closed, otherDay or unlinked; `more`: the page is full, in rows or in bytes, and the next one can be asked at once. Without asking for `more` a page is bounded by rows alone, and one with fewer rows than asked is the last.',
    ),
    block(`input Push${plural}Row`, [
      'operationId: ID!',
      `assumedMasterState: ${typeName}Input`,
      `newDocumentState: ${typeName}Input!`,
    ]),
    block(
      `type Push${plural}Outcome`,
      [
        'operationId: ID!',
        'documentId: ID!',
        'outcome: PushVerdict!',
        'acceptedAt: String',
        `master: ${typeName}`,
        'error: RowError',
      ],
      '`master` comes with a conflict, with a refusal when the centre has the document, and with an accepted replay when others changed the document since.',
    ),
  ];
}

function recordBlocks(records: ReadonlyMap<string, JsonSchema>): readonly string[] {
  const replicated = new Set<string>(collectionNames.map((name) => collections[name].typeName));
  return [...records].map(([title, record]) => {
    const extra = replicated.has(title) ? ['deleted: Boolean!'] : [];
    return block(`type ${title}`, [...fieldLines(record), ...extra]);
  });
}

const wish =
  'productCode: String!, persons: Int!, mode: String!, locationId: ID!, memberId: ID, placeId: ID, insteadOfId: ID';

function rootBlocks(): readonly string[] {
  const pulls = collectionNames.map(
    (name) => `${pullFieldName(name)}(checkpoint: String, limit: Int!): Pull${pascalCase(name)}!`,
  );
  const pushes = collectionNames.map((name) => {
    const plural = pascalCase(name);
    return `${pushFieldName(name)}(rows: [Push${plural}Row!]!): [Push${plural}Outcome!]!`;
  });
  return [
    block('type Query', [
      ...pulls,
      'syncOverview: SyncOverview!',
      'feedState(marks: [ID!]!, checkpoints: [String!]!): FeedState!',
      'unknownStates(states: [KnownState!]!): [Int!]!',
      'exportConsultations(personId: ID, memberId: ID, format: String!, after: Int): ConsultationExport!',
      'auditTrail(collection: String!, documentId: ID!, before: ID): [AuditLine!]!',
      'centralSearch(text: String!): CentralSearch!',
      `freeSlots(${wish}, from: String!, days: Int!, most: Int!): [FreeSlot!]!`,
      'previewMessage(appointmentId: ID!, channel: String!): MessagePreview!',
      'hitAppointments(id: ID!, kind: String!, name: String!, active: Boolean!, data: JSON!): HitAppointments!',
      'kioskBoard(printer: KioskPrinterState): KioskBoard!',
      'kiosks: [Kiosk!]!',
      'demoPeople: [DemoPerson!]!',
    ]),
    block('type Mutation', [
      ...pushes,
      'demoLogIn(memberId: ID!, deviceId: ID!): Grant!',
      'callNextVisit(operationId: ID!, deskId: ID!): CalledVisit!',
      `holdAppointment(holdId: ID!, ${wish}, startsAt: String!, personId: ID): Appointment!`,
      'bookAppointment(operationId: ID!, holdId: ID!, dossierId: ID, insteadOfId: ID, reason: String): Appointment!',
      'releaseAppointment(holdId: ID!): Boolean!',
      'saveReference(operationId: ID!, id: ID!, kind: String!, name: String!, active: Boolean!, data: JSON!, basedOn: String, decisions: JSON, groups: JSON): SavedReference!',
      'moveHindered(operationId: ID!, holdId: ID!, appointmentId: ID!, startsAt: String!): Boolean!',
      'moveHinderedBack(operationId: ID!, holdId: ID!, appointmentId: ID!, startsAt: String!, movedTo: String!): Boolean!',
      'callHindered(productCode: ID!, afterStartsAt: String, afterId: ID): CalledHindered!',
      'sendMessage(operationId: ID!, appointmentId: ID!, channel: String!): Boolean!',
      'sendTicketLink(operationId: ID!, visitId: ID!, telephone: String, send: Boolean!): TicketLink!',
      'reserveSlots(locationId: ID!, deskId: ID): Int!',
      'freeReservedSlot(appointmentId: ID!): FreedSlot!',
      'tellLate(deskId: ID, minutes: Int!, send: Boolean!): [LateVisitor!]!',
      'bringToDesk(kind: String!, id: ID!): Boolean!',
      'shareDesk(name: String, deskId: String, printers: JSON!, terminal: JSON, scanner: JSON, failing: JSON): [NeighbouringDesk!]!',
      'holdTerminal(terminal: String!, deskId: String, isHeld: Boolean!, paymentId: ID): Boolean!',
      'revokeAccess(memberId: ID, deviceId: ID): Boolean!',
      'restoreAccess(memberId: ID, deviceId: ID): Boolean!',
      'makeKioskCode(name: String!, roomId: ID, locationId: ID, purpose: KioskPurpose): KioskCode!',
      'takeKioskTicket(operationId: ID!, productCode: String!, pageHash: String): KioskTicket!',
      'checkInAtKiosk(operationId: ID!, code: String, nationalNumber: String, familyName: String, birthDate: String, pageHash: String): KioskCheckIn!',
      'changeMember(memberId: ID!, teamIds: [ID!], role: String): Boolean!',
    ]),
    block('type Subscription', ['changes: ChangePoke!']),
  ];
}

/** The whole GraphQL schema of the mid-office, as SDL text made from the TypeBox entities. */
export function schemaText(): string {
  const types = emptyTypes();
  for (const name of collectionNames) collectTypes(jsonSchemaOf(collections[name].schema), types);
  collectTypes(jsonSchemaOf(SessionMember), types);
  collectTypes(jsonSchemaOf(DemoPerson), types);
  for (const part of [KioskBoard, KioskCheckIn, KioskPrinterState]) collectTypes(jsonSchemaOf(part), types);
  const parts = [
    '# Generated from contract/entities by contract/graphql/generate.ts. Do not edit.',
    ...fixedParts,
    ...[...types.wordSets].map(([title, values]) => block(`enum ${title}`, values)),
    ...recordBlocks(types.records),
    ...collectionNames.flatMap(collectionBlocks),
    ...rootBlocks(),
  ];
  return `${parts.join('\n\n')}\n`;
}
